"""Refused, answered, appealed against, upheld: every word on paper, and nobody but the office signs in."""

from datetime import date, timedelta

import pytest

from gromada.certification.models import Case, Certificate
from gromada.kit import clock
from gromada.people.models import Person
from tests.builders.cases import act, world_of
from tests.journeys.adverse import FINDINGS, GROUNDS, REFUSAL, TO_DELIBERATION, post_paper
from tests.journeys.cast import cast_of
from tests.journeys.chapters import MAIL, case_page, take
from tests.journeys.driver import Browser, Page
from tests.journeys.papers import photo
from tests.journeys.test_all_by_paper import document
from tests.paper.mails import message

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
RULING = {"reasons": "Notatki ze spacerów pokazują rozeznanie z mieszkańcami; Komisja ich nie widziała."}


def test_a_refusal_and_its_appeal_come_and_go_on_paper() -> None:
    with clock.at(DAY):
        world = world_of()
        cal, _head, _editor = cast_of(world)
        office, case = cal.office, world.begin()
        for name in TO_DELIBERATION:
            act(case, name)
        signed_in = set(Person.objects.exclude(last_login=None))
        commission = [a.person.name for a in case.appointments.filter(role="commission").select_related("person")]
        document(office, case, "announce_intended_refusal", commission[0]).form("take").fill(FINDINGS).submit("take")
        post_paper(office, case, "findings")
        answer = {"comments": "Notatki ze spacerów dosyłamy w załączeniu."}
        document(office, case, "comment", world.head.name).form("take").fill(answer).submit("take")
        the_commission_refuses(office, case, commission)
        take(office, case, "announce_refusal").sees("można się odwołać")
        post_paper(office, case, "refusal")
    with clock.at(DAY + timedelta(days=10)):
        lodged = the_appeal_comes_by_post(office, case, world.head.name)
    with clock.at(DAY + timedelta(days=30)):
        board = [p.name for p in cal.members["board"]]
        page = document(office, lodged, "rule", board[0], channel="sitting")
        vote(page, RULING, board, "Uwzględnić").sees("Uwzględnić")
        post_paper(office, lodged, "appeal_upheld")
        case_page(office, case).sees("Certyfikat przyznany po odwołaniu")
        document(office, case, "issue", board[0]).form("take").submit("take").sees("Certyfikat wydany")
    assert Certificate.objects.get().decided_on == str(DAY + timedelta(days=30))
    assert set(Person.objects.exclude(last_login=None)) - {office.who} == signed_in - {office.who}
    for each in (case, lodged):
        rows = each.taken.filter(on__gte=DAY).exclude(document=None)
        assert rows.exists() and all(row.entered_by == office.who for row in rows)


def vote(page: Page, draft: dict[str, str], people: list[str], choice: str) -> Page:
    page = page.form("sitting").fill(draft).submit("sitting").sees("Kto przewodniczy")
    said = {"kind": "głosowanie jawne", "minutes": "Przeczytano wszystko. Jednogłośnie.", "place": "Warszawa"}
    return page.form("Wpisz posiedzenie").fill({**said, **dict.fromkeys(people, choice)}).submit()


def the_commission_refuses(office: Browser, case: Case, commission: list[str]) -> None:
    """What belongs to a refusal is folded away, and lies open once something stands in it."""
    page = document(office, case, "decide", commission[0], channel="sitting")
    folded = page.all("//details[contains(@class, 'branch')]")
    assert [each.get("open") for each in folded] == [None, None]
    page.sees("Wypełnij tylko, jeśli wynik to: Nie przyznać certyfikatu")
    page = page.form("save").fill({"reasons": REFUSAL["reasons"]}).submit("save")
    assert [each.get("open") is not None for each in page.all("//details[contains(@class, 'branch')]")] == [True, False]
    vote(page, REFUSAL, commission, "Nie przyznać certyfikatu").sees("Komisja rozstrzygnęła: Nie przyznać certyfikatu")


def the_appeal_comes_by_post(office: Browser, case: Case, head: str) -> Case:
    """A scanned letter is dropped on the desk, put to the case, and begins the appeal."""
    scan = (("odwołanie.png", photo().read(), "image/png"),)
    letter = message("Odwołujemy się. Pismo w załączeniu.", sender=f"{head} <{MAIL}>", attachments=scan)
    page = office.visit("/pulpit/").follow("Przyjmij pismo").form("Przyjmij").fill({"files": [letter]}).submit()
    page = page.form("Przypisz do tej sprawy").fill({"number": case.number}).submit()
    page = page.sees("Co może zacząć to pismo", "Wyślij odwołanie").form("Wpisz pismo: Wyślij odwołanie").submit()
    told = {"Kto podpisał": head, "Jak jest podpisany": "paper", "Data dokumentu": "10.03.2026"}
    page = page.form("Zapisz dokument").fill(told).submit().sees("odwołanie.png")
    page.form("take").fill(GROUNDS).submit("take").sees("Odwołanie u zarządu")
    lodged = Case.objects.get(parent=case)
    assert lodged.number and lodged.taken.get().document
    case_page(office, case).follow("Wpisz na podstawie dokumentu").follow("Dalej: Wyślij odwołanie").sees("Rozpatrz")
    return lodged
