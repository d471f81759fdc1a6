"""The office merges a duplicate through the pages: finds it, sees what goes over, and may undo it; the register follows."""

import pytest

from gromada.certification.history.entering import enter
from gromada.institutions.models import Institution, Merge
from gromada.journal.following import run_all
from tests.builders.cases import World, institution_of, world_of
from tests.builders.people import works_in
from tests.journeys.cast import cast_of
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_of()


@pytest.fixture
def twin(world: World) -> Institution:
    """The same institution written down twice, with a certificate from history."""
    made = institution_of(world.edition, "Centrum w Przykładowicach", "Przykładowice")
    works_in(made)
    enter(made, world.edition, by=world.members["office"][0], source="kronika", valid_from="2015", valid_to="2017")
    run_all()
    return made


def test_a_duplicate_is_found_previewed_merged_and_its_address_leads_to_the_survivor(
    world: World, twin: Institution
) -> None:
    cal, head, _editor = cast_of(world)
    Browser().visit(f"/rejestr/{twin.slug}/").sees("Centrum w Przykładowicach")
    page = cal.office.visit(f"/pulpit/instytucje/{world.institution.uid}/").follow("Połącz z powtórzeniem")
    page = page.sees("Z tej miejscowości albo o tym numerze").follow("Centrum w Przykładowicach")
    page.sees("1 certyfikat", "1 funkcja osoby").press("Połącz", status=400)
    page = page.press("Połącz", {"reason": "Ten sam adres i NIP."}).sees("Ten sam adres i NIP.", "2015–2017")
    run_all()
    public = Browser().visit(f"/rejestr/{twin.slug}/")
    assert public.url == f"/rejestr/{world.institution.slug}/"
    public.sees("CUS Przykładowice", "2015–2017")
    Browser().visit("/rejestr/?q=centrum w przykladowicach").sees("1 wynik")
    led = cal.office.visit(f"/pulpit/instytucje/{twin.uid}/")
    assert led.url == f"/pulpit/instytucje/{world.institution.uid}/"
    cal.office.visit("/pulpit/instytucje/?q=centrum").sees("1 instytucja", "CUS Przykładowice")
    head.visit(f"/pulpit/instytucje/{world.institution.uid}/").sees("2015–2017").misses("Ten sam adres")


def test_an_undone_merging_leaves_the_register_as_it_was(world: World, twin: Institution) -> None:
    cal, _head, _editor = cast_of(world)
    before = Browser().visit(f"/rejestr/{twin.slug}/").text
    page = cal.office.visit(f"/pulpit/instytucje/{world.institution.uid}/polacz/{twin.uid}/")
    page = page.press("Połącz", {"reason": "Ten sam adres."})
    run_all()
    page.follow("Cofnij: Centrum").press("Cofnij").misses("Ten sam adres.")
    run_all()
    assert Browser().visit(f"/rejestr/{twin.slug}/").text == before
    Browser().visit(f"/rejestr/{world.institution.slug}/", status=404)
    assert Merge.objects.get().undone_by == world.members["office"][0]


def test_what_stands_in_the_way_is_said_in_place_of_the_button(world: World, twin: Institution) -> None:
    works_in(twin, "head")
    cal, _head, _editor = cast_of(world)
    page = cal.office.visit(f"/pulpit/instytucje/{world.institution.uid}/polacz/{twin.uid}/")
    page.sees("Obie mają teraz kierownictwo")
    assert not page.offers("reason") and not Merge.objects.exists()


def test_the_other_way_round_the_other_one_stays(world: World, twin: Institution) -> None:
    cal, _head, _editor = cast_of(world)
    page = cal.office.visit(f"/pulpit/instytucje/{world.institution.uid}/polacz/{twin.uid}/").follow("Na odwrót")
    page.press("Połącz", {"reason": "Ta nazwa jest w statucie."}).sees("Centrum w Przykładowicach", "CUS Przykładowice")
    world.institution.refresh_from_db()
    assert world.institution.merged_into == twin
