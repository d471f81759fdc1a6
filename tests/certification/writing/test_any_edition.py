"""No page knows a scheme: every step of every edition, real or invented, can be opened by those whose it is, on a walk by real steps."""

from collections.abc import Iterator

import pytest

from gromada.certification.models import Case
from gromada.certification.proceeding.facts import TIME
from gromada.certification.queries.roles import holders_of
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Step
from tests.builders.cases import FOLDERS, act, world_of
from tests.builders.forms import main_form
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import step_url

pytestmark = pytest.mark.django_db
WITH_PROCEDURE = sorted(
    folder.name
    for root in FOLDERS
    for folder in root.iterdir()
    if any("[proceeding." in file.read_text() for file in folder.glob("*.toml"))
)
MOST_MOVES = 25


def theirs(case: Case, step: Step) -> Iterator[Person]:
    """One person of each role that takes the step."""
    for name in step.by:
        role = case.edition.built.roles.get(name)
        people = holders_of(case, role) if role and name != TIME else []
        yield from people[:1]


def look_at(case: Case, step: Step, seen: set[str]) -> None:
    for person in theirs(case, step):
        client = signed_in(person)
        page = client.get(step_url(case, step.id))
        assert page.status_code == 200, step.id
        assert "certification/writing/step.html" in [t.name for t in page.templates], step.id
        seen.add(step.id)
        form = case.edition.built.forms.get(step.form or "")
        for node in list(case.edition.built.walk(case.parts))[:4] if form and form.tree else ():
            assert client.get(step_url(case, step.id, node.id)).status_code == 200, (step.id, node.id)


def move(case: Case, been: set[tuple[str, str]]) -> bool:
    """Takes the first step that leads somewhere new."""
    for step in case.rules.steps_from(case.state):
        for outcome in step.outcomes or ("",):
            if step.by == (TIME,) or (case.state, f"{step.id}{outcome}") in been or not list(theirs(case, step)):
                continue
            been.add((case.state, f"{step.id}{outcome}"))
            try:
                act(case, step.id, outcome=outcome or None)
            except Refusal:
                case.refresh_from_db()
                continue
            return True
    return False


@pytest.mark.parametrize("name", WITH_PROCEDURE)
def test_every_step_on_the_way_has_its_page(name: str) -> None:
    world = world_of(name)
    case = world.begin()
    seen: set[str] = set()
    been: set[tuple[str, str]] = set()
    for _ in range(MOST_MOVES):
        for step in case.rules.steps_from(case.state):
            look_at(case, step, seen)
        if case.closed_on or not move(case, been):
            break
    assert len(seen) >= 3, seen
    assert {taken.step for taken in case.taken.all()} <= seen


def test_a_step_that_begins_a_case_has_its_page_and_says_what_it_waits_for() -> None:
    world = world_of("cal-2022")
    parent = world.begin()
    Case.objects.filter(pk=parent.pk).update(state="refused", number="1/2026")
    parent.refresh_from_db()
    appeal = world.begin("appeal", annexes=(), parent=parent)
    page = signed_in(world.head).get(step_url(appeal, "lodge"))
    assert page.status_code == 200
    assert not any(b.name == "-take" for b in main_form(page).buttons)
    assert "grounds" in main_form(page).names
