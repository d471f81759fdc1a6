"""A thousand certificates with their PDFs: python bench/thousand.py [how many]; at most 30 ms of each.

The whole way, as after a stolen key: from rows in the database to credentials (two languages, two suites), status lists and sealed
PDFs (two languages) that lie as files on the disk, every line of the journal written. SQLite, every write on the disk before it counts.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gromada.config.settings")
_data = tempfile.TemporaryDirectory(prefix="gromada-bench-")
os.environ["GROMADA_DATA"] = _data.name
os.environ.pop("DATABASE_URL", None)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
django.setup()

from cryptography.hazmat.primitives import hashes  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tests.builders.cases import world_of  # noqa: E402

from gromada.certificates import keys, papers, seals  # noqa: E402
from gromada.certificates.models import SealedPaper  # noqa: E402
from gromada.certification.models import Case, Certificate  # noqa: E402
from gromada.institutions.models import Institution  # noqa: E402
from gromada.kit import clock  # noqa: E402
from gromada.kit.ids import new_uid  # noqa: E402

SECONDS, OF = 30, 1000


def prepared(count: int) -> None:
    """Released certificates of as many institutions; how a case comes to one is not measured here."""
    world = world_of("cal-2022")
    case, today = world.begin(), clock.today()
    for number in range(count):
        place, uid = world.institution, new_uid()
        place.pk, place.uid, place.slug = None, uid, f"przyklad-{number}"
        place.name = f"Ośrodek Pomocy Społecznej w Przykładowicach Górnych nr {number}"
        place._state.adding = True
        place.save()
        case.pk, case.uid, case.institution, case.number = None, new_uid(), place, f"S/{number}/2026"
        case._state.adding = True
        case.save()
        Certificate.objects.create(
            issuer=world.issuer, edition=world.edition, institution=Institution.objects.get(pk=place.pk),
            case=Case.objects.get(pk=case.pk), number=f"CAL/2026/{number}", annexes=case.annexes, starts_on=today,
            ends_on=today.replace(year=today.year + 5), public_from=today, issued_at=clock.now(),
        )  # fmt: skip
    keys.make(world.issuer, by="bench")
    seals.make(world.issuer, by="bench")


def bare() -> float:
    """Milliseconds of one signature of the kind that a seal is, for comparison."""
    key, began = ec.generate_private_key(ec.SECP256R1()), time.perf_counter()
    for _ in range(1000):
        key.sign(bytes(32), ec.ECDSA(hashes.SHA256()))
    return time.perf_counter() - began


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else OF
    call_command("migrate", verbosity=0)
    prepared(count)
    began, processor = time.perf_counter(), time.process_time()
    made = papers.bring_all_up_to_date(by="bench")
    took, used = time.perf_counter() - began, time.process_time() - processor
    sealed, most = SealedPaper.objects.count(), SECONDS * count / OF
    assert (made, sealed) == (count, 2 * count)
    print(
        f"{made} certificates, {4 * made} signatures of credentials, {sealed} sealed PDFs: {took:.1f} s (most {most:.1f} s)"
    )
    print(
        f"a certificate: {took / count * 1000:.1f} ms, {used / count * 1000:.1f} ms of a processor; bare ECDSA {bare():.3f} ms"
    )
    return 0 if took <= most else 1


if __name__ == "__main__":
    sys.exit(main())
