"""Certificates with their PDFs, set, signed, sealed and kept; the parts of bench/thousand.py that need an installation."""

import json
import os
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from tests.builders.cases import world_of

from gromada.certificates import keys, papers, seals
from gromada.certificates.models import SealedPaper
from gromada.certification.models import Case, Certificate
from gromada.institutions.models import Institution
from gromada.kit import clock
from gromada.kit.ids import new_uid


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


def main(count: int, on_one: int) -> None:
    if on_one and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    call_command("migrate", verbosity=0)
    prepared(count)
    began, before = time.perf_counter(), os.times()
    made = papers.bring_all_up_to_date(by="bench")
    took, after = time.perf_counter() - began, os.times()
    assert (made, SealedPaper.objects.count()) == (count, 2 * count)
    used = sum(after[:4]) - sum(before[:4])  # of this process and of those that it began, which are over
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(json.dumps({"took": took, "used": used, "bare": bare(), "processors": processors}))
