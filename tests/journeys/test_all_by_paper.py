"""From a letter to a certificate on paper alone: only the office ever signs in; everybody else signs paper."""

from datetime import date, timedelta
from typing import Any

import pytest

from gromada.certification.models import Case, Certificate, Contribution, StepTaken
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.people.models import Person
from tests.builders.cases import edition_row
from tests.builders.people import sits_in
from tests.journeys.chapters import APPLICATION, INSTITUTION, MAIL, OPINION, STORY, case_page, sends, take
from tests.journeys.driver import Browser, Page
from tests.journeys.papers import photo
from tests.paper.mails import message

pytestmark = pytest.mark.django_db
BEGINNING = date(2026, 3, 2)
HEAD = "Grażyna Dąb"
BOARD = ("Helena Głos", "Adam Wola", "Ewa Sień")
COMMISSION = ("Jan Kos", "Maria Szpak", "Piotr Drozd", "Zofia Zięba")
EXPERTS = ("Iwona Lipa", "Tadeusz Grab")


def test_neither_head_nor_board_nor_commission_nor_expert_ever_signs_in() -> None:
    with clock.at(BEGINNING):
        edition = edition_row("cal-2022")
        clerk = sits_in(edition.issuer, "office")
        office = Browser(clerk)
        seat_everybody(office)
        add_the_institution(office)
        case = the_letter_becomes_a_case(office)
        the_application_is_copied(office, case)
    with clock.at(BEGINNING + timedelta(days=8)):
        the_board_opens(office, case)
        experts_are_named(office, case)
    with clock.at(BEGINNING + timedelta(days=21)):
        opinions_come_on_paper(office, case)
        one_finding_signed_by_all(office, case)
    with clock.at(BEGINNING + timedelta(days=27)):
        the_commission_sat(office, case)
        take(office, case, "announce_grant").sees("Certyfikat przyznany")
        the_board_issues(office, case)
    with clock.at(BEGINNING + timedelta(days=60)):
        ceremony = {
            "place": "sala sesyjna",
            "occasion": "sesja rady",
            "handed_over_by": HEAD,
            "handed_over_as": "kierowniczka",
        }
        take(office, case, "hand_over", ceremony).sees("Sprawa zakończona: Certyfikat wręczony")
        run_all()
        everybody_may_check()
        nobody_else_signed_in(clerk)
        every_step_says_who_entered_it_and_on_what(clerk, case)


def seat_everybody(office: Browser) -> None:
    """Members of bodies who act on paper: no invitation, no password."""
    for place, names in (("Zarząd", BOARD), ("Komisja", COMMISSION), ("ekspert", EXPERTS)):
        for name in names:
            form = office.visit("/pulpit/ludzie/").form("Zaproś")
            chosen = next(v for v, words in _options(form, "body") if place.lower()[:6] in words.lower())
            form.fill({"name": name, "body": chosen, "on_paper": "on", "since": "1 stycznia 2026"}).submit().sees(name)


def _options(form: Any, name: str) -> list[tuple[str, str]]:
    [box] = [e for e in form.controls if e.get("name") == name]
    return [(o.get("value"), o.text_content()) for o in box.iter("option")]


def add_the_institution(office: Browser) -> None:
    page = office.visit("/pulpit/").follow("Instytucje").follow("Dodaj instytucję")
    kind = page.all("//select[@name='kind']/option[contains(., 'usług społecznych')]/@value")[0]
    facts = {"Nazwa": INSTITUTION, "kind": kind, "Miejscowość": "Przykładowice", "Oficjalny adres e-mail": MAIL}
    page.form("Zapisz").fill(facts).submit().sees(INSTITUTION)


def the_letter_becomes_a_case(office: Browser) -> Case:
    letter = message(
        "Prosimy o certyfikat. Zgłoszenie w załączeniu.",
        sender=f"{HEAD} <{MAIL}>",
        attachments=(("zgłoszenie.png", photo().read(), "image/png"),),
    )
    page = office.visit("/pulpit/").follow("Przyjmij pismo").form("Przyjmij").fill({"files": [letter]}).submit()
    page = page.sees("przyszło z adresu tej instytucji").follow("Załóż nową sprawę").form("Dalej").submit()
    annex = {"Załącznik merytoryczny": "Model Organizowania Społeczności Lokalnej"}
    page.form("Załóż sprawę").fill(annex).submit().sees("To pismo należy do sprawy", INSTITUTION)
    return Case.objects.get()


def the_application_is_copied(office: Browser, case: Case) -> None:
    page = case_page(office, case).follow("Pismo").follow(sends(case, "submit"))
    told = {
        "Kto podpisał": "ktoś spoza tej listy",
        "Imię i nazwisko osoby": HEAD,
        "Jak jest podpisany": "paper",
        "Data dokumentu": "2.03.2026",
    }
    page = page.form("Zapisz dokument").fill({**told, "Wpłynął": "2.03.2026"}).submit()
    page = it_is_saved_as_it_is_typed(office, case, page)
    page = evidence_came_with_it(page)
    page = copy(page, APPLICATION).sees("Zgłoszenie wpłynęło", "na podstawie dokumentu")
    case.refresh_from_db()
    assert case.number == "1/2026"
    frozen = case.snapshots.get().content["evidence"]
    assert [(row["node"], row["title"], len(row["files"])) for row in frozen] == [
        ("S1.1", "Umowa użyczenia świetlicy", 1)
    ]


def it_is_saved_as_it_is_typed(office: Browser, case: Case, page: Page) -> Page:
    [address] = page.all("//*[@data-behaviour='autosave']/@data-autosave-url")
    token = page.all("//input[@name='csrfmiddlewaretoken']/@value")[0]
    sent = {"name": "mission", "value": "Przepisane w pół zdania", "version": "0"}
    told = office.client.post(address, sent, headers={"x-csrftoken": token})
    assert told.status_code == 200 and told.json()["version"] == 1
    return page.again().sees("Przepisane w pół zdania")


