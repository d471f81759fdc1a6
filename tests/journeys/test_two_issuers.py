"""Two schemes of two issuers in one house: the same institution earns the certificates of both, and the offices never meet."""

from datetime import date, timedelta

import pytest

from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.standards.actions import load_edition
from tests.builders.cases import ROOT
from tests.builders.people import seats, sits_in
from tests.journeys.cast import Issuer
from tests.journeys.chapters import (
    INSTITUTION,
    case_page,
    declare,
    get_in,
    open_the_case,
    post_letter,
    step,
    take,
    the_case,
)
from tests.journeys.driver import Browser, Page
from tests.journeys.filling import filled
from tests.journeys.test_earns_its_certificate import (
    bring,
    decide,
    hand_over,
)  # fmt: skip
from tests.journeys.test_other_schemes import go, vote

pytestmark = pytest.mark.django_db
BEGINNING = date(2026, 3, 2)
CAL, TRUST = "Certyfikacja CAL", "Growing Playgrounds"


def loaded(folder: str) -> Issuer:
    edition, _new = load_edition(ROOT / folder, by="office")
    people = {b: [sits_in(edition.issuer, b) for _ in range(n)] for b, n in seats(edition.built).items()}
    return Issuer(edition, people)


def begun(head: Browser, scheme: str) -> Case:
    """The head chooses between the schemes; each says who awards it."""
    page = head.visit("/pulpit/").follow("Zacznij zgłoszenie")
    page.sees("Stowarzyszenie Centrum Wspierania Aktywności Lokalnej CAL", "Playground Trust")
    page.form("Zacznij pisać").fill({"what": scheme}).submit()
    return the_case()


def test_one_institution_earns_the_certificates_of_two_issuers() -> None:
    with clock.at(BEGINNING):
        cal, trust = loaded("editions/cal-2022"), loaded("tests/editions/scored")
        head = get_in(cal)
        first = begun(head, CAL)
        bring(head, first, "count", "Spotkania po godzinach", {"count": "48", "Co policzono": "spotkania"})
        go(head, first, "submit")
        second = begun(head, TRUST)
        go(head, second, "enter")
        the_record_stands_ready(head, second)
        go(head, second, "hand_in")
        assert (first.number, second.number) == ("1/2026", "1/2026") and first.issuer != second.issuer
        each_sees_its_own(cal, trust, head, first, second)
    earn_of_cal(cal, head, first)
    with clock.at(BEGINNING + timedelta(days=30)):
        earn_of_trust(trust, second)
        run_all()
        held = {c.issuer.slug: c for c in Certificate.objects.select_related("issuer", "institution")}
        assert {slug: c.number for slug, c in held.items()} == {
            "stowarzyszenie-cal": "CAL/2026/1",
            "playground-trust": "2026-GP-1",
        }
        assert len({c.institution_id for c in held.values()}) == 1
        the_registers_stand_apart(held["stowarzyszenie-cal"].institution.slug)


def the_record_stands_ready(head: Browser, case: Case) -> None:
    """What the institution wrote down for one certificate can stand by a point of the other."""
    page = step(head, case, "hand_in").follow("A1.1").form("evidence").submit("evidence")
    page.form("Dodaj zaznaczone").fill({"records": "Spotkania po godzinach"}).submit().sees("Spotkania po godzinach")
    assert case.evidence.get().record.title == "Spotkania po godzinach"


def each_sees_its_own(cal: Issuer, trust: Issuer, head: Browser, first: Case, second: Case) -> None:
    """The frame of a case says whose it is; an office finds the other's cases nowhere."""
    mine = head.visit("/pulpit/sprawy/").sees("1/2026", "Stowarzyszenie CAL", "Playground Trust")
    assert len(mine.all("//tbody/tr")) == 2
    head.visit("/pulpit/").sees("Stowarzyszenie CAL · ", "Playground Trust · ")
    for side, own, others, name in (
        (cal, first, second, "Stowarzyszenie CAL"),
        (trust, second, first, "Playground Trust"),
    ):
        for who in (side.office, *(side.of(body) for body in side.members)):
            assert who.raw(f"/sprawy/{others.uid}/").status_code == 404
            assert str(others.uid) not in who.visit("/pulpit/sprawy/").html + who.visit("/pulpit/").html
        assert str(own.uid) in side.office.visit("/pulpit/sprawy/").html
        assert framed(case_page(side.office, own)) == name
        assert framed(case_page(head, own)) == name
    assert framed(Browser().visit("/")) == "", "a page of both belongs to neither"
    trust.office.visit("/pulpit/").follow("Kto gdzie zasiada").misses(cal.members["board"][0].name)


