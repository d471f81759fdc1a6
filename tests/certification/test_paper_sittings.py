"""A vote on paper: the office enters the minutes, the rules of the body hold."""

import pytest

from gromada.certification.actions import impartiality
from gromada.certification.actions.entering import Paper, declare_on_paper
from gromada.certification.actions.paper_sittings import Minutes, hold
from gromada.certification.models import Case, Declaration, Document
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import voting_role
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from tests.builders.cases import World, act, fill, world_of
from tests.certification.entering import letter

pytestmark = pytest.mark.django_db
TEXT = "Omówiono opinie."


@pytest.fixture
def world() -> World:
    return world_of("cal-2022")


@pytest.fixture
def case(world: World) -> Case:
    """Before its vote, with the draft of the decision written."""
    case = world.begin()
    for step in ("submit", "open_case", "admit", "give_opinion", "agree_finding"):
        act(case, step)
    fill(case, "decision", by=panel(case)[0])
    return case


def panel(case: Case) -> list[Person]:
    step = case.rules.step("decide")
    assert step is not None
    return holders_of(case, voting_role(case, step))


def minutes(case: Case, world: World) -> tuple[Document, list[Person], Person]:
    people, office = panel(case), world.members["office"][0]
    return letter(case, "decide", people[0], by=office, channel="sitting"), people, office


def test_minutes_decide_what_the_body_decided(world: World, case: Case) -> None:
    document, people, office = minutes(case, world)
    taken = hold(document, Minutes("open", people[0], TEXT, dict.fromkeys(people, "yes")), by=office)
    assert (taken.outcome, taken.entered_by, taken.document) == ("yes", office, document)
    assert taken.sitting.minutes == TEXT and taken.sitting.ballots.filter(choice="yes").count() == len(people)


def test_without_quorum_nothing_is_entered(world: World, case: Case) -> None:
    document, people, office = minutes(case, world)
    with pytest.raises(Refusal, match="kworum"):
        hold(document, Minutes("open", people[0], TEXT, dict.fromkeys(people[:2], "yes")), by=office)
    assert not case.sittings.exists() and not document.taken.exists()


def test_whoever_is_excluded_has_no_vote_on_paper_either(world: World, case: Case) -> None:
    document, people, office = minutes(case, world)
    impartiality.declare(case, people[1], "disclosed", "Szkolenie zespołu w zeszłym roku.", by=people[1])
    with pytest.raises(Refusal, match="nie głosuje"):
        hold(document, Minutes("open", people[0], TEXT, dict.fromkeys(people, "yes")), by=office)


def test_a_secret_vote_is_entered_as_counts(world: World, case: Case) -> None:
    document, people, office = minutes(case, world)
    votes = dict.fromkeys(people, "")
    with pytest.raises(Refusal, match="policzonych"):
        hold(document, Minutes("secret", people[0], TEXT, votes, counts={"yes": len(people) + 1}), by=office)
    taken = hold(
        document, Minutes("secret", people[0], TEXT, votes, counts={"yes": len(people) - 1, "no": 1}), by=office
    )
    assert taken.outcome == "yes" and not taken.sitting.ballots.filter(person__isnull=False).exists()


def test_only_the_office_enters_minutes(world: World, case: Case) -> None:
    document, people, _office = minutes(case, world)
    with pytest.raises(Refusal):
        hold(document, Minutes("open", people[0], TEXT, dict.fromkeys(people, "yes")), by=people[0])


def test_a_declaration_that_came_on_paper_is_the_person_s_own(world: World) -> None:
    case, office, member = world.begin(), world.members["office"][0], world.members["board"][0]
    act(case, "submit")
    [asked] = impartiality.ask(case, [member], "responsible", by=office)
    today = clock.today()
    paper = Paper("paper", today, today, signature="paper", our_number="C.3")
    made = declare_on_paper(asked, paper, degree="none", reason="", by=office)
    current = Declaration.objects.get(case=case, person=member, current=True)
    assert (current.degree, current.entered_by, current.document) == ("none", office, made)
    with pytest.raises(Refusal):
        declare_on_paper(current, paper, degree="disclosed", reason="", by=office)
    assert case.documents.count() == 1
