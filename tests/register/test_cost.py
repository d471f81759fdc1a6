"""However long the register is, a page costs the same number of queries, and never more than ten."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gromada.certification.models import Certificate, CertificateEvent
from gromada.institutions.models import Alias, Institution
from gromada.kit import clock
from gromada.kit.folding import fold_words, sort_key
from gromada.register.filling import refresh
from gromada.register.following import mark
from gromada.register.queries import state
from tests.builders.cases import edition_row
from tests.register.building import TODAY

pytestmark = pytest.mark.django_db
PATHS = (
    "/", "/rejestr/", "/rejestr/?page=2", "/rejestr/?q=gops", "/rejestr/?voivodeship=podlaskie&status=in_force",
    "/rejestr/gops-wies-7/", "/sprawdz/CAL/2024/7/", "/open/register.csv", "/open/holders/gops-wies-7.json",
)  # fmt: skip


def grow(first: int, last: int) -> None:
    """Institutions with two certificates each, some with another name and a suspension; written at once for speed."""
    edition = edition_row()
    made = Institution.objects.bulk_create(_institution(n) for n in range(first, last))
    for n, holder in enumerate(made, first):
        common = {"issuer": edition.issuer, "edition": edition, "institution": holder, "issued_at": clock.now()}
        years = {"starts_on": date(2024, 1, 1), "ends_on": date(2028, 12, 31), "public_from": date(2024, 1, 1)}
        known = Certificate.objects.create(number=f"CAL/2024/{n}", annexes=["osl"], **common, **years)
        Certificate.objects.create(imported=True, import_key=str(n), public_from=TODAY, **common)
        if n % 3 == 0:
            Alias.objects.create(institution=holder, name=f"Dom {n}")
            told = {"effective_on": TODAY, "until": TODAY, "shown_on": TODAY, "at": clock.now()}
            CertificateEvent.objects.create(certificate=known, kind="suspend", **told)
        refresh(holder)
    mark()


def _institution(n: int) -> Institution:
    name, town = f"GOPS Wieś {n}", f"Wieś {n}"
    keys = {"folded": fold_words(f"{name} {town}"), "sort_key": sort_key(f"{town} {name}")}
    return Institution(slug=f"gops-wies-{n}", name=name, town=town, voivodeship="podlaskie", kind="library", **keys)


def queries(visitor: Client, path: str) -> int:
    visitor.get(path)  # what is counted once for each form of the tables
    state.forget()
    with CaptureQueriesContext(connection) as asked:
        response = visitor.get(f"{path}{'&' if '?' in path else '?'}anew=1")
    assert response.status_code == 200, path
    return len(asked)


def test_twenty_and_five_hundred_institutions_cost_the_same(db: None, visitor: Client) -> None:
    grow(1, 21)
    few = {path: queries(visitor, path) for path in PATHS}
    grow(21, 501)
    many = {path: queries(visitor, path) for path in PATHS}
    assert few == many
    assert max(many.values()) <= 10
