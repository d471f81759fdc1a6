from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gromada.certification.models import Answer, Case
from gromada.people.models import Person
from tests.builders.cases import World, world_of
from tests.builders.signing import signed_in


@pytest.fixture(autouse=True)
def _polish() -> Iterator[None]:
    """Addresses are those of the language in force, and a page read in another one leaves it behind."""
    with translation.override("pl"):
        yield


@pytest.fixture
def world(db: None) -> World:
    return world_of("cal-2022")


@pytest.fixture
def case(world: World) -> Case:
    return world.begin()


@pytest.fixture
def head(world: World) -> Client:
    return signed_in(world.head)


@pytest.fixture
def editor(world: World) -> Client:
    return signed_in(world.editor)


def step_url(case: Case, step: str, node: str = "") -> str:
    if node:
        return reverse("certification:node", args=[case.uid, step, node])
    return reverse("certification:step", args=[case.uid, step])


def held(case: Case, form: str, path: str, owner: str = "") -> Any:
    row = Answer.objects.filter(case=case, form=form, owner=owner, path=path).first()
    return row.value if row else None


@pytest.fixture
def autosave(case: Case) -> Callable[..., Any]:
    """Sends one place as the page's autosave does."""

    def send(
        who: Person | Client, name: str, value: Any, version: int = 0, form: str = "application", **where: Any
    ) -> Any:
        client = who if isinstance(who, Client) else signed_in(who)
        url = reverse("certification:save", args=[where.get("case", case).uid, form])
        data = {"name": name, "value": value, "version": version}
        return client.post(url, data, headers={"accept": "application/json"})

    return send
