"""The institution sees what was decided once the letter that tells of it went; the issuer's side sees everything at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gromada.certification.actions import letters
from gromada.certification.models import Case, Letter
from gromada.certification.queries.beginnings import of_case
from gromada.certification.queries.roles import Standing
from gromada.certification.queries.told import told_of
from gromada.kit import clock
from gromada.paper.case_file import pieces
from gromada.people.models import Person
from tests.builders.cases import World, act, world_of
from tests.builders.signing import signed_in
from tests.journeys.adverse import REFUSAL, TO_DELIBERATION, post_paper
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import case_page, done
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NO = "Certyfikat nie został przyznany"


def refused() -> tuple[World, Issuer, Browser, Case]:
    """A refusal that was announced; its letter lies in the outbox."""
    world = world_of()
    cal, head, _editor = cast_of(world)
    case = world.begin()
    for name in (*TO_DELIBERATION, "announce_intended_refusal", "comment"):
        act(case, name)
    for letter in case.letters.filter(letter="findings"):
        letters.send(letter, Letter.Channel.HAND, by=cal.office.who)
    act(case, "decide", outcome="no", over=REFUSAL)
    act(case, "announce_refusal")
    return world, cal, head, case


def sent(case: Case, kind: str, by: Person) -> Letter:
    return letters.send(case.letters.filter(letter=kind).latest("pk"), Letter.Channel.PRINT, by=by)


def test_an_announced_refusal_is_not_seen_before_its_letter_went() -> None:
    with clock.at(DAY):
        _world, cal, head, case = refused()
        assert (case.state, told_of(case).state) == ("refused", "deliberation")
        case_page(head, case).sees("Narada Komisji").misses(NO, "odwoła", REFUSAL["reasons"], "nie dotrze")
        for name in ("desk:desk", "desk:cases", "desk:calendar"):
            head.visit(reverse(name)).misses(NO)
        told = " ".join(piece.title for piece in pieces(case, head.who))
        assert done(case, "announce_refusal") not in told and done(case, "comment") in told
        case_page(cal.office, case).sees(NO)
        case_page(cal.of("board"), case).sees(NO)
    with clock.at(DAY + timedelta(days=3)):
        sent(case, "refusal", cal.office.who)
        case_page(head, case).sees(NO, "liczy się dopiero od doręczenia")


def test_by_mail_it_is_told_when_it_left_not_when_it_was_queued() -> None:
    with clock.at(DAY):
        _world, cal, head, case = refused()
        letter = case.letters.get(letter="refusal")
        letters.send(letter, Letter.Channel.MAIL, by=cal.office.who)
        case_page(head, case).misses(NO)
        letters.deliver_queued()
        case_page(head, case).sees(NO)


def test_nothing_is_begun_about_what_was_not_told() -> None:
    with clock.at(DAY):
        _world, cal, head, case = refused()
        assert not case_page(head, case).offers("odwołanie")
        assert not list(of_case(case, Standing(head.who))), "nor by sending what the button would send"
        post_paper(cal.office, case, "refusal")
        assert [one.case.proceeding for one in of_case(case, Standing(head.who))] == ["appeal"]


def test_nothing_is_taken_on_the_strength_of_what_was_not_told() -> None:
    with clock.at(DAY):
        world = world_of()
        cal, head, _editor = cast_of(world)
        case = world.begin()
        for name in (*TO_DELIBERATION, "announce_intended_refusal"):
            act(case, name)
        url = reverse("certification:step", args=[case.uid, "comment"])
        page = head.visit(url).sees("Ten krok nie jest teraz otwarty", "Narada Komisji")
        assert not page.offers("take") and not case_page(head, case).offers("Odpowiedz na ustalenia")
        answer = {"-take": "", "comments": "Nie wiemy jeszcze, na co odpowiadamy.", "-state": "comments"}
        signed_in(head.who).post(url, answer)
        case.refresh_from_db()
        assert case.state == "comments"
        post_paper(cal.office, case, "findings")
        assert head.visit(url).offers("take")


def test_what_a_ruling_did_to_the_case_below_waits_for_the_letter_of_the_ruling() -> None:
    with clock.at(DAY):
        world, cal, head, case = refused()
        post_paper(cal.office, case, "refusal")
        appeal = world.begin("appeal", parent=case)
        act(appeal, "lodge")
        act(appeal, "rule", outcome="dismiss")
        case.refresh_from_db()
        assert (appeal.state, case.state) == ("dismissed", "refused_finally")
        case_page(head, appeal).sees("Odwołanie u zarządu", "Ruch ma: zarząd").misses("oddalone", "Sprawa zakończona")
        page = case_page(head, case).sees("Ruch ma: zarząd").misses("Sprawa zakończona", "Możesz jeszcze działać")
        assert not page.offers("odwołanie")
        sent(appeal, "appeal_dismissed", cal.office.who)
        case_page(head, appeal).sees("Sprawa zakończona")
        case_page(head, case).sees("Sprawa zakończona")


def test_an_edition_may_ask_for_the_delivery() -> None:
    """In the scheme of two tiers a refusal is known when it was delivered; sent is not enough, and the letter itself waits."""
    with clock.at(DAY):
        world = world_of("two-tier")
        case = world.begin()
        for name in ("lodge", "name_rapporteur", "report"):
            act(case, name)
        act(case, "decide", outcome="refuse")
        letter = case.letters.get(letter="refusal")
        office = world.members["office"][0]
        letter = letters.send(letter, Letter.Channel.PRINT, by=office)
        assert (case.state, told_of(case).state) == ("refused", "reported")
        letters.note_delivery(letter, DAY, by=office)
        assert told_of(case).state == "refused"


def test_a_letter_put_aside_on_purpose_holds_nothing_back() -> None:
    with clock.at(DAY):
        _world, _cal, _head, case = refused()
        Letter.objects.filter(case=case, letter="refusal").update(state=Letter.State.DROPPED)
        assert told_of(case).state == "refused"
