"""An institution takes its application back: the case ends, nobody outside learns of it, and it may come again."""

import pytest

from gromada.certification.models import Case
from gromada.journal.following import run_all
from tests.builders.cases import act, world_of
from tests.journeys import post
from tests.journeys.cast import cast_of
from tests.journeys.chapters import begin, case_page, step, take
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db


def test_an_institution_withdraws_and_may_come_again() -> None:
    world = world_of()
    cal, head, editor = cast_of(world)
    case = world.begin()
    for name in ("submit", "open_case", "admit"):
        act(case, name)
    expert = cal.browser(case.appointments.filter(role="expert").first().person)
    assert not may_withdraw(editor, case)
    take(head, case, "withdraw", {"text": "krótko"}, status=400).sees(
        "Za krótko: potrzeba co najmniej 10 znaków, jest 6."
    )
    case.refresh_from_db()
    assert case.state == "assessment" and not case.taken.filter(step="withdraw").exists()
    take(head, case, "withdraw", {"text": "Wrócimy za rok, gdy rada zmieni statut."}).sees("Sprawa zakończona")
    post.deliver()
    assert any("ycofan" in letter.subject for letter in post.letters_to("kontakt@example.org"))
    case_page(expert, case).sees("Sprawa zakończona").misses("Twój ruch")
    expert.visit("/pulpit/").sees("Nic nie czeka")
    assert not may_withdraw(head, case)
    run_all()
    Browser().visit("/rejestr/?q=przykladowice").misses("Przykładowice")
    begin(head)


def may_withdraw(who: Browser, case: Case) -> bool:
    return case_page(who, case).offers("Wycofaj zgłoszenie")


def test_a_draft_that_is_given_up_was_never_seen_by_the_issuer() -> None:
    world = world_of()
    cal, head, _editor = cast_of(world)
    case = world.begin()
    assert cal.of("board").raw(f"/sprawy/{case.uid}/").status_code == 404
    assert not may_withdraw(head, case), "what was never sent cannot be withdrawn"
    page = step(head, case, "submit").sees("Porzuć ten szkic")
    page.press("Tak, porzuć").sees("Szkic porzucony. Nic nie zostało wysłane.")
    case.refresh_from_db()
    assert case.closed_on and not case.number and not case.letters.exists()
    head.visit("/pulpit/").sees("Nic nie czeka", "Zacznij zgłoszenie")
    assert cal.of("board").raw(f"/sprawy/{case.uid}/").status_code == 404
