"""The known certificates of years gone by come in from a file, and anybody can look them up."""

from pathlib import Path

import pytest

from gromada.certification.models import Certificate
from gromada.cli.main import main
from gromada.institutions.models import Institution
from gromada.journal.following import run_all
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
EDITIONS = ("cal-before-2013", "cal-2013", "cal-2022")


@pytest.fixture
def network(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The editions and the network as they are loaded on a new installation; gives what the command said."""
    for name in EDITIONS:
        assert main(["edition", "load", str(root / "editions" / name)]) == 0
    capsys.readouterr()
    assert main(["import-network", str(root / "data" / "cal-network.csv")]) == 0
    run_all()
    return capsys.readouterr().out


def test_the_whole_network_comes_in_once(network: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "31 created" in network and "0 left out" in network
    holders = {c.institution_id for c in Certificate.objects.all()}
    before = (Certificate.objects.count(), Institution.objects.count())
    assert before[0] == 31
    assert len(holders) + Certificate.objects.filter(unit__isnull=False).values("unit").distinct().count() >= 30
    assert main(["import-network", str(root / "data" / "cal-network.csv")]) == 0
    assert "0 created, 0 changed, 31 unchanged" in capsys.readouterr().out
    assert (Certificate.objects.count(), Institution.objects.count()) == before


@pytest.mark.parametrize(
    ("typed", "town"),
    [
        ("mlawa", "Mława"),
        ("slawobrze", "Sławoborze"),
        ("stalowa", "Stalowa Wola"),
        ("Mlwa", "Mława"),
        ("WROCŁAW", "Wrocław"),
    ],
)
def test_it_is_found_as_people_type(network: str, typed: str, town: str) -> None:
    visitor = Browser()
    page = visitor.visit("/rejestr/").form("Szukaj").fill({"Miejscowość albo nazwa": typed}).submit()
    page.sees(town).misses("0 wyników")


def test_mlawa_stands_once_with_both_certificates_and_its_successor(network: str) -> None:
    page = Browser().visit("/rejestr/?q=mlawa").sees("1 wynik")
    page = page.follow("CUS Mława")
    page.sees("Do 31 grudnia 2023 r.: MOPS Mława", "Drugi certyfikat 2022–2026", "Pierwszy certyfikat lata nieznane")
    page.sees("MOPS Mława to od tego dnia CUS Mława", "Ten sam certyfikat, ten sam termin")
    assert Certificate.objects.filter(institution__town="Mława").count() == 2


def test_unknown_years_are_said_in_words_and_never_guessed(network: str) -> None:
    unknown = Certificate.objects.filter(valid_from="", valid_to="", label="", starts_on__isnull=True).first()
    assert unknown is not None
    page = Browser().visit(f"/rejestr/{unknown.institution.slug}/")
    page.sees("nieznane")
    assert "None" not in page.text


def test_a_number_that_was_never_given_is_not_found(network: str) -> None:
    page = Browser().visit("/sprawdz/").form("Sprawdź").fill({"Numer certyfikatu": "CAL/1999/77"}).submit(status=404)
    page.sees("Nie znaleźliśmy takiego numeru", "Tej nazwy używają też miejsca spoza certyfikacji; to nie zarzut")
