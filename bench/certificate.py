"""How long one certificate takes to set, warm: python bench/certificate.py [how many]

Words and annex are those of editions/cal-2022, the holder is invented; no database is asked.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gromada.config.settings")
_data = tempfile.TemporaryDirectory(prefix="gromada-bench-")
os.environ.setdefault("GROMADA_DATA", _data.name)
django.setup()

from gromada.certificates import facts, paper  # noqa: E402
from gromada.certificates.vocabulary import Copy  # noqa: E402
from gromada.certification.models import Certificate  # noqa: E402
from gromada.institutions.models import Institution  # noqa: E402
from gromada.kit import clock  # noqa: E402
from gromada.people.models import Issuer  # noqa: E402
from gromada.standards.edition.load import build, content_of, digest  # noqa: E402
from gromada.standards.models import Edition  # noqa: E402

EDITION = Path(__file__).resolve().parent.parent / "editions" / "cal-2022"
DAY = date(2026, 3, 29)


def words() -> facts.Said:
    content = content_of(EDITION)
    edition = Edition(key="cal-2022", content=content, digest=digest(content))
    edition.__dict__["built"] = build(content)
    certificate = Certificate(
        edition=edition, issuer=Issuer(name="Stowarzyszenie"), institution=Institution(name="Centrum Usług Społecznych w Przykładowicach"),
        number="CAL/2026/1", annexes=["osl"], label="2026–2030", issued_at=clock.now(),
    )  # fmt: skip
    return facts.said(certificate, "pl", facts.Occasion(Copy.ORIGINAL, DAY))


def measured(what: str, make: Callable[[int], bytes], count: int) -> None:
    started = time.perf_counter()
    size = len(make(0))
    cold = time.perf_counter() - started
    taken = []
    processor = time.process_time()
    for number in range(1, count + 1):
        started = time.perf_counter()
        make(number)
        taken.append((time.perf_counter() - started) * 1000)
    processor = (time.process_time() - processor) * 1000 / count
    taken.sort()
    median, late = statistics.median(taken), taken[int(len(taken) * 0.95)]
    print(
        f"{what:<22} median {median:5.1f} ms   p95 {late:5.1f} ms   first {cold * 1000:5.0f} ms   {size / 1000:.0f} kB"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    said = words()
    measured("PDF/UA-1 and PDF/A-3a", lambda n: paper.pdf(replace(said, number=f"CAL/2026/{n}"), DAY), count)
    measured("picture of page one", lambda n: paper.png(replace(said, number=f"CAL/2026/{n}")), count)


if __name__ == "__main__":
    main()
