"""Anybody asks after a number and reads yes or no, what was looked at, and a sentence to quote."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gromada.certification.history.confirming import confirm
from gromada.certification.models import Certificate
from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.actions import record_succession
from gromada.people.models import Issuer
from tests.builders.people import sits_in
from tests.register.building import TODAY, certificate, event, follow, institution
from tests.register.test_list import text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ask(visitor: Client, number: str, status: int = 200, **query: str) -> str:
    response = visitor.get(f"/sprawdz/{number}/", query)
    assert response.status_code == status
    return text_of(response.content)


@pytest.fixture
def wzorowo(db: None) -> Certificate:
    return certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/7")


def test_a_certificate_in_force_is_a_yes_with_what_was_checked(wzorowo: Certificate, visitor: Client) -> None:
    follow()
    said = ask(visitor, "CAL/2024/7")
    assert "Tak, ten certyfikat jest ważny GOPS Wzorowo , na lata 2024–2028" in said
    assert "Stan na 21 kwietnia 2026 r., godz. 12.00. Numer CAL/2024/7." in said
    for checked in ("Stoi w rejestrze pod tym numerem", "Nie jest odebrany", "Nie jest zawieszony"):
        assert f"Tak: {checked}" in said
    assert "Tak: Jego ważność trwa do 31 grudnia 2028 r." in said
    assert "W dniu 21 kwietnia 2026 r. Certyfikat Jakości Centrum Aktywności Lokalnej nr CAL/2024/7" in said
    assert "nie urząd; nie ocenia on zasiłków." in said


@pytest.mark.parametrize(
    ("told", "said", "checked"),
    [
        (("suspend", TODAY - DAY, TODAY + 30 * DAY), "Ten certyfikat jest zawieszony", "Nie: Jest zawieszony od"),
        (("revoke", TODAY - DAY, None), "Nie, ten certyfikat został odebrany", "Nie: Wystawca odebrał go 20 kwietnia"),
        (("resign", TODAY - DAY, None), "Instytucja zrezygnowała z tego certyfikatu", "Nie: Instytucja zrezygnowała"),
    ],
)
def test_what_happened_is_said_first_and_among_the_checks(
    wzorowo: Certificate, visitor: Client, told: tuple, said: str, checked: str
) -> None:
    event(wzorowo, told[0], told[1], told[2], shown=told[1])
    follow()
    page = ask(visitor, "CAL/2024/7")
    assert said in page and checked in page


def test_the_end_of_validity_is_said_kindly(wzorowo: Certificate, visitor: Client) -> None:
    Certificate.objects.update(ends_on=TODAY - DAY, valid_to=str(TODAY - DAY))
    follow()
    page = ask(visitor, "CAL/2024/7")
    assert "Ważność tego certyfikatu upłynęła" in page and "nieważny" not in page
    assert "Nazwy i logo certyfikatu wolno używać tylko tak długo, jak jest ważny." in page


def test_a_certificate_not_in_force_yet_says_from_when(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Jutro", "Jutro"), "CAL/2026/8", starts=TODAY + 10 * DAY)
    follow()
    assert "Ten certyfikat zacznie obowiązywać 1 maja 2026 r." in ask(visitor, "CAL/2026/8")


def test_the_answer_for_another_day_is_the_status_of_that_day(wzorowo: Certificate, visitor: Client) -> None:
    event(wzorowo, "suspend", date(2025, 3, 1), date(2025, 6, 30), shown=date(2025, 3, 1))
    event(wzorowo, "revoke", date(2026, 2, 1), shown=date(2026, 2, 1))
    follow()
    assert "Nie, ten certyfikat został odebrany" in ask(visitor, "CAL/2024/7")
    assert "Tak, 1 stycznia 2025 r. ten certyfikat był ważny" in ask(visitor, "CAL/2024/7", na="2025-01-01")
    assert "W dniu 1 kwietnia 2025 r. ten certyfikat był zawieszony" in ask(visitor, "CAL/2024/7", na="1.04.2025")
    assert "ten certyfikat jeszcze nie obowiązywał" in ask(visitor, "CAL/2024/7", na="2023-12-31")
    assert "Stan na 1 stycznia 2025 r. Numer" in ask(visitor, "CAL/2024/7", na="2025-01-01")


def test_what_is_no_day_is_said_to_be_none(wzorowo: Certificate, visitor: Client) -> None:
    follow()
    page = ask(visitor, "CAL/2024/7", na="31 lutego")
    assert "„31 lutego” nie oznacza żadnego dnia" in page and "Tak, ten certyfikat jest ważny" in page


@pytest.mark.parametrize("typed", ["cal/2024/7", "CAL-2024-7", "CAL 2024 7", "CAL/2024/007", "Cal2024/7"])
def test_the_number_is_found_however_it_is_copied(wzorowo: Certificate, visitor: Client, typed: str) -> None:
    follow()
    assert "Tak, ten certyfikat jest ważny" in ask(visitor, typed)


@pytest.mark.parametrize(
    "typed", ["CAL/2024/8", "CAL/2024/77", "7", "WZÓR-9999", "../../etc/passwd", "%00", "<b>x</b>"]
)
def test_an_unknown_number_is_404_with_a_page_that_helps(wzorowo: Certificate, visitor: Client, typed: str) -> None:
    follow()
    response = visitor.get("/sprawdz/", {"number": typed}, follow=True)
    assert response.status_code == 404
    said = text_of(response.content)
    assert "Nie znaleźliśmy takiego numeru" in said
    assert "Tej nazwy używają też miejsca spoza certyfikacji; to nie zarzut." in said
    assert "Szukaj w rejestrze" in said
    assert "<b>x</b>" not in response.content.decode()


def test_an_embargoed_certificate_is_as_unknown_as_one_that_never_was(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Tajne", "Tajne"), "CAL/2026/9", public_from=TODAY + DAY)
    certificate(institution("GOPS Cicho", "Cicho"), "CAL/2026/10", public_from=None)
    follow()
    never = ask(visitor, "CAL/2026/999", 404).replace("CAL/2026/999", "")
    assert ask(visitor, "CAL/2026/9", 404).replace("CAL/2026/9", "") == never
    assert ask(visitor, "CAL/2026/10", 404).replace("CAL/2026/10", "") == never


def test_confirmed_history_answers_and_unconfirmed_history_says_so(network: None, visitor: Client) -> None:
    mlawa = Certificate.objects.get(label="2022–2026")
    Certificate.objects.filter(pk=mlawa.pk).update(number="CAL/2022/3")
    office = sits_in(mlawa.issuer, OFFICE)
    radom = Certificate.objects.get(label="2014–2017")
    confirm(radom, by=office, basis="a copy", number="CAL/2014/2")
    confirm(mlawa, by=office, basis="a copy")
    follow()
    assert "Ważność tego certyfikatu upłynęła" in ask(visitor, "CAL/2014/2")
    page = ask(visitor, "CAL/2022/3")
    assert "Tak, ten certyfikat jest ważny CUS Mława" in page
    assert "MOPS Mława (do 31 grudnia 2023 r.) i CUS Mława to ta sama instytucja i ten sam certyfikat" in page


def test_history_that_nobody_confirmed_is_neither_yes_nor_no(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Dawne", "Dawne"), "CAL/2012/4", imported=True)
    follow()
    page = ask(visitor, "CAL/2012/4")
    assert "Certyfikat z historii, jeszcze niepotwierdzony" in page
    assert "Nie: Wystawca jeszcze nie potwierdził" in page


def test_on_an_earlier_day_the_holder_has_its_earlier_name(db: None, visitor: Client) -> None:
    ops, cus = institution("MOPS Wzorowo", "Wzorowo"), institution("CUS Wzorowo", "Wzorowo")
    certificate(ops, "CAL/2024/7")
    record_succession(ops, cus, since=date(2026, 1, 1), by="import")
    follow()
    assert "MOPS Wzorowo , na lata" in ask(visitor, "CAL/2024/7", na="2025-06-01")
    assert "CUS Wzorowo , na lata" in ask(visitor, "CAL/2024/7")


def test_one_number_of_two_issuers_is_answered_twice(wzorowo: Certificate, visitor: Client) -> None:
    other = certificate(institution("GOPS Inne", "Inne"), "CAL/2024/8")
    another = Issuer.objects.create(slug="another", name="Another", short="Another")
    Certificate.objects.filter(pk=other.pk).update(issuer=another, number="CAL/2024/7")
    follow()
    page = ask(visitor, "CAL/2024/7")
    assert "Ten numer ma kilka certyfikatów" in page
    assert "GOPS Wzorowo" in page and "GOPS Inne" in page


def test_the_short_address_leads_to_the_readers_language(wzorowo: Certificate, visitor: Client) -> None:
    follow()
    for language, path in (("pl", "/sprawdz/CAL/2024/7/"), ("en-GB,en;q=0.9", "/en/check/CAL/2024/7/")):
        response = visitor.get("/s/CAL/2024/7/", headers={"accept-language": language})
        assert (response.status_code, response.headers["Location"]) == (302, path)
    assert visitor.get("/s/CAL/2024/7/?na=2025-01-01").headers["Location"].endswith("?na=2025-01-01")


def test_the_form_leads_to_the_address_of_the_answer(wzorowo: Certificate, visitor: Client) -> None:
    follow()
    assert visitor.get("/sprawdz/").status_code == 200
    response = visitor.get("/sprawdz/", {"number": " CAL/2024/7 ", "na": "2025-01-01"})
    assert response.headers["Location"] == "/sprawdz/CAL/2024/7/?na=2025-01-01"


def test_nothing_of_a_case_stands_in_an_answer(wzorowo: Certificate, visitor: Client) -> None:
    event(wzorowo, "revoke", TODAY, shown=None)
    follow()
    assert "Tak, ten certyfikat jest ważny" in ask(visitor, "CAL/2024/7")