def framed(page: Page) -> str:
    """The issuer in the frame."""
    return " ".join("".join(page.all("//*[@class='header__issuer']//text()")).split())


def earn_of_cal(cal: Issuer, head: Browser, case: Case) -> None:
    with clock.at(BEGINNING + timedelta(days=8)):
        responsible = open_the_case(cal, case)
        experts = [cal.of("experts", n) for n in (0, 1)]
        take(responsible, case, "admit", {"experts": [expert.who.name for expert in experts]})
        for expert in experts:
            declare(expert)
    with clock.at(BEGINNING + timedelta(days=21)):
        for expert in experts:
            go(expert, case, "give_opinion")
        filled(step(responsible, case, "agree_finding"), case, "agree_finding")
        for expert in experts:
            step(expert, case, "agree_finding").form("agree").submit("agree")
        go(responsible, case, "agree_finding")
    with clock.at(BEGINNING + timedelta(days=27)):
        decide(cal, head, case)
        take(cal.office, case, "announce_grant")
        post_letter(cal.office, case, "grant")
        take(cal.of("board"), case, "issue")
    with clock.at(BEGINNING + timedelta(days=29)):
        hand_over(cal, head, case)


def earn_of_trust(trust: Issuer, case: Case) -> None:
    jurors = [trust.of("jurors", n) for n in range(3)]
    named = {"members": [juror.who.name for juror in jurors]}
    step(trust.office, case, "call_jury").form("take").fill(named).submit(status=400)
    for juror in jurors:
        declare(juror)
    go(trust.office, case, "call_jury")
    go(jurors[0], case, "visit")
    go(jurors[1], case, "give_points")
    vote(trust, jurors, case, "decide", "higher")
    go(trust.office, case, "award")


def the_registers_stand_apart(slug: str) -> None:
    visitor = Browser()
    home = visitor.visit("/").sees("Certyfikat Jakości Centrum Aktywności Lokalnej", "Przyznaje: Playground Trust")
    for name, own, other in (
        ("Certyfikat Jakości", "Stowarzyszenie CAL", "Playground Trust"),
        ("Growing Playground badge", "Playground Trust", "Stowarzyszenie CAL"),
    ):
        register = home.follow(name).sees(INSTITUTION, "1")
        assert framed(register) == own and other not in register.all("//title/text()")[0]
        assert len(register.all("//*[contains(@class, 'entry__name')]")) == 1
    both = visitor.visit("/rejestr/?q=przykladowice").sees("2 wyniki")
    assert len(both.all("//*[contains(@class, 'entry__name')]")) == 2 and framed(both) == ""
    page = visitor.visit(f"/rejestr/{slug}/").sees("CAL/2026/1", "2026-GP-1", "Przyznaje: Playground Trust")
    assert framed(page) == ""
    for number, own in (("CAL/2026/1", "Stowarzyszenie CAL"), ("2026-GP-1", "Playground Trust")):
        answer = visitor.visit(f"/s/{number}/").sees("Tak, ten certyfikat jest ważny")
        assert framed(answer) == own and len(answer.all("//blockquote")) == 1
    lines = visitor.raw("/open/register.csv?scheme=cal").content.decode().splitlines()
    assert len(lines) == 2 and "CAL/2026/1" in lines[1]
    assert visitor.raw("/open/register.csv?scheme=none").status_code == 404
    how = visitor.visit("/jak-dostac-certyfikat/").sees("Wybierz ten, o który pytasz", "Przyznaje: Playground Trust")
    assert framed(how.follow("Certyfikat Jakości")) == "Stowarzyszenie CAL"
