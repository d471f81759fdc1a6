"""Every step of a head, a board, a commission or an expert can be entered on a document, in every scheme."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from gromada.certification.actions import impartiality
from gromada.certification.actions.entering import enter_step
from gromada.certification.actions.paper_sittings import Minutes, hold
from gromada.certification.actions.writing import write
from gromada.certification.models import Case, Contribution, Document, StepTaken
from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.engine import leading
from gromada.certification.proceeding.facts import TIME
from gromada.certification.queries.entering import enterable, paper_roles, signers
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.reach import copy_of_signer
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import voting_role
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Step
from tests.builders import values
from tests.builders.cases import World, act, declare_all, world_of
from tests.certification.entering import letter

pytestmark = pytest.mark.django_db
ROAD = (
    "submit",
    "open_case",
    "admit",
    "give_opinion",
    "agree_finding",
    "decide",
    "announce_grant",
    "issue",
    "hand_over",
)


def copied(document: Document, step: Step, office: Person, outcome: str | None = None) -> None:
    """Fills what the form still asks for, as the office would from the paper."""
    case, form = document.case, document.case.edition.built.forms[step.form or ""]
    owner = copy_of_signer(document, step)
    while waiting := contents.missing(
        case.edition.built, form, case.parts, working_copy(case, form.id, owner), outcome
    ):
        for slot in waiting:
            value = values.valid(case, slot)
            write(case, form, slot.path, value, base=0, by=office, entry=document)
            if slot.kind == "field" and slot.field.role:
                people = list(Person.objects.filter(uid__in=value))
                declare_all(case, people, slot.field.role, by=office)


def on_paper(case: Case, step: Step, office: Person) -> StepTaken | Contribution:
    """The step as the office enters it; every part of it where several take it, every signature where all agree."""
    done: Any = None
    for people in _signing(case, step):
        document = letter(case, step.id, *people, by=office, name="" if people else "Ktoś Spoza")
        outcome = step.outcomes[0] if step.outcomes else None
        if step.form:
            copied(document, step, office, outcome)
        if step.how.kind == "vote":
            members = holders_of(case, voting_role(case, step))
            done = hold(
                document, Minutes("open", members[0], "Wszyscy za.", dict.fromkeys(members, outcome or "")), by=office
            )
        else:
            done = enter_step(document, by=office, outcome=outcome)
        case.refresh_from_db()
    return done


def _signing(case: Case, step: Step) -> Iterator[list[Person]]:
    people = [p for role in paper_roles(case, step) for p in holders_of(case, role)]
    if step.how.kind == "each":
        yield from ([p] for p in (people[: step.how.each] if isinstance(step.how.each, int) else people))
    elif any(rule.rule == "agreed" for rule in step.provided):
        yield people
    else:
        yield people[:1]


def test_the_whole_road_is_entered_by_the_office() -> None:
    world: World = world_of("cal-2022")
    office, case = world.members["office"][0], world.begin()
    for name in ROAD:
        step = case.rules.step(name)
        assert step is not None
        if paper_roles(case, step):
            on_paper(case, step, office)
        else:
            act(case, name)
    assert case.state == "handed_over"
    entered = {t.step for t in case.taken.all() if t.document_id}
    assert entered == set(ROAD) - {"announce_grant"}
    assert all(part.document_id for part in Contribution.objects.filter(case=case))


@pytest.mark.parametrize("name", ["cal-2022", "scored", "two-tier", "flat-reviews"])
def test_every_step_of_people_outside_the_office_finds_somebody_who_may_sign(name: str) -> None:
    """In every proceeding of every scheme: each step that is not the office's own, the clock's, a stranger's or another proceeding's."""
    world = world_of(name)
    edition = world.edition
    case = Case(
        edition=edition,
        issuer=edition.issuer,
        institution=world.institution,
        proceeding=next(iter(edition.built.proceedings)),
    )
    for proceeding in edition.built.proceedings.values():
        case.proceeding = proceeding.id
        for step in proceeding.steps:
            roles = [edition.built.roles[r] for r in step.by if r in edition.built.roles]
            outside = [r for r in roles if r.source not in ("issuer", "time", "public")]
            assert bool(paper_roles(case, step)) == bool(outside), f"{proceeding.id}.{step.id}"


def test_nothing_can_be_entered_in_a_case_that_has_ended() -> None:
    world = world_of("cal-2022")
    case = act(act(world.begin(), "submit"), "withdraw")
    assert enterable(case) == []


def test_an_expert_s_opinion_on_paper_stays_blind_to_the_other() -> None:
    """The part is the expert's own copy: what the second writes does not meet what the office copied for the first."""
    world = world_of("cal-2022")
    office, case = world.members["office"][0], world.begin()
    for name in ("submit", "open_case"):
        act(case, name)
    named = world.members["experts"][:2]
    act(case, "admit", over={"experts": [str(p.uid) for p in named]})
    step = case.rules.step("give_opinion")
    assert step is not None
    first, second = holders_of(case, paper_roles(case, step)[0])[:2]
    for each in (first, second):
        impartiality.declare(case, each, "none", by=each)
    document = letter(case, "give_opinion", first, by=office)
    copied(document, step, office)
    assert working_copy(case, "opinion", str(first.uid)) and not working_copy(case, "opinion", str(second.uid))
    assert not working_copy(case, "opinion")
    part = enter_step(document, by=office)
    assert isinstance(part, Contribution) and part.person == first and part.taken is None
    assert [one.person for one in signers(case, step)] == [first, second]


@pytest.mark.parametrize("name", ["scored", "two-tier", "flat-reviews"])
def test_schemes_that_are_quite_different_are_walked_on_paper_too(name: str) -> None:
    """By the step that is expected next, or else by another one that stands open; the office's own steps by the office."""
    world = world_of(name)
    office, case = world.members["office"][0], world.begin()
    for _number in range(12):
        first = leading(case.rules, case.state)
        open_now = sorted(case.rules.steps_from(case.state), key=lambda step: step != first)
        if case.closed_on or not any(_entered(case, step, office) for step in open_now if TIME not in step.by):
            break
    assert case.taken.filter(document__isnull=False).count() >= 2


def _entered(case: Case, step: Step, office: Person) -> bool:
    """Whether the step could be taken now: its rules hold on paper as they do elsewhere."""
    try:
        with transaction.atomic():
            if paper_roles(case, step):
                on_paper(case, step, office)
            else:
                act(case, step.id, outcome=next(iter(step.outcomes), None))
    except (Refusal, StopIteration):
        case.refresh_from_db()
        return False
    return True
