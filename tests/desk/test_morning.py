"""What the office reads in the morning, what a head has to sign, and that none of it costs more with every case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gromada.certification.actions import impartiality
from gromada.desk.queries.office import Morning
from gromada.desk.queries.tasks import tasks_of
from gromada.institutions.models import Function
from gromada.kit import clock
from tests.builders.cases import World, act, fill, institution_of, world_of
from tests.builders.people import works_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_of()


def another(world: World, name: str) -> None:
    world.institution = institution_of(world.edition, name, name.split()[-1])
    world.head = works_in(world.institution, Function.Kind.HEAD)


def test_an_application_that_came_stands_under_what_came_in_and_the_board_is_expected(world: World) -> None:
    case = act(world.begin(), "submit")
    morning = Morning(world.members["office"][0])
    assert [a.where for a in morning.arrivals()] == [f"{case.institution.name} · sprawa {case.number}"]
    (debt,) = morning.debts()
    assert "zarząd" in debt.who.lower() and debt.what == "Otwórz sprawę" and not debt.is_late


def test_a_draft_is_nobodys_debt(world: World) -> None:
    world.begin()
    assert Morning(world.members["office"][0]).debts() == []


def test_what_is_late_stands_first_with_everybodys_name(world: World) -> None:
    early = act(world.begin(), "submit")
    for name in ("open_case", "admit"):
        early = act(early, name)
    with clock.at(clock.now() + timedelta(days=45)):
        another(world, "CUS Nowe")
        act(world.begin(), "submit")
        debts = Morning(world.members["office"][0]).debts()
        assert debts[0].is_late and not debts[-1].is_late
        assert debts[0].who in {a.person.name for a in early.appointments.filter(role="expert")}


def test_who_has_handed_in_their_part_owes_nothing_more(world: World) -> None:
    case = world.begin()
    for name in ("submit", "open_case", "admit"):
        case = act(case, name)
    experts = [a.person for a in case.appointments.filter(role="expert")]
    before = {d.who for d in Morning(world.members["office"][0]).debts()}
    assert before == {p.name for p in experts}


def test_what_either_of_two_may_do_is_one_thing_to_do(world: World) -> None:
    case = world.begin()
    for name, outcome in [(n, None) for n in ("submit", "open_case", "admit", "give_opinion", "agree_finding")] + [
        ("decide", "yes"), ("announce_grant", None), ("issue", None),
    ]:  # fmt: skip
        case = act(case, name, outcome=outcome)
    (debt,) = Morning(world.members["office"][0]).debts()
    assert debt.what == "Zapisz wręczenie" and ", sekretariat" in debt.who and "arząd" in debt.who


def test_a_declaration_that_was_asked_for_is_owed(world: World) -> None:
    case = act(world.begin(), "submit")
    asked = world.members["board"][0]
    impartiality.ask(case, [asked], "responsible", by=world.members["office"][0])
    debts = Morning(world.members["office"][0]).debts()
    assert asked.name in {d.who for d in debts if d.what.startswith("Oświadczenie")}


def test_before_a_sitting_it_is_said_what_is_missing(world: World) -> None:
    case = world.begin()
    for name in ("submit", "open_case", "admit", "give_opinion", "agree_finding"):
        case = act(case, name)
    (vote,) = Morning(world.members["office"][0]).votes()
    assert vote.sitting is None and case.institution.name in vote.where


def test_what_only_waits_for_the_heads_word_is_to_sign(world: World) -> None:
    case = world.begin()
    assert not any(task.to_sign for task in tasks_of(world.head))
    fill(case, "application", by=world.editor)
    assert [task.to_sign for task in tasks_of(world.head)] == [True]
    assert not any(task.to_sign for task in tasks_of(world.editor))


def test_ten_times_the_cases_cost_no_more_queries(world: World) -> None:
    office = world.members["office"][0]

    def cost() -> int:
        with CaptureQueriesContext(connection) as told:
            morning = Morning(office)
            morning.arrivals(), morning.debts()
        return len(told)

    act(world.begin(), "submit")
    one = cost()
    for number in range(6):
        another(world, f"CUS Miasto{number}")
        case = act(world.begin(), "submit")
        if number % 2:
            act(case, "open_case")
    assert cost() <= one
