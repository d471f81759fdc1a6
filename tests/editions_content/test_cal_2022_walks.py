"""Every road of cal-2022 beside the main one, walked by real steps."""

from datetime import date, timedelta

import pytest

from gromada.certification.actions import clockwork
from gromada.certification.actions.beginning import begin_about_certificate
from gromada.certification.actions.letters import note_delivery, send
from gromada.certification.actions.reminding import remind
from gromada.certification.actions.stepping import take_step
from gromada.certification.actions.yearly import open_yearly
from gromada.certification.models import Case, Letter
from gromada.certification.pages.letter import letters_for
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from tests.builders.cases import World, act, holder, institution_of, world_of
from tests.builders.people import works_in

pytestmark = pytest.mark.django_db

TO_ASSESSMENT = ("submit", "open_case", "admit")
TO_DELIBERATION = (*TO_ASSESSMENT, "give_opinion", "agree_finding")
TO_ISSUED = (*TO_DELIBERATION, ("decide", "yes"), "announce_grant", "issue")
TO_REFUSED = (*TO_DELIBERATION, "announce_intended_refusal", "comment", ("decide", "no"), "announce_refusal")


@pytest.fixture
def world() -> World:
    return world_of("cal-2022")


def walk(case: Case, *steps: str | tuple[str, str]) -> Case:
    for step in steps:
        name, outcome = (step, None) if isinstance(step, str) else step
        act(case, name, outcome=outcome)
    return case


def deliver(case: Case, letter: str) -> Letter:
    """The office hands a letter over, and it is delivered the same day."""
    found = Letter.objects.get(case=case, letter=letter)
    by = holder(
        case, next(step for step in case.edition.built.proceedings["certification"].steps if "office" in step.by)
    )
    sent = send(found, Letter.Channel.HAND, by=by)
    return note_delivery(sent, clock.today(case.edition.built.zone), by=by)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    now = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: now)


def issued(world: World) -> Case:
    return walk(world.begin(), *TO_ISSUED, "hand_over")


def about(world: World, proceeding: str, **rest: object) -> Case:
    return world.begin(proceeding, annexes=(), certificate=issued(world).certificate, **rest)


def test_a_request_is_completed_and_goes_on(world: World) -> None:
    case = walk(world.begin(), "submit", "open_case", "ask_to_complete", "complete", "admit")
    assert case.state == "assessment"


def test_a_visit_comes_before_the_opinions(world: World) -> None:
    case = walk(world.begin(), *TO_ASSESSMENT, "order_visit", "share_note", "correct_facts", "give_opinion")
    assert case.state == "comparison"


def test_a_cancelled_visit_stops_nothing(world: World) -> None:
    assert walk(world.begin(), *TO_ASSESSMENT, "order_visit", "cancel_visit", "give_opinion").state == "comparison"


def test_experts_may_be_asked_again(world: World) -> None:
    case = walk(world.begin(), *TO_DELIBERATION, "ask_experts", "give_opinion", "agree_finding")
    assert case.state == "deliberation"


def test_conditions_are_set_met_and_looked_at_again(world: World) -> None:
    case = walk(
        world.begin(),
        *TO_DELIBERATION,
        ("set_conditions", "yes"),
        "meet_conditions",
        "agree_finding",
        ("decide", "yes"),
    )
    assert case.state == "granted_unannounced"


def test_nobody_is_refused_before_they_heard_the_findings(world: World) -> None:
    case = walk(world.begin(), *TO_DELIBERATION)
    with pytest.raises(Refusal):
        act(case, "decide", outcome="no")
    case.refresh_from_db()
    assert case.state == "deliberation"


def test_a_refusal_is_read_aloud_whole(world: World) -> None:
    case = walk(world.begin(), *TO_REFUSED)
    body = Letter.objects.get(case=case, letter="refusal", case__state="refused").body
    order = [
        body.index(f"**{part}**")
        for part in ("Co jest dobre", "Uzasadnienie", "Czego brakuje", "Co zrobić", "Kiedy wrócić")
    ]
    assert order == sorted(order)
    assert "pkt 8 Regulaminu" in body


