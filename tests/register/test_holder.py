"""A holder's page tells its whole history, and says in words what is not known."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gromada.institutions.actions import record_succession
from tests.register.building import TODAY, certificate, event, follow, institution
from tests.register.test_list import text_of

pytestmark = pytest.mark.django_db


def page(visitor: Client, slug: str) -> str:
    response = visitor.get(f"/rejestr/{slug}/")
    assert response.status_code == 200
    return text_of(response.content)


def test_mlawa_tells_both_certificates_and_its_change_of_form(network: None, visitor: Client) -> None:
    said = page(visitor, "cus-mlawa")
    assert "CUS Mława Do 31 grudnia 2023 r.: MOPS Mława." in said
    assert "Certyfikat z historii, jeszcze bez potwierdzenia wystawcy" in said
    assert "28 czerwca 2011 Pierwszy certyfikat, dla: MOPS Mława" in said
    assert "Źródło nie podaje, do kiedy był ważny." in said
    assert "29 marca 2022 Drugi certyfikat, na lata 2022–2026, dla: MOPS Mława" in said
    assert "Okazja: 38. sesja Rady Miasta Mława. Certyfikat wręcza: Grażyna Gnatowska, Wiceprezes" in said
    assert "1 stycznia 2024 MOPS Mława to od tego dnia CUS Mława" in said
    assert "Skąd to wiemy: strona programu CAL: lista ośrodków CAL" in said


def test_the_former_address_moves_for_good(network: None, visitor: Client) -> None:
    response = visitor.get("/rejestr/mops-mlawa/")
    assert (response.status_code, response.headers["Location"]) == (301, "/rejestr/cus-mlawa/")
    assert visitor.get("/en/register/mops-mlawa/").headers["Location"] == "/en/register/cus-mlawa/"


def test_unknown_years_are_said_to_be_unknown(network: None, visitor: Client) -> None:
    said = page(visitor, "gops-kowala")
    assert "data nieznana Certyfikat" in said and "lata nieznane" in said
    assert b"axis" not in visitor.get("/rejestr/gops-kowala/").content  # nothing is known that could be drawn


def test_an_unknown_end_fades_in_the_drawing(network: None, visitor: Client) -> None:
    body = visitor.get("/rejestr/cus-mlawa/").content.decode()
    assert 'class="unknown"' in body and 'class="life"' in body and 'class="change"' in body


def test_names_in_use_and_units_are_told(network: None, visitor: Client) -> None:
    assert "Używa też nazwy: MOPR Włocławek" in page(visitor, "mops-wloclawek")
    assert "MOPS Wrocław, ZTPS nr 7" in page(visitor, "mops-wroclaw-ztps-nr-7")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "Certyfikat jest ważny na lata 2024–2028"),
        ([("suspend", TODAY + timedelta(days=30))], "Certyfikat jest zawieszony od 21 kwietnia 2026 r."),
        ([("revoke", None)], "Certyfikat został odebrany 21 kwietnia 2026 r."),
        ([("resign", None)], "Instytucja zrezygnowała z certyfikatu 21 kwietnia 2026 r."),
    ],
)
def test_the_first_words_say_how_it_stands_today(db: None, visitor: Client, told: list, said: str) -> None:
    made = certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1")
    for kind, until in told:
        event(made, kind, TODAY, until, shown=TODAY)
    follow()
    assert said in page(visitor, "gops-wzorowo")


def test_the_annex_and_the_clause_of_the_end_are_the_editions_words(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1")
    follow()
    said = page(visitor, "gops-wzorowo")
    assert "Za co ten certyfikat Model Organizowania Społeczności Lokalnej (OSL)" in said
    assert "Kolejny certyfikat wymaga nowego zgłoszenia. pkt 9 Regulaminu" in said


def test_a_certificate_without_an_end_is_said_to_have_none(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1", ends=None, endless=True)
    follow()
    assert "od 2024 r., bezterminowo" in page(visitor, "gops-wzorowo")


def test_who_holds_nothing_that_is_public_has_no_page(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Tajne", "Tajne"), "CAL/2026/9", public_from=TODAY + timedelta(days=1))
    follow()
    for path in ("/rejestr/gops-tajne/", "/open/holders/gops-tajne.json", "/open/codes/gops-tajne.svg"):
        assert visitor.get(path).status_code == 404


def test_a_demonstration_holder_is_marked(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo", demo=True), "CAL/2024/1")
    follow()
    assert page(visitor, "gops-wzorowo").startswith("GOPS Wzorowo")
    assert "DEMO" in page(visitor, "gops-wzorowo")


def test_the_code_leads_to_the_verification_or_to_the_page(network: None, visitor: Client) -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1")
    follow()
    for slug in ("gops-wzorowo", "cus-mlawa"):
        response = visitor.get(f"/open/codes/{slug}.svg")
        assert (response.status_code, response.headers["Content-Type"]) == (200, "image/svg+xml")
        assert response.content.startswith(b"<?xml")


def test_before_the_succession_the_page_has_the_name_of_its_time(db: None, visitor: Client) -> None:
    ops, cus = institution("MOPS Wzorowo", "Wzorowo"), institution("CUS Wzorowo", "Wzorowo")
    certificate(ops, "CAL/2024/1")
    record_succession(ops, cus, since=date(2027, 1, 1), by="import")
    follow()
    said = page(visitor, "cus-wzorowo")
    assert "MOPS Wzorowo" in said and "to od tego dnia" not in said
