"""A holder gives its certificate back: at once or from a day, with time to change its mind before."""

from datetime import date

import pytest

from gromada.certificates import keys
from gromada.certificates.issuing import bring_all_up_to_date
from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from tests.builders.cases import World, world_of
from tests.journeys.adverse import certified, post_paper
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import case_page, step, take
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db
WHY = {"Treść": "Gmina zamyka ośrodek z końcem marca."}
VALID, GONE = "Tak, ten certyfikat jest ważny", "Instytucja zrezygnowała z tego certyfikatu"


def holder() -> tuple[World, Issuer, Browser, Certificate]:
    with clock.at(date(2026, 3, 2)):
        world = world_of()
        keys.make(world.issuer, by="test")
        cal, head, _editor = cast_of(world)
        certificate = certified(world)
        run_all()
    return world, cal, head, certificate


def begun(head: Browser) -> Page:
    return head.visit("/pulpit/").follow("CAL/2026/1").press("Zrezygnuj z certyfikatu")


def public(certificate: Certificate, *sentences: str) -> Page:
    run_all()
    bring_all_up_to_date()
    return Browser().visit(f"/s/{certificate.number}/").sees(*sentences)


def test_a_draft_that_was_not_sent_is_given_up_and_nobody_knew() -> None:
    _world, cal, head, certificate = holder()
    with clock.at(date(2028, 1, 12)):
        draft = begun(head)
        head.visit("/pulpit/").sees("Wyślij rezygnację")
        cal.office.visit("/pulpit/").misses("ezygn")
        assert cal.office.raw(draft.url).status_code == 404
        page = head.visit(draft.url).press("Tak, porzuć").sees("Szkic porzucony. Nic nie zostało wysłane.")
        page.misses("w przygotowaniu")
        head.visit("/pulpit/").sees("Nic nie czeka")
        head.visit(draft.url).sees("Ten krok nie jest teraz otwarty").misses("Tak, porzuć")
        public(certificate, VALID).misses("zrezygn")
        begun(head).form("take").fill(WHY).submit().sees("Rezygnacja wpłynęła")
    assert Case.objects.filter(proceeding="resignation").count() == 2


def test_a_resignation_takes_effect_on_the_day_for_which_the_holder_asks() -> None:
    _world, cal, head, certificate = holder()
    with clock.at(date(2028, 1, 12)):
        begun(head).form("take").fill({**WHY, "Pierwszy dzień bez certyfikatu": "1.04.2028"}).submit()
        case = Case.objects.get(proceeding="resignation")
        public(certificate, VALID).misses("zrezygn")
        form = step(cal.office, case, "accept_resignation").sees("Przeczytaj, co zostało złożone").form("take")
        assert form.value("Pierwszy dzień bez certyfikatu") == "1 kwietnia 2028 r."
        refused = form.fill({"Pierwszy dzień bez certyfikatu": "1.01.2028"}).submit(status=400)
        refused.sees("Ten dzień już minął: wybierz dzisiejszy albo późniejszy, albo zostaw puste.")
        take(cal.office, case, "accept_resignation", {"Pierwszy dzień bez certyfikatu": "1.04.2028"}).sees(
            "Sprawa zakończona: Instytucja zrezygnowała"
        )
        letter = case.letters.get(letter="resignation_accepted")
        assert "Od 1 kwietnia 2028 r. certyfikat nie obowiązuje" in letter.body
        post_paper(cal.office, case, "resignation_accepted")
        public(certificate, VALID, "Instytucja zrezygnowała z niego; ważny do 31 marca 2028 r.").misses("2030 r.")
        page = (
            Browser()
            .visit(f"/rejestr/{certificate.institution.slug}/")
            .sees("1 kwietnia 2028", "rezygnuje z certyfikatu")
        )
        page.misses("Ostatni dzień ważności")
        head.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees(
            "Certyfikat: ważny", "bez certyfikatu: 1 kwietnia 2028 r."
        )
        assert certificate.credentials.filter(revoked_at=None).exists()
    with clock.at(date(2028, 3, 31)):
        public(certificate, VALID)
    with clock.at(date(2028, 4, 1)):
        public(certificate, GONE, "1 kwietnia 2028 r.").misses(VALID)
        assert not certificate.credentials.filter(revoked_at=None).exists()
        head.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: instytucja zrezygnowała").misses(
            "Ostatni dzień"
        )
        asked = Browser().visit(f"/sprawdz/?number={certificate.number}&na=2028-03-31")
        asked.sees("W dniu 31 marca 2028 r.", "był ważny")


def test_a_resignation_counts_at_once_where_no_day_is_given() -> None:
    _world, cal, head, certificate = holder()
    with clock.at(date(2028, 1, 12)):
        begun(head).form("take").fill(WHY).submit()
        case = Case.objects.get(proceeding="resignation")
        take(cal.of("board"), case, "accept_resignation").sees("Sprawa zakończona: Instytucja zrezygnowała")
        public(certificate, GONE, "12 stycznia 2028 r.")
        Browser().visit("/rejestr/?q=przykladowice").sees("instytucja zrezygnowała").misses("ważny, ")


def test_the_holder_changes_its_mind_before_anybody_accepts() -> None:
    _world, cal, head, certificate = holder()
    with clock.at(date(2028, 1, 12)):
        begun(head).form("take").fill(WHY).submit()
        case = Case.objects.get(proceeding="resignation")
        take(head, case, "withdraw_resignation", {"text": "Rada jednak zostawiła ośrodek."}).sees("Rezygnacja wycofana")
        assert not case_page(cal.office, case).offers("Przyjmij rezygnację")
        public(certificate, VALID).misses("zrezygn")