def evidence_came_with_it(page: Page) -> Page:
    """An attachment of the letter stands at its indicator."""
    page = page.form("evidence").submit("evidence").sees("Dodaj potwierdzenie")
    told = {"kind": "file", "title": "Umowa użyczenia świetlicy", "files": photo("umowa.png")}
    return page.form("make").fill(told).submit().sees("Umowa użyczenia świetlicy", "umowa.png")


def copy(page: Page, typed: dict[str, Any]) -> Page:
    """Copies what a paper says into the form: the words given, and every place of the standards."""
    form = page.form("take")
    for control in sorted(form.names()):
        if control.startswith("standards:"):
            form.fill({control: STORY if control.endswith((":narrative", ":reason")) else "met"})
    return form.fill(typed).submit("take")


def document(office: Browser, case: Case, step: str, *people: str, **more: Any) -> Page:
    """A letter or minutes of today, signed by these people, with its scan."""
    page = case_page(office, case).follow("Wpisz na podstawie dokumentu").follow(sends(case, step))
    today = clock.today().strftime("%d.%m.%Y")
    told = {
        "Kto podpisał": list(people),
        "channel": "paper",
        "signature": "paper",
        "dated_on": today,
        "files": photo("skan.png"),
    }
    return page.form("Zapisz dokument").fill({**told, **more}).submit().sees(*people, "skan.png")


def declare_on_paper(office: Browser, case: Case, name: str) -> None:
    page = case_page(office, case).follow(f"Przyszło na papierze: {name}").sees(name)
    today = clock.today().strftime("%d.%m.%Y")
    told = {
        "degree": "none",
        "channel": "paper",
        "signature": "paper",
        "dated_on": today,
        "files": photo("oświadczenie.png"),
    }
    page.form("Wpisz oświadczenie").fill(told).submit()


def the_board_opens(office: Browser, case: Case) -> None:
    """Without declarations nothing opens, on paper as well."""
    page = document(office, case, "open_case", *BOARD[:2])
    named = {"responsible": BOARD[1], "commission": list(COMMISSION)}
    page = (
        page.form("take")
        .fill(named)
        .submit("take", status=400)
        .sees("Brakuje jeszcze oświadczenia o bezstronności", BOARD[1])
    )
    for name in (BOARD[1], *COMMISSION):
        declare_on_paper(office, case, name)
    page.again().form("take").submit("take").sees("Sprawdzenie formalne", "na podstawie dokumentu")


def experts_are_named(office: Browser, case: Case) -> None:
    document(office, case, "admit", BOARD[1]).form("take").fill({"experts": list(EXPERTS)}).submit("take").sees("Ocena")


def opinions_come_on_paper(office: Browser, case: Case) -> None:
    for name in EXPERTS:
        page = document(office, case, "give_opinion", name)
        declare_on_paper(office, case, name)
        copy(page.again(), OPINION)
    assert [part.person.name for part in Contribution.objects.filter(case=case)] == list(EXPERTS)
    case.refresh_from_db()
    assert case.state == "comparison"


def one_finding_signed_by_all(office: Browser, case: Case) -> None:
    """Signed by one of three it is not agreed; signed by all it is."""
    typed = {"summary": "Instytucja spełnia standardy; jej siłą są grupy, które działają same."}
    page = document(office, case, "agree_finding", BOARD[1])
    assert page.form("Uzgodnij").pressed.greyed and EXPERTS[0] in page.html
    page = document(office, case, "agree_finding", BOARD[1], *EXPERTS)
    copy(page, typed).sees("Narada Komisji")


def the_commission_sat(office: Browser, case: Case) -> None:
    page = document(office, case, "decide", COMMISSION[0], channel="sitting")
    draft = {"good": "Miejsce należy do mieszkańców, a zespół umie im oddać klucze i czas."}
    page = page.form("sitting").fill(draft).submit("sitting").sees("Kto przewodniczy")
    two = {name: "Przyznać certyfikat" for name in COMMISSION[:2]}
    said = {"kind": "głosowanie jawne", "minutes": "Omówiono opinie. Wszyscy za.", "place": "Warszawa"}
    page = page.form("Wpisz posiedzenie").fill({**said, **two}).submit(status=400).sees("Nie ma kworum")
    four = {name: "Przyznać certyfikat" for name in COMMISSION}
    page.form("Wpisz posiedzenie").fill({**said, **four}).submit().sees("Komisja rozstrzygnęła: Przyznać certyfikat")


def the_board_issues(office: Browser, case: Case) -> None:
    document(office, case, "issue", BOARD[0]).form("take").submit("take").sees("Certyfikat wydany, przed wręczeniem")
    run_all()


def everybody_may_check() -> None:
    certificate = Certificate.objects.get()
    Browser().visit(f"/s/{certificate.number}/").sees("Tak, ten certyfikat jest ważny", INSTITUTION)


def nobody_else_signed_in(clerk: Person) -> None:
    others = Person.objects.exclude(pk=clerk.pk)
    assert {p.name for p in others} == {*BOARD, *COMMISSION, *EXPERTS}
    assert not any(p.last_login or p.has_usable_password() for p in others)


def every_step_says_who_entered_it_and_on_what(clerk: Person, case: Case) -> None:
    own = {"announce_grant", "hand_over"}
    for taken in StepTaken.objects.filter(case=case):
        if taken.step in own:
            assert taken.person == clerk and taken.document is None
        elif taken.step == "give_opinion":
            assert all(part.document for part in taken.contributions.all())
        else:
            assert taken.entered_by == clerk and taken.document, taken.step
