"""What no page would send: a clear answer, nothing half-saved, no broken page afterwards."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gromada.certification.models import Case
from tests.builders.cases import World, act, world_of
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import held, step_url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sent",
    [
        {"-settle": "garbage take"},
        {"-drop": "garbage"},
        {"-discard": "'; --"},
        {"-detach": "letter garbage"},
        {"-evidence": "../../etc"},
        {"-evidence": "S99"},
        {"-offer": "S4.3", "-offered": "garbage"},
    ],
)
def test_a_button_that_was_never_there_finds_nothing(head: Client, case: Case, sent: dict[str, str]) -> None:
    assert head.post(step_url(case, "submit"), sent).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"v:contact": "-1", "contact": "x"},
        {"v:contact": "9" * 40, "contact": "x"},
        {"v:standards:S1.1": "0", "standards:S1.1": "no_such_value"},
        {"v:communities": "0", "communities.0.name": "A", "communities.99999999.name": "B", "communities.x.name": "C"},
        {"v:nothing": "0", "nothing": "x"},
        {"v:contact\x00": "0", "contact\x00": "x"},
        {"v:contact": "0", "contact": "a\x00b"},
        {"-go": "no_such_node"},
        {"-agree": "1", "-opened": "2026-13-45T99:00:00", "-seen": "x"},
        {"-take": "1", "-outcome": "no_such_outcome", "-state": "no_such_state"},
    ],
)
def test_strange_values_break_no_page(head: Client, case: Case, sent: dict[str, str]) -> None:
    assert head.post(step_url(case, "submit"), sent).status_code in (200, 302, 400)
    assert head.get(step_url(case, "submit")).status_code == 200
    assert head.get(step_url(case, "submit", "S1.1")).status_code == 200


def test_a_value_that_is_no_choice_is_kept_and_told(head: Client, case: Case) -> None:
    url = reverse("certification:save", args=[case.uid, "application"])
    answer = head.post(url, {"name": "main_field", "value": "no_such_field", "version": "0"})
    assert answer.status_code == 422
    assert answer.json()["message"]


@pytest.mark.parametrize(
    "name", ["contact\x00", "standards:\x00", "standards:" + "S" * 500, "standards:S1.1:reason:reason"]
)
def test_a_strange_name_is_refused_with_a_sentence(head: Client, case: Case, name: str) -> None:
    url = reverse("certification:save", args=[case.uid, "application"])
    answer = head.post(url, {"name": name, "value": "x", "version": "0"})
    assert answer.status_code in (200, 422)
    assert not case.answers.exclude(path="contact").exists()


def test_people_are_chosen_never_typed(world: World, case: Case) -> None:
    act(case, "submit")
    board = signed_in(world.members["board"][0])
    page: Any = board.post(
        step_url(case, "open_case"), {"v:commission": "0", "commission": ["garbage", "x' or 1=1"]}, follow=True
    )
    assert page.status_code == 200
    assert held(case, "appointments", "commission") is None


def test_a_form_of_another_scheme_is_not_found(head: Client, case: Case) -> None:
    assert head.post(reverse("certification:save", args=[case.uid, "no_such_form"]), {}).status_code == 404


def test_a_table_of_ten_thousand_cells_is_told_not_crashed_by() -> None:
    flat = world_of("flat-reviews")
    case = flat.begin()
    client = signed_in(flat.head)
    data = {f"junk.{n}": "x" for n in range(5000)}
    assert client.post(step_url(case, "hand_in"), data).status_code == 400
    assert client.get(step_url(case, "hand_in")).status_code == 200
