"""Who does what since when: one head at a time, one chair at a time, nobody twice, no end before the beginning."""

from datetime import date

import pytest

from gromada.institutions.actions import (
    end_function,
    end_membership,
    give_function,
    give_membership,
    register_institution,
)
from gromada.institutions.models import Function, Institution, Membership
from gromada.institutions.queries import functions_of, memberships_of
from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer, Person

NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def house(db: None) -> Institution:
    return register_institution(by="import", kinds=(), name="GOPS Wzorowo", town="Wzorowo")


@pytest.fixture
def issuer(db: None) -> Issuer:
    return Issuer.objects.create(slug="issuer", name="The Issuer", short="Issuer")


def person(name: str) -> Person:
    return Person.objects.create_user(name.lower(), name=name)


def test_a_function_is_held_from_its_first_day_to_its_last(house: Institution) -> None:
    ewa = person("Ewa")
    held = give_function(house, ewa, Function.Kind.HEAD, since=NEW_YEAR, by="import")
    end_function(held, until=date(2026, 6, 30), by="import")
    days = [date(2025, 12, 31), NEW_YEAR, date(2026, 6, 30), date(2026, 7, 1)]
    assert [functions_of(ewa, day).exists() for day in days] == [False, True, True, False]


def test_an_institution_has_one_head_at_a_time(house: Institution) -> None:
    held = give_function(house, person("Ewa"), Function.Kind.HEAD, since=NEW_YEAR, by="import")
    jan = person("Jan")
    with pytest.raises(Refusal, match="Ewa"):
        give_function(house, jan, Function.Kind.HEAD, since=date(2026, 3, 1), by="import")
    end_function(held, until=date(2026, 2, 28), by="import")
    give_function(house, jan, Function.Kind.HEAD, since=date(2026, 3, 1), by="import")


def test_acting_heads_and_the_team_may_be_many(house: Institution) -> None:
    for kind in (Function.Kind.ACTING, Function.Kind.TEAM):
        for name in ("Ewa", "Jan"):
            give_function(house, person(f"{name}{kind}"), kind, since=NEW_YEAR, by="import")
    assert house.functions.count() == 4


def test_nobody_holds_the_same_function_twice_at_once(house: Institution) -> None:
    ewa = person("Ewa")
    give_function(house, ewa, Function.Kind.TEAM, since=NEW_YEAR, by="import")
    with pytest.raises(Refusal):
        give_function(house, ewa, Function.Kind.TEAM, since=date(2026, 5, 1), by="import")


def test_nothing_ends_before_it_begins_or_a_second_time_later(house: Institution) -> None:
    held = give_function(house, person("Ewa"), Function.Kind.TEAM, since=NEW_YEAR, by="import")
    with pytest.raises(Refusal):
        end_function(held, until=date(2025, 12, 31), by="import")
    ended = end_function(held, until=date(2026, 3, 31), by="import")
    with pytest.raises(Refusal):
        end_function(ended, until=date(2026, 5, 31), by="import")


def test_who_gave_a_function_stands_in_the_journal_by_an_opaque_id(house: Institution) -> None:
    office, ewa = person("Office"), person("Ewa")
    give_function(house, ewa, Function.Kind.HEAD, since=NEW_YEAR, by=office)
    line = Entry.objects.last()
    assert (line.verb, line.actor, line.facts["person"]) == ("function.given", str(office.uid), str(ewa.uid))
    assert "Ewa" not in str(line.facts)


def test_a_body_has_one_chair_at_a_time(issuer: Issuer) -> None:
    held = give_membership(issuer, "board", person("Ewa"), seat=Membership.Seat.CHAIR, since=NEW_YEAR, by="import")
    jan = person("Jan")
    with pytest.raises(Refusal):
        give_membership(issuer, "board", jan, seat=Membership.Seat.CHAIR, since=NEW_YEAR, by="import")
    give_membership(issuer, "commission", jan, seat=Membership.Seat.CHAIR, since=NEW_YEAR, by="import")
    end_membership(held, until=date(2026, 1, 31), by="import")
    give_membership(issuer, "board", jan, seat=Membership.Seat.CHAIR, since=date(2026, 2, 1), by="import")
    assert {m.body for m in memberships_of(jan, date(2026, 2, 1))} == {"board", "commission"}


def test_an_unknown_word_is_refused(house: Institution, issuer: Issuer) -> None:
    ewa = person("Ewa")
    with pytest.raises(Refusal):
        give_function(house, ewa, "king", since=NEW_YEAR, by="import")
    with pytest.raises(Refusal):
        give_membership(issuer, "board", ewa, seat="throne", since=NEW_YEAR, by="import")
