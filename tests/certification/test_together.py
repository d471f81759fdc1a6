"""Several people at one case: blindness, two writers, two takers, votes, letters."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gromada.certification.actions import letters, sittings, stepping, writing
from gromada.certification.actions.reminding import remind
from gromada.certification.models import Case, Contribution, Leftover, Letter, TermRun
from gromada.certification.pages.case import CasePage
from gromada.certification.queries.roles import holders_of
from gromada.cli.demo.staging import stage
from gromada.cli.demo.story import stories
from gromada.cli.walking import Texts, fill, take, takers
from gromada.kit import clock, mail
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.standards.actions import load_edition

EDITIONS = Path(__file__).parents[2] / "editions"


@pytest.fixture
def stage_set(db):
    load_edition(EDITIONS / "cal-2022")


def case_in(state: str) -> Case:
    """The case of the demonstration that stands in a state, with one more beside it for strangers."""
    story = stories()[0]
    last = {
        "draft": "", "received": "submit", "formal_check": "open_case", "assessment": "admit", "deliberation": "agree_finding",
        "granted_unannounced": "decide=yes",
    }[state]  # fmt: skip
    chosen = [p for p in story.plots if (p.steps[-1] if p.steps else "") == last][:1]
    stage(
        replace(
            story, plots=(*chosen, *(p for p in story.plots if p.steps == ("submit", "open_case") and p not in chosen))
        )
    )
    return Case.objects.filter(state=state).select_related("edition").first()


def person(username: str) -> Person:
    return Person.objects.get(username=username)


def test_two_people_at_the_same_step_one_wins_and_the_other_reads_a_sentence(stage_set):
    case = case_in("granted_unannounced")
    office = person("demo-biuro")
    stepping.take_step(case, "announce_grant", by=office, seen="granted_unannounced")
    with pytest.raises(Refusal) as refused:
        stepping.take_step(case, "announce_grant", by=office, seen="granted_unannounced")
    reason = refused.value.reasons[0].sentence
    assert case.edition.built.text(("proceeding", "certification", "state", "granted"), "pl") in reason


def test_the_wrong_role_changes_nothing(stage_set):
    case = case_in("granted_unannounced")
    with pytest.raises(Refusal):
        stepping.take_step(case, "announce_grant", by=person("demo-ekspert"))
    case.refresh_from_db()
    assert case.state == "granted_unannounced"


def test_a_stale_write_is_kept_beside_and_overwrites_nothing(stage_set):
    case = case_in("draft")
    form = case.edition.built.forms["application"]
    zofia, ewa = person("demo-brudnopis-2"), person("demo-brudnopis-3")
    first = writing.write(case, form, "mission", "Pierwsza wersja", base=0, by=zofia)
    second = writing.write(case, form, "mission", "Druga wersja", base=first.version, by=ewa)
    stale = writing.write(case, form, "mission", "Pisane z pierwszej", base=first.version, by=zofia)
    assert second.version == 2 and stale.leftover is not None
    assert case.answers.get(form="application", path="mission").value == "Druga wersja"
    writing.settle(stale.leftover, take=True, by=zofia)
    assert case.answers.get(form="application", path="mission").value == "Pisane z pierwszej"


def test_what_is_written_after_handing_in_stays_with_its_author(stage_set):
    case = case_in("received")
    head = person("demo-wzorniki")
    form = case.edition.built.forms["application"]
    before = case.answers.get(form="application", path="mission").value
    late = writing.write(case, form, "mission", "Za późno", base=1, by=head)
    assert late.leftover is not None and late.leftover.late
    assert case.answers.get(form="application", path="mission").value == before
    assert Leftover.objects.filter(by=head).count() == 1


def test_an_opinion_moves_the_case_only_with_the_last_one(stage_set):
    case = case_in("assessment")
    step = case.rules.step("give_opinion")
    experts = takers(case, step)
    for expert in experts:
        fill(case, step, expert, Texts(), None)
    if len(experts) > 1:
        assert isinstance(stepping.take_step(case, "give_opinion", by=experts[0]), Contribution)
        case.refresh_from_db()
        assert case.state == "assessment"
    stepping.take_step(case, "give_opinion", by=experts[-1])
    case.refresh_from_db()
    assert case.state == "comparison"


def test_a_vote_needs_quorum_minutes_and_everybodys_ballot(stage_set):
    case = case_in("deliberation")
    step = case.rules.step("decide")
    members = holders_of(case, case.edition.built.roles["commission"])
    fill(case, step, members[0], Texts(), "yes")
    sitting = sittings.call(case, step, on=clock.today(), place="", kind="open", chair=members[0], by=members[0])
    with pytest.raises(Refusal, match=r"minutes|protok"):
        sittings.close(sitting, "", by=members[0])
    sittings.cast(sitting, "yes", person=members[0], by=members[0])
    with pytest.raises(Refusal):
        sittings.close(sitting, "Narada.", by=members[0])
    with pytest.raises(Refusal):
        sittings.cast(sitting, "no", person=members[0], by=members[0])
    for member in members[1:]:
        sittings.cast(sitting, "yes", person=member, by=members[0])
    sittings.close(sitting, "Narada.", by=members[0])
    case.refresh_from_db()
    assert case.state == "granted_unannounced"


def test_a_secret_ballot_names_nobody(stage_set):
    case = case_in("deliberation")
    step = case.rules.step("decide")
    members = holders_of(case, case.edition.built.roles["commission"])
    sitting = sittings.call(case, step, on=clock.today(), place="", kind="secret", chair=members[0], by=members[0])
    sittings.cast(sitting, "yes", person=members[0], by=members[0])
    assert list(sitting.ballots.values_list("person", flat=True)) == [None]
    with pytest.raises(Refusal):
        sittings.cast(sitting, "yes", person=members[1], by=members[0])


def test_a_term_from_delivery_runs_only_once_the_letter_is_delivered(stage_set):
    case = case_in("formal_check")
    take(case, "ask_to_complete", Texts(stories()[0].texts))
    run = TermRun.objects.get(case=case, term="completion")
    assert run.due_on is None
    office = person("demo-biuro")
    letter = Letter.objects.get(case=case, letter="completion_request")
    letters.send(letter, Letter.Channel.PRINT, by=office)
    letter.refresh_from_db()
    letters.note_delivery(letter, clock.today(), by=office)
    run.refresh_from_db()
    assert run.due_on is not None and run.due_on >= clock.today() + timedelta(days=12)


def test_a_queued_letter_that_cannot_go_is_kept_with_its_failure(stage_set, settings):
    settings.EMAIL_BACKEND = "tests.certification.test_together.Broken"
    case = case_in("granted_unannounced")
    office = person("demo-biuro")
    stepping.take_step(case, "announce_grant", by=office)
    letter = Letter.objects.get(case=case, letter="grant")
    letters.send(letter, Letter.Channel.MAIL, by=office)
    assert letters.deliver_queued() == 0
    letter.refresh_from_db()
    assert letter.state == Letter.State.QUEUED and letter.next_attempt_at > clock.now()
    assert letter.failure == mail.why_not_sent(ConnectionError("no server"))


class Broken:
    """A mail server that is not there."""

    def __init__(self, *args, **kwargs) -> None:
        self.args = args

    def send_messages(self, messages):
        raise ConnectionError("no server")


def test_the_institution_does_not_see_an_unannounced_decision(stage_set, client):
    case = case_in("granted_unannounced")
    head = Person.objects.get(functions__institution=case.institution, functions__kind="head")
    page = CasePage(case, head)
    assert page.state == "deliberation"
    told = " ".join(line["what"] for line in page.history)
    assert case.edition.built.text(("proceeding", "certification", "step", "decide"), "pl", "done") not in told


def test_a_stranger_sees_no_case(stage_set):
    case = case_in("deliberation")
    stranger = person("demo-zmyslin")
    assert not Case.objects.visible_to(stranger).filter(pk=case.pk).exists()
    assert Case.objects.visible_to(person("demo-biuro")).filter(pk=case.pk).exists()


def test_a_draft_is_seen_only_by_its_institution(stage_set):
    case = case_in("draft")
    assert not Case.objects.visible_to(person("demo-biuro")).filter(pk=case.pk).exists()
    assert Case.objects.visible_to(person("demo-brudnopis-3")).filter(pk=case.pk).exists()


def test_a_reminder_goes_once_before_the_term_ends(stage_set):
    case = case_in("formal_check")
    take(case, "ask_to_complete", Texts(stories()[0].texts))
    office = person("demo-biuro")
    letter = Letter.objects.get(case=case, letter="completion_request")
    letters.send(letter, Letter.Channel.PRINT, by=office)
    letter.refresh_from_db()
    letters.note_delivery(letter, clock.today(), by=office)
    due = TermRun.objects.get(case=case, term="completion").due_on
    assert remind() == 0
    with clock.at(due - timedelta(days=3)):
        assert (remind(), remind()) == (1, 0)
    assert Letter.objects.get(case=case, letter="term_reminder").state == Letter.State.QUEUED
