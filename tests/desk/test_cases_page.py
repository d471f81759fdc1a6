"""All the cases: found by a part of a name, of a town or a number, narrowed, a page at a time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gromada.institutions.models import Function
from gromada.kit import clock
from tests.builders.cases import World, act, institution_of, world_of
from tests.builders.people import works_in
from tests.journeys.cast import cast_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = world_of()
    for name, town in (("Dom Kultury Zacisze", "Łódź"), ("MOPS", "Żabno")):
        world.institution = institution_of(world.edition, name, town)
        world.head = works_in(world.institution, Function.Kind.HEAD)
        act(world.begin(), "submit")
    return world


@pytest.mark.parametrize("text", ["lodz", "ZACIS", "dom łódź", "1/"])
def test_a_part_without_accents_finds_it(world: World, text: str) -> None:
    cal, _head, _editor = cast_of(world)
    cal.office.visit(f"/pulpit/sprawy/?q={text}").sees("Dom Kultury Zacisze")


def test_the_number_of_a_certificate_finds_its_case(world: World) -> None:
    world.institution = institution_of(world.edition, "Biblioteka", "Kutno")
    world.head = works_in(world.institution, Function.Kind.HEAD)
    case = world.begin()
    for name in ("submit", "open_case", "admit", "give_opinion", "agree_finding", "decide", "announce_grant", "issue"):
        case = act(case, name, outcome="yes" if name == "decide" else None)
    cal, _head, _editor = cast_of(world)
    page = cal.office.visit(f"/pulpit/sprawy/?q={case.certificate.number}")
    assert [row for row in page.doc.xpath("//tbody//a/@href")] == [f"/sprawy/{case.uid}/"]


def test_words_that_nothing_has_say_so_and_keep_what_was_typed(world: World) -> None:
    cal, _head, _editor = cast_of(world)
    page = cal.office.visit("/pulpit/sprawy/?q=Katowice").sees("Nie ma takiej sprawy")
    assert page.doc.xpath("//input[@name='q']/@value") == ["Katowice"]


def test_cases_after_a_deadline_are_found(world: World) -> None:
    cal, _head, _editor = cast_of(world)
    cal.office.visit("/pulpit/sprawy/?which=late").sees("Nie ma takiej sprawy")
    with clock.at(clock.now() + timedelta(days=60)):
        cal.office.visit("/pulpit/sprawy/?which=late").sees("MOPS", "po terminie")


def test_nobody_finds_a_case_of_others(world: World) -> None:
    other = institution_of(world.edition, "Biblioteka", "Kutno")
    stranger = works_in(other, Function.Kind.HEAD)
    cal, _head, _editor = cast_of(world)
    page = cal.browser(stranger).visit("/pulpit/sprawy/?q=zacisze")
    assert "Dom Kultury Zacisze" not in page.text


def test_more_cases_cost_no_more_queries(world: World) -> None:
    cal, _head, _editor = cast_of(world)

    def cost() -> int:
        with CaptureQueriesContext(connection) as told:
            cal.office.visit("/pulpit/sprawy/")
        return len([q for q in told.captured_queries if "certification_" in q["sql"] or "institutions_" in q["sql"]])

    cost()
    few = cost()
    for number in range(8):
        world.institution = institution_of(world.edition, f"CUS {number}", "Kutno")
        world.head = works_in(world.institution, Function.Kind.HEAD)
        act(world.begin(), "submit")
    assert cost() <= few
