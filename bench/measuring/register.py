"""One size of the register, measured in a process of its own; `bench/register.py` starts it and prints the table."""

import json
import sys
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gromada.certification.models import Certificate, CertificateEvent
from gromada.institutions import places
from gromada.institutions.models import Institution
from gromada.kit import clock
from gromada.kit.folding import fold, fold_words, sort_key
from gromada.register.families import Family
from gromada.register.filling import refresh
from gromada.register.following import mark
from gromada.register.labels import fill_labels
from gromada.register.models import PublicCertificate, PublicHolder, PublicListing, PublicName
from gromada.register.queries import state
from gromada.register.queries.listing import Asked, listed
from gromada.register.rows import rows_of
from gromada.standards.actions import load_edition

ROOT = Path(__file__).resolve().parents[2]
SORTS = (
    ("MOPS {}", "social_assistance_centre"), ("GOPS {}", "social_assistance_centre"), ("CUS {}", "social_service_centre"),
    ("Gminny Ośrodek Kultury {}", "culture_centre"), ("Biblioteka Publiczna {}", "library"), ("Stowarzyszenie Razem {}", "ngo"),
    ("Szkoła Podstawowa nr 1 {}", "school"), ("Dom Kultury Zacisze {}", "culture_centre"), ("Fundacja Sąsiedzi {}", "ngo"),
)  # fmt: skip


def main(size: int) -> None:
    print(json.dumps(Measured(size).results()))


