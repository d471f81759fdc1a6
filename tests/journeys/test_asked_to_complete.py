"""The office asks for what is missing; the institution sends it: a new version beside the old one, in the term that runs from delivery."""

from datetime import date, timedelta

import pytest

from gromada.certification.models import Answer
from gromada.kit import clock
from tests.builders.cases import act, world_of
from tests.journeys import post
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page, post_letter, step, take

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)
BEFORE, AFTER = "W marcu zapytaliśmy mieszkańców", "Zapytaliśmy raz jeszcze, na spacerze: ławka ma stać w cieniu."


def test_an_institution_is_asked_to_complete_and_does() -> None:
    with clock.at(MONDAY):
        world = world_of()
        cal, head, editor = cast_of(world)
        case = world.begin()
        for name in ("submit", "open_case"):
            act(case, name)
        asked = {
            "shortcomings.0.place": "S2, opowieść", "shortcomings.0.what": "Brakuje daty rozeznania.",
            "shortcomings.0.how": "Wystarczy jedno zdanie.", "note": "Reszta jest w porządku, dziękujemy.",
        }  # fmt: skip
        take(cal.office, case, "ask_to_complete", asked).sees("Zgłoszenie do uzupełnienia")
        assert not case_page(head, case).offers(case.letters.get(letter="completion_request").subject), (
            "a draft is the office's alone"
        )
        post_letter(cal.office, case, "completion_request")
        post.says(
            post.letters_to("kontakt@example.org")[-1],
            "S2, opowieść",
            "Brakuje daty rozeznania.",
            "Wystarczy jedno zdanie.",
        )
    with clock.at(MONDAY + timedelta(days=3)):
        case_page(head, case).sees("Twój ruch", "23 marca 2026 r.")  # ten working days from delivery
        head.visit("/pulpit/").sees("Wyślij uzupełnienie", "23 marca")
        page = step(editor, case, "complete").follow("S2 Potrzeby i mocne strony").follow("S2.1").sees(BEFORE)
        page.form("go").fill({"standards:S2:narrative": AFTER}).submit()
        assert not step(editor, case, "complete").offers("take")
        take(head, case, "complete").sees("Sprawdzenie formalne")
    responsible = cal.browser(case.appointments.get(role="responsible").person)
    page = case_page(responsible, case)
    first, second = [a.get("href") for a in page.all("//section[@id='handed-in']//a[contains(., 'Zgłoszenie')]")]
    responsible.visit(first).sees("Wersja 1", BEFORE).misses(AFTER)
    responsible.visit(second).sees("Wersja 2", AFTER)
    assert Answer.objects.get(case=case, form="application", path="standards:S2:narrative").value == AFTER
    case_page(head, case).sees("Ruch ma: osoba odpowiedzialna", "Uzupełnienie wysłane")
    take(responsible, case, "admit", {"experts": [p.name for p in cal.members["experts"][:2]]}).sees("Ocena")


def test_without_an_answer_the_case_may_be_closed_only_after_the_term() -> None:
    with clock.at(MONDAY):
        world = world_of()
        cal, head, _editor = cast_of(world)
        case = world.begin()
        for name in ("submit", "open_case", "ask_to_complete"):
            act(case, name)
        responsible = cal.browser(case.appointments.get(role="responsible").person)
        assert not case_page(responsible, case).offers("Zamknij bez uzupełnienia")
        post_letter(cal.office, case, "completion_request")
        case_page(responsible, case).sees("biegnie do 23 marca 2026 r.")
    with clock.at(MONDAY + timedelta(days=15)):
        reasons = {"reasons": "Termin minął, a uzupełnienie nie nadeszło. Zapraszamy ponownie."}
        take(responsible, case, "close_without_completion", reasons).sees(
            "Sprawa zakończona", "Zamknięte bez uzupełnienia"
        )
        case_page(head, case).sees("Zamknięte bez uzupełnienia")
        assert head.visit("/pulpit/").offers("Zacznij zgłoszenie")
