"""The builders walk the main road of real and invented editions: what other tests stand on is known to stand."""

import pytest

from gromada.certification.models import Case
from tests.builders.cases import act, world_of

pytestmark = pytest.mark.django_db

ROADS: dict[str, list[tuple[str, str | None]]] = {
    "cal-2022": [
        ("submit", None), ("open_case", None), ("ask_to_complete", None), ("complete", None), ("admit", None),
        ("order_visit", None), ("share_note", None), ("correct_facts", None), ("give_opinion", None),
        ("agree_finding", None), ("decide", "yes"), ("announce_grant", None), ("issue", None), ("hand_over", None),
    ],
    "flat-reviews": [
        ("hand_in", None), ("choose_readers", None), ("read", None), ("agree", None), ("conclude", "award"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("edition", ROADS)
def test_a_case_walks_its_main_road_and_ends_with_a_certificate(edition: str) -> None:
    case = world_of(edition).begin()
    for step, outcome in ROADS[edition]:
        act(case, step, outcome=outcome)
    assert case.certificate is not None
    assert case.closed_on is not None
    assert [t.step for t in Case.objects.get().taken.all()] == [step for step, _outcome in ROADS[edition]]
