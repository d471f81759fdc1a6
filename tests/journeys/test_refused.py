"""A refusal: warned of, answered, explained; appealed and won, sent back, or left to stand by time. Nobody outside learns of it."""

from datetime import date, timedelta

import pytest

from gromada.certification.actions import clockwork
from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from tests.builders.cases import World, act, world_of
from tests.builders.people import sits_in
from tests.journeys.adverse import REASONS, REFUSAL, TO_DELIBERATION, another_holder, appeal, post_paper, refused, rule
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import case_page, done, step, take
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
RULING = {"reasons": "Notatki ze spacerów pokazują rozeznanie z mieszkańcami; Komisja ich nie widziała."}


def nobody_outside_knows() -> None:
    run_all()
    visitor = Browser()
    for address in ("/", "/rejestr/?q=przykladowice", "/open/register.csv", "/sitemap.xml"):
        assert "Przykładowic" not in visitor.raw(address, follow=True).content.decode(), address


def heard_no() -> tuple[World, Issuer, Browser, Browser, Case]:
    """A case that came to the commission, was warned of a refusal, answered, and was refused; the letter is not delivered yet."""
    world = world_of()
    cal, head, editor = cast_of(world)
    case = world.begin()
    for name in TO_DELIBERATION:
        act(case, name)
    refused(cal, head, case)
    return world, cal, head, editor, case


def test_refused_comments_appeals_wins() -> None:
    with clock.at(DAY):
        world, cal, head, editor, case = heard_no()
        assert Certificate.objects.count() == 0
    with clock.at(DAY + timedelta(days=3)):
        letter = case.letters.get(letter="refusal")
        for sentence in (REASONS, "spacery", "wiosną 2027"):
            assert sentence in letter.body, letter.body
        case_page(cal.office, case).sees("czekają na przeczytanie i wysłanie", letter.subject).misses(
            "Teraz nic nie musisz robić"
        )
        case_page(head, case).sees("Narada Komisji").misses(letter.subject, "nie został przyznany", "odwoła")
        head.visit("/pulpit/").misses("nie został przyznany")  # nobody reads “no” in a list before the letter
        post_paper(cal.office, case, "refusal")
        page = case_page(head, case)
        page.misses("Certyfikat wręczony", "przed nami")  # nothing is promised that this case cannot come to by itself
        case_page(editor, case).sees("Certyfikat nie został przyznany, można się odwołać", "19 marca 2026")
        head.visit("/pulpit/").sees("Czeka 1 rzecz", "Certyfikat nie został przyznany, można się odwołać", "19 marca")
        english = editor.visit(f"/en/cases/{case.uid}/").sees(
            "Certificate not awarded, open to appeal", "You may still act"
        )
        english.sees(
            "The move belongs to: the head of the institution. By 19 March 2026", "Until 19 March 2026, in 14 days"
        )
        assert another_holder(world).raw(f"/sprawy/{case.uid}/").status_code == 404
    with clock.at(DAY + timedelta(days=10)):
        lodged = appeal(head, case)
        case_page(head, case).sees("Ruch ma: zarząd").misses("Możesz jeszcze działać")
        case_page(head, lodged).sees("Odwołanie u zarządu", "Ruch ma: zarząd").misses("przed nami")
        head.visit("/pulpit/").sees("Nic nie czeka")
        nobody_outside_knows()
    with clock.at(DAY + timedelta(days=40)):
        assert clockwork.turn() == 0, "an appeal that waits keeps the refusal from standing"
        judged = case.appointments.filter(role="commission").first().person
        assert cal.browser(judged).raw(f"/sprawy/{lodged.uid}/rule/").status_code == 404
        rule(cal, lodged, "Uwzględnić", RULING)
        assert lodged.state == "upheld"
        post_paper(cal.office, lodged, "appeal_upheld")
        case_page(head, lodged).sees("Sprawa zakończona: Odwołanie uwzględnione")
        case_page(head, case).sees("Certyfikat przyznany", "Certyfikat przyznany po odwołaniu").sees(
            f"w wyniku: Odwołanie {lodged.number}", "Certyfikat wręczony, przed nami"
        ).misses("samoczynnie", "Termin: ")
        take(cal.of("board"), case, "issue").sees("Certyfikat wydany")
        nobody_outside_knows()
        take(cal.office, case, "finish_without_ceremony").sees("Sprawa zakończona")
        run_all()
        Browser().visit("/rejestr/?q=przykladowice").sees("ważny").misses("odwołani", "odmow", REASONS)
    certificate = Certificate.objects.get()
    assert certificate.decided_on == str(DAY + timedelta(days=40)), "the board decided, not the commission"