@pytest.mark.parametrize(
    ("outcome", "state"), [("uphold", "granted"), ("send_back", "sent_back"), ("dismiss", "refused_finally")]
)
def test_an_appeal_ends_in_the_case_it_is_about(world: World, outcome: str, state: str) -> None:
    case = walk(world.begin(), *TO_REFUSED)
    deliver(case, "refusal")
    appeal = world.begin("appeal", annexes=(), parent=case)
    walk(appeal, "lodge", "hear", ("rule", outcome))
    case.refresh_from_db()
    assert case.state == state


def test_a_case_sent_back_gets_new_opinions(world: World) -> None:
    case = walk(world.begin(), *TO_REFUSED)
    deliver(case, "refusal")
    walk(world.begin("appeal", annexes=(), parent=case), "lodge", ("rule", "send_back"))
    case.refresh_from_db()
    assert walk(case, "appoint_anew", "give_opinion", "agree_finding").state == "deliberation"


def test_a_refusal_stands_when_nobody_appeals(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = walk(world.begin(), *TO_REFUSED)
    deliver(case, "refusal")
    later(monkeypatch, 30)
    clockwork.turn()
    case.refresh_from_db()
    assert case.state == "refused_finally"


def test_a_request_can_be_withdrawn_without_learning_what_was_decided(world: World) -> None:
    case = walk(world.begin(), *TO_DELIBERATION, ("decide", "yes"))
    assert walk(case, "withdraw").state == "withdrawn"


def test_nothing_is_public_before_a_person_releases_it(world: World) -> None:
    case = walk(world.begin(), *TO_ISSUED, "plan_ceremony")
    assert case.certificate.public_from is None
    walk(case, "release")
    case.certificate.refresh_from_db()
    assert case.certificate.public_from == clock.today(case.edition.built.zone)
    assert walk(case, "hand_over").closed_on


def test_five_years_end_with_the_year(world: World) -> None:
    certificate = issued(world).certificate
    begins = certificate.starts_on
    assert certificate.ends_on == date(begins.year + 4, 12, 31)
    assert certificate.label == f"{begins.year}–{begins.year + 4}"
    assert certificate.number == f"CAL/{begins.year}/1"


def test_a_breach_is_examined_charged_and_the_certificate_taken_back(world: World) -> None:
    office = world.members["office"][0]
    case = about(world, "examination", by=office)
    walk(case, "open_examination", "appoint_panel", "press_charges", "answer_charges", ("decide", "revoke"))
    assert case.state == "revoked_unannounced"
    walk(case, "announce_revocation")
    deliver(case, "revocation")
    walk(world.begin("appeal", annexes=(), parent=case), "lodge", ("rule", "uphold"))
    case.refresh_from_db()
    assert case.state == "dropped"


def test_a_breach_that_was_none_leaves_the_certificate(world: World) -> None:
    case = about(world, "examination", by=world.members["office"][0])
    walk(case, "open_examination", "appoint_panel", ("suspend", "yes"), "reinstate", "press_charges", "answer_charges")
    assert walk(case, ("decide", "no"), "announce_drop").state == "dropped"


def test_nothing_is_taken_back_without_charges_in_writing(world: World) -> None:
    case = about(world, "examination", by=world.members["office"][0])
    walk(case, "open_examination", "appoint_panel")
    with pytest.raises(Refusal):
        take_step(case, "decide", by=holder(case, case.rules.step("press_charges")), outcome="revoke")


def test_a_resignation_is_accepted(world: World) -> None:
    assert walk(about(world, "resignation"), "resign", "accept_resignation").state == "resigned"


def test_a_remark_is_sorted_and_answered(world: World) -> None:
    case = about(world, "complaint", by=world.members["office"][0])
    assert walk(case, "record_remark", "sort_remark", "answer_remark").state == "answered"


def test_a_remark_may_open_an_examination(world: World) -> None:
    case = about(world, "complaint", by=world.members["office"][0])
    walk(case, "record_remark", "sort_remark", "examine_remark")
    assert Case.objects.filter(proceeding="examination", certificate=case.certificate).exists()


def test_a_yearly_report_is_asked_about_and_read(world: World) -> None:
    case = about(world, "yearly_report")
    assert (
        walk(case, "open_report", "submit_report", "ask_about_report", "submit_report", "read_report").state == "read"
    )


def test_a_slip_is_corrected_and_what_was_stays_known(world: World) -> None:
    case = walk(about(world, "correction"), "propose_correction")
    before = case.certificate.label
    act(case, "make_correction", over={"label": "2026–2031"})
    made = case.certificate.events.get(kind="correct")
    case.certificate.refresh_from_db()
    assert (case.state, case.certificate.label) == ("corrected", "2026–2031")
    assert made.changes["was"] == {"label": before} and made.changes["is"] == {"label": "2026–2031"}
    assert made.shown_on == clock.today(), "the register says the new words from now on, and says that they are new"


def test_a_change_of_form_is_confirmed_and_the_certificate_is_the_successors(world: World) -> None:
    successor = institution_of(world.edition, name="CUS Nowe Przykładowice")
    case = about(world, "transfer")
    walk(case, "request_transfer", "confirm_transfer")
    day = clock.today()
    assert case.state == "transferred" and case.certificate.held_by(day) == successor
    assert case.certificate.held_by(day - timedelta(days=1)) == world.institution
    assert world.institution.succeeded_by.successor == successor
    heads = works_in(successor, "head")
    assert begin_about_certificate(case.certificate, "resignation", by=heads).institution == successor
    with pytest.raises(Refusal):
        begin_about_certificate(case.certificate, "correction", by=world.head)


def test_an_institution_never_sees_a_remark_about_it(world: World) -> None:
    case = about(world, "complaint", by=world.members["office"][0])
    walk(case, "record_remark")
    assert not Case.objects.visible_to(world.head).filter(pk=case.pk).exists()
    assert not Case.objects.visible_to(world.editor).filter(pk=case.pk).exists()
    assert Case.objects.visible_to(world.members["office"][0]).filter(pk=case.pk).exists()


def test_a_remark_about_a_benefit_is_told_where_to_turn_and_only_the_office_sees_to_whom(world: World) -> None:
    office, board = world.members["office"][0], world.members["board"][0]
    case = walk(about(world, "complaint", by=office), "record_remark", "point_elsewhere")
    letter = Letter.objects.get(case=case, letter="remark_elsewhere")
    assert case.state == "answered" and "Samorządowe Kolegium Odwoławcze" in letter.body
    assert (letter.addressee, letter.internal) == ("Osoba, która napisała uwagę", True)
    send(letter, Letter.Channel.HAND, by=office)
    assert letter in letters_for(case, office)
    assert not letters_for(case, board).exists() and not letters_for(case, world.head).exists()


def test_time_begins_the_report_of_each_year_once_and_reminds_of_it(world: World) -> None:
    certificate = issued(world).certificate
    year = clock.today().year + 1
    with clock.at(date(year, 3, 31)):
        assert open_yearly() == 0
    with clock.at(date(year, 4, 2)):
        assert (open_yearly(), open_yearly()) == (1, 0)
        report = Case.objects.get(proceeding="yearly_report", certificate=certificate)
        assert report.number and report.terms.get().due_on == date(year, 6, 30)
    with clock.at(date(year, 6, 1)):
        remind()
        assert Letter.objects.filter(case=report, letter="report_reminder").count() == 1
        with pytest.raises(Refusal):
            take_step(report, "remind_of_report", by=world.members["office"][0])
    with clock.at(date(year, 7, 3)):
        act(report, "remind_of_report")
        assert Letter.objects.filter(case=report, letter="report_late").exists()
        assert walk(report, "submit_report", "read_report").state == "read"
        assert open_yearly() == 0
