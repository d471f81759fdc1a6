"""The yearly report: begun by the clock, reminded of, late, sent, asked about, read. The public never learns of any of it."""

from datetime import date

import pytest

from gromada.certification.actions import clockwork
from gromada.certification.actions.reminding import remind
from gromada.certification.actions.yearly import open_yearly
from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from tests.builders.cases import world_of
from tests.journeys import post
from tests.journeys.adverse import certified, post_paper
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import case_page, done, step, take
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
REPORT = {
    "communities.0.name": "osiedle Zielone", "communities.0.changed": "Sąsiedzi prowadzą świetlicę sami.",
    "communities.0.by_residents": "Kawiarenkę naprawczą.", "measures.0.measure": "Spotkania bez nas",
    "measures.0.at_start": "0", "measures.0.now": "48", "plan": "Dwa działania z trzech zrobione, jedno odpuszczone.",
    "lesson": "Z radą młodzieży się nie udało; teraz pytamy w szkole, nie w urzędzie.",
    "staff": "Cztery osoby, dwa szkolenia, superwizja raz na kwartał.",
}  # fmt: skip


def holder() -> tuple[Issuer, Browser, Browser, Certificate]:
    with clock.at(date(2026, 3, 2)):
        world = world_of()
        cast = cast_of(world)
        return *cast, certified(world)


def outside(certificate: Certificate) -> bytes:
    """Everything that a visitor may read of the holder."""
    run_all()
    visitor = Browser()
    slug = certificate.institution.slug
    return visitor.raw(f"/open/holders/{slug}.json").content + visitor.raw(f"/rejestr/{slug}/").content


def test_a_report_is_late_sent_asked_about_and_read() -> None:
    cal, head, editor, certificate = holder()
    with clock.at(date(2027, 4, 1)):
        before = outside(certificate)
        assert open_yearly() == 1
        case = Case.objects.get(proceeding="yearly_report")
        head.visit("/pulpit/").sees("Wyślij relację", "30 czerwca")
        page = step(editor, case, "submit_report").sees("Ten krok wykonuje: kierownictwo instytucji")
        assert page.form("save").value("Za który rok") == "2026"
        page.form("save").fill(REPORT).submit("Zapisz i dokończ później").sees("Zapisane")
        assert outside(certificate) == before, "a report being written is nobody's business outside"
    for day, sent in ((date(2027, 5, 30), 0), (date(2027, 5, 31), 1), (date(2027, 6, 23), 1), (date(2027, 6, 24), 0)):
        with clock.at(day):
            assert remind() == sent, day
            post.deliver()
    assert len([m for m in post.letters_to("kontakt@example.org") if "Roczna relacja" in m.subject]) == 2
    with clock.at(date(2027, 6, 30)):
        assert not case_page(cal.office, case).offers("Przypomnij o relacji"), "the last day is the holder's"
    with clock.at(date(2027, 7, 2)):
        assert clockwork.turn() == 0, "nobody ends anything because a report is late"
        cal.office.visit("/pulpit/").sees("Wyślij relację", "po terminie")
        take(cal.office, case, "remind_of_report").sees(done(case, "remind_of_report"))
        assert "do 30 czerwca" in case.letters.get(letter="report_late").body
        Browser().visit(f"/s/{certificate.number}/").sees("Tak, ten certyfikat jest ważny").misses("relacj")
        take(head, case, "submit_report").sees(
            "Relacja wysłana", "Minął 30 czerwca 2027 r.", "z opóźnieniem 2 lipca 2027 r."
        )
    with clock.at(date(2027, 7, 10)):
        asked_about_and_read(cal, head, case)
        assert b"relacj" not in outside(certificate) and b"relacj" not in before
        assert open_yearly() == 0, "one a year"
    with clock.at(date(2028, 4, 1)):
        assert open_yearly() == 1


def asked_about_and_read(cal: Issuer, head: Browser, case: Case) -> None:
    """What was sent stays as it was; what is sent again stands beside it."""
    take(cal.office, case, "ask_about_report", {"questions": "Kto ma klucze do świetlicy?"})
    assert "Kto ma klucze do świetlicy?" in case.letters.get(letter="report_questions").body
    post_paper(cal.office, case, "report_questions")
    head.visit("/pulpit/").sees("Wyślij relację")
    page = step(head, case, "submit_report").sees(
        "Sąsiedzi prowadzą świetlicę sami.", "Przeczytaj, co zostało złożone: Pytania do relacji"
    )
    page.form("take").fill(
        {"communities.0.changed": "Sąsiedzi prowadzą świetlicę sami; klucze mają trzy osoby."}
    ).submit()
    reader = step(cal.office, case, "read_report").follow("Przeczytaj, co zostało złożone: Roczna relacja")
    reader.sees("klucze mają trzy osoby")
    answer = {"answer": "Klucze u trzech osób: o to chodzi. Dziękujemy za szczerość."}
    take(cal.office, case, "read_report", answer).sees("Sprawa zakończona: Relacja przeczytana")
    assert answer["answer"] in case.letters.get(letter="report_read").body
    post_paper(cal.office, case, "report_read")
    case_page(head, case).sees("Sprawa zakończona: Relacja przeczytana")


def test_a_report_that_never_comes_changes_nothing_about_the_certificate() -> None:
    cal, head, _editor, certificate = holder()
    with clock.at(date(2027, 4, 1)):
        open_yearly()
        case = Case.objects.get(proceeding="yearly_report")
    with clock.at(date(2028, 2, 1)):
        take(cal.office, case, "remind_of_report")
        take(cal.office, case, "give_up_report").sees("Sprawa zakończona: Relacja porzucona")
        head.visit("/pulpit/").sees("Nic nie czeka", "ważny")
        assert b"relacj" not in outside(certificate)
        Browser().visit(f"/s/{certificate.number}/").sees("Tak, ten certyfikat jest ważny")
    with clock.at(date(2028, 4, 1)):
        assert open_yearly() == 1, "the next year's is asked for all the same"


def test_a_holder_may_write_earlier_in_one_press() -> None:
    _cal, head, _editor, _certificate = holder()
    with clock.at(date(2027, 2, 1)):
        page = head.visit("/pulpit/").follow("CAL/2026/1").press("Zacznij roczną relację")
        page.sees("Twój ruch: Relacja w przygotowaniu", "30 czerwca 2027 r.")
    with clock.at(date(2027, 4, 2)):
        assert open_yearly() == 0, "there is one already"
