"""The page of a step: what it asks, what it saves, what it refuses, and to whom it is shown at all."""

import pytest
from django.test import Client
from django.urls import reverse

from gromada.certification.models import Case
from tests.builders.cases import World, world_of
from tests.builders.signing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_of("cal-2022")


@pytest.fixture
def case(world: World) -> Case:
    return world.begin()


def url(case: Case, step: str) -> str:
    return reverse("certification:step", args=[case.uid, step])


def test_the_page_names_the_step_and_asks_every_field(world: World, case: Case) -> None:
    page = signed_in(world.head).get(url(case, "submit"))
    print(page.content.decode())
    assert page.status_code == 200
