"""Letters of a case that came in, and whoever handles them."""

import pytest

from gromada.certification.actions.letters import prepare
from gromada.certification.models import Case, Letter
from gromada.people.models import Person
from tests.builders.cases import World, world_of


@pytest.fixture
def world(db: None) -> World:
    return world_of("cal-2022")


@pytest.fixture
def case(world: World) -> Case:
    case = world.begin()
    Case.objects.filter(pk=case.pk).update(number="S/1/2026")
    case.refresh_from_db()
    return case


@pytest.fixture
def letter(case: Case) -> Letter:
    (made,) = prepare(case, "refusal")
    return made


@pytest.fixture
def office(world: World) -> Person:
    return world.members["office"][0]