class Measured:
    def __init__(self, size: int) -> None:

        call_command("migrate", verbosity=0, run_syncdb=True)
        self.random = Random(20260421)
        begun = perf_counter()
        self.slugs, self.towns = _fill(size, self.random)
        self.filled = perf_counter() - begun
        self.application = get_wsgi_application()

    def results(self) -> dict[str, float]:
        holders = [f"/rejestr/{slug}/" for slug in self.random.sample(self.slugs, min(60, len(self.slugs)))]
        lists = [f"/rejestr/?page={n}" for n in range(1, 1 + min(20, -(-len(self.slugs) // 50)))]
        filtered = [f"/rejestr/?voivodeship={name}&status={status}" for name in ("mazowieckie", "śląskie", "opolskie", "łódzkie")
                    for status in ("in_force", "expired", "unknown")]  # fmt: skip
        self.ask("/rejestr/")  # what is counted once a day for each form of the tables
        found = {
            "seconds to fill the tables": self.filled,
            "queries of the list": self.queries("/rejestr/"),
            "queries of a holder": max(self.queries(path) for path in holders[:3]),
            "list made anew, ms CPU": self.anew(lists),
            "filtered list made anew, ms CPU": self.anew(filtered),
            "holder made anew, ms CPU": self.anew(holders),
            "list kept, ms CPU": self.kept("/rejestr/"),
            "holder kept, ms CPU": self.kept(holders[0]),
            "not changed (304), ms CPU": self.unchanged("/rejestr/"),
            "first list after a change, ms": self.first("/rejestr/"),
        }
        return found | self.search()

    def ask(self, path: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
        address, _mark, query = path.partition("?")

        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": quote(query, safe="=&%"), "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http", "SCRIPT_NAME": "",
            "wsgi.errors": sys.stderr, **headers,
        }  # fmt: skip
        told: list[Any] = []
        body = b"".join(self.application(environ, lambda status, given: told.extend((status, dict(given)))))
        return told[0], told[1], body

    def queries(self, path: str) -> int:

        with self.nothing_kept(), CaptureQueriesContext(connection) as captured:
            status, _headers, _body = self.ask(path)
        assert status.startswith("200"), (path, status)
        return len(captured)

    def nothing_kept(self) -> Any:
        return patch("gromada.register.middleware.kept_page", lambda name: None)

    def anew(self, paths: list[str], rounds: int = 60) -> float:
        with self.nothing_kept():
            return self.cpu(paths, rounds)

    def kept(self, path: str) -> float:
        self.ask(path)
        return self.cpu([path], 400)

    def unchanged(self, path: str) -> float:
        _status, headers, _body = self.ask(path)
        status, _headers, body = self.ask(path, HTTP_IF_NONE_MATCH=headers["ETag"])
        assert status.startswith("304") and not body
        return self.cpu([path], 400, HTTP_IF_NONE_MATCH=headers["ETag"])

    def cpu(self, paths: list[str], rounds: int, **headers: str) -> float:
        """The best of three medians: whatever else the machine does makes a round slower, never faster."""
        for path in paths[:5]:
            self.ask(path, **headers)
        medians = []
        for _ in range(3):
            taken = []
            for n in range(rounds):
                before = process_time()
                self.ask(paths[n % len(paths)], **headers)
                taken.append((process_time() - before) * 1000)
            medians.append(median(taken))
        return min(medians)

    def first(self, path: str) -> float:
        """After a change of the tables everything that is kept is made anew: counts, words, the page."""

        mark()
        before = perf_counter()
        self.ask(path)
        return (perf_counter() - before) * 1000

    def search(self) -> dict[str, float]:

        now, day = state.now(), clock.today()
        before = perf_counter()
        state.index(now.mark)
        built = (perf_counter() - before) * 1000
        taken = []
        for text in _typed(self.towns, self.random):
            before = process_time()
            listed(Asked(text=text), day, now)
            taken.append((process_time() - before) * 1000)
        cuts = quantiles(taken, n=100)
        return {"search index built, ms": built, "search p50, ms": cuts[49], "search p95, ms": cuts[94]}


def _typed(towns: list[str], random: Random) -> list[str]:
    """What people type: a town, without its diacritics, a part, with a slip, with the kind of institution, a full name."""

    found = []
    for town in random.choices(towns, k=400):
        plain = fold(town)
        at = random.randrange(1, max(2, len(plain) - 1))
        slip = (
            plain[:at] + plain[at + 1 :]
            if random.random() < 0.5
            else plain[:at] + random.choice("aeiouknrst") + plain[at + 1 :]
        )
        found += [town, plain, plain[: max(3, len(plain) // 2)], slip, f"gops {plain}", f"mops {slip}"]
        found.append(f"Gminny Ośrodek Pomocy Społecznej w {town}")
    return [*found, "mops", "biblioteka", "dom kultury", "mlawa", "slawobrze", "stalowa", "xyzzy"]


def _fill(size: int, random: Random) -> tuple[list[str], list[str]]:

    edition, _new = load_edition(ROOT / "editions" / "cal-2022", by="import")
    gminas = places.gminas()
    made, seen = [], set()
    while len(made) < size:
        gmina, (form, kind) = random.choice(gminas), random.choice(SORTS)
        slug = fold_words(f"{form.format(gmina.name)} {gmina.powiat}{gmina.kind}").replace(" ", "-")
        if slug in seen:
            continue
        seen.add(slug)
        name = form.format(gmina.name)
        made.append(
            Institution(
                slug=slug, name=name, kind=kind, town=gmina.name, teryt=f"{gmina.powiat}01{gmina.kind}",
                voivodeship=places.VOIVODESHIPS[gmina.powiat[:2]], folded=fold_words(f"{name} {gmina.name}"),
                sort_key=sort_key(f"{gmina.name} {name}"),
            )
        )  # fmt: skip
    today = clock.today()
    with transaction.atomic():
        Institution.objects.bulk_create(made)
        awards = [_awards(edition, institution, number, today, random) for number, institution in enumerate(made, 1)]
        Certificate.objects.bulk_create(certificate for held in awards for certificate in held)
        _tell(made, awards)
        refresh(made[0])  # the one by which a line of the journal is followed finds nothing to change
        mark()
    return [institution.slug for institution in made], [institution.town for institution in made]


def _tell(institutions: list[Institution], awards: list[list[Certificate]]) -> None:
    """What following the journal writes one institution after another, written for all of them at once."""
    fill_labels(awards[0][0].edition)
    told = []
    for institution, certificates in zip(institutions, awards, strict=True):
        for certificate in certificates:
            certificate._prefetched_objects_cache = {"events": CertificateEvent.objects.none()}
        rows = rows_of(Family((institution,)), certificates)
        rows.holder.digest = rows.digest()
        told.append(rows)
    PublicHolder.objects.bulk_create(rows.holder for rows in told)
    for kind, name in ((PublicName, "names"), (PublicCertificate, "certificates"), (PublicListing, "listings")):
        made = [row for rows in told for row in getattr(rows, name)]
        for row in made:
            row.holder_id = row.holder.pk
        kind.objects.bulk_create(made, batch_size=500)


def _awards(edition: Any, institution: Any, number: int, today: date, random: Random) -> list[Any]:

    def one(award: int, begins: date | None, imported: bool) -> Any:
        ends = date(begins.year + 4, 12, 31) if begins else None
        return Certificate(
            issuer=edition.issuer, edition=edition, institution=institution, award=award, annexes=["osl"] if begins else [],
            number=f"CAL/{begins.year}/{number}" if begins and not imported else "", starts_on=begins, ends_on=ends,
            valid_from=str(begins or ""), valid_to=str(ends or ""), label=f"{begins.year}–{begins.year + 4}" if begins else "",
            handed_over_on=str(begins or ""), imported=imported, public_from=begins or today, issued_at=clock.now(),
            import_key=f"{number}-{award}" if imported else "", source="bench" if imported else "",
        )  # fmt: skip

    fate = random.random()
    if fate < 0.25:
        return [one(1, None, True)]
    begins = today - timedelta(days=random.randrange(30, 3000))
    return [one(1, begins, False)] if fate < 0.8 else [one(1, None, True), one(2, begins, False)]