def test_a_refusal_is_sent_back_and_judged_anew() -> None:
    with clock.at(DAY):
        _world, cal, head, _editor, case = heard_no()
        post_paper(cal.office, case, "refusal")
        lodged = appeal(head, case)
        guidance = {"guidance": "Niech notatki przeczyta ktoś, kto nie pisał pierwszej opinii."}
        rule(cal, lodged, "Skierować do ponownej oceny", {**RULING, **guidance})
        case.refresh_from_db()
        assert (lodged.state, case.state) == ("sent_back", "sent_back")
        post_paper(cal.office, lodged, "appeal_sent_back")
        case_page(head, case).sees("Wraca do oceny po odwołaniu")
        for name in ("appoint_anew", "give_opinion", "agree_finding"):
            act(case, name)
        case_page(head, case).sees("Narada Komisji")
        with pytest.raises(Refusal, match="Uprzedź o możliwej odmowie"):
            act(case, "decide", outcome="no", over=REFUSAL)  # nobody hears “no” anew without a warning anew
        nobody_outside_knows()


def test_refused_and_stands_by_time() -> None:
    with clock.at(DAY):
        _world, cal, head, _editor, case = heard_no()
    with clock.at(DAY + timedelta(days=30)):
        assert clockwork.turn() == 0, "the term waits for the delivery of the letter"
        post_paper(cal.office, case, "refusal")
        draft = case_page(head, case).press("Napisz odwołanie")
    last = DAY + timedelta(days=44)
    with clock.at(last):
        assert clockwork.turn() == 0, "the last day belongs to the institution"
        case_page(head, case).sees("Możesz jeszcze działać", "dziś")
    with clock.at(last + timedelta(days=1)):
        assert clockwork.turn() == 1, "a draft that nobody sent holds nothing up"
        page = case_page(head, case).sees("Sprawa zakończona: Certyfikat nie został przyznany")
        page.misses("Napisz odwołanie").sees(done(case, "let_refusal_stand"))
        assert not head.visit(draft.url).sees("Ten krok nie jest teraz otwarty").offers("take")
        head.visit("/pulpit/").sees("Zacznij zgłoszenie")
        nobody_outside_knows()
    assert Case.objects.filter(parent=case).get().closed_on


def test_whoever_decided_does_not_hear_the_appeal() -> None:
    """Somebody of the commission who voted for the refusal sits on the board as well."""
    with clock.at(DAY):
        world = world_of()
        cal, head, _editor = cast_of(world)
        case = world.begin()
        for name in (*TO_DELIBERATION, "announce_intended_refusal", "comment"):
            act(case, name)
        act(case, "decide", outcome="no", over=REFUSAL)
        act(case, "announce_refusal")
        voted = case.taken.get(step="decide").sitting.attendances.filter(voted_at__isnull=False)
        judge = cal.browser(sits_in(world.issuer, "board", who=voted.first().person))
        post_paper(cal.office, case, "refusal")
        lodged = appeal(head, case)
        page = case_page(judge, lodged).sees("Nikt nie rozstrzyga o własnej pracy", "Rozstrzygnij")
        assert not page.offers("Zapisz rozmowę z instytucją") and case_page(cal.of("board"), lodged).offers(
            "Zapisz rozmowę"
        )
        chair = cal.of("board")
        page = step(chair, lodged, "rule").form("save").fill(RULING).submit("Zapisz i dokończ później")
        called_for = {"Dzień": "02.03.2026", "Miejsce": "Warszawa", "Kto przewodniczy": chair.who.name}
        sitting = page.follow("Zwołaj posiedzenie").form("Otwórz posiedzenie").fill(called_for).submit()
        row = lodged.sittings.get().attendances.get(person=judge.who)
        assert row.recused and not row.voted_at
        assert judge.raw(sitting.url).status_code == 404, "whoever stands aside does not look on either"
        assert cal.of("board", 1).visit(sitting.url).offers("Oddaj głos")
