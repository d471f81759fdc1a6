"""The public list: what it shows on a day, what it finds, how it is narrowed and paged."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from gromada.kit import clock
from gromada.register.queries import state
from gromada.register.queries.listing import PER_PAGE, Asked, listed
from tests.register.building import TODAY, certificate, event, follow, institution

pytestmark = pytest.mark.django_db


def text_of(body: bytes) -> str:
    plain = re.sub(r"<(?:script|style).*?</(?:script|style)>|<[^>]+>", " ", body.decode(), flags=re.S)
    return " ".join(plain.replace("\u00a0", " ").split())


def find(**asked: str) -> list[str]:
    return [line["title"] for line in listed(Asked(**asked), TODAY, state.now()).lines]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mlawa", "CUS Mława"),
        ("mops mlawa", "CUS Mława"),
        ("slawobrze", "GOPS Sławoborze"),
        ("stalowa", "MOPS Stalowa Wola"),
        ("mopr", "MOPS Włocławek"),
        ("szopienice", "MOPS Katowice, Szopienice"),
        ("batory", "MDK „Batory”, Chorzów"),
        ("piekary slaskie", "Miejska Biblioteka Publiczna w Piekarach Śląskich"),
    ],
)
def test_the_network_is_found_however_it_is_typed(network: None, visitor: Client, typed: str, meant: str) -> None:
    assert find(text=typed)[0] == meant
    assert meant in text_of(visitor.get("/rejestr/", {"q": typed}).content)


def test_the_list_says_what_is_not_known(network: None, visitor: Client) -> None:
    said = text_of(visitor.get("/rejestr/").content)
    assert "Z historii: 30" in said
    assert "GOPS Słupno przyznany w 2005 r., koniec nieznany" in said
    assert "CUS Mława do 31 grudnia 2023 r.: MOPS Mława, lata 2022–2026, drugi raz" in said
    assert "MOPS Gryfino raport z 2015 r., lata nieznane" in said
    assert "inaczej MOPR Włocławek" in said


def test_the_list_is_complete_in_english(network: None, visitor: Client) -> None:
    response = visitor.get("/en/register/")
    assert response.headers["Content-Language"] == "en"
    said = text_of(response.content)
    assert "From history: 30" in said and "awarded in 2005, end not known" in said


def test_certificates_in_force_stand_first(network: None) -> None:
    certificate(institution("GOPS Żywe", "Żywe"))
    event(certificate(institution("GOPS Pauza", "Pauza")), "suspend", TODAY, shown=TODAY)
    certificate(institution("GOPS Minione", "Minione"), ends=TODAY - timedelta(days=1))
    follow()
    assert find()[:4] == ["GOPS Żywe", "GOPS Pauza", "GOPS Minione", "MOPS Brodnica"]


def test_filters_narrow_the_list_and_count_what_the_others_leave(network: None) -> None:
    certificate(institution("GOPS Żywe", "Żywe", voivodeship="śląskie", kind="social_assistance_centre"))
    follow()
    found = listed(Asked(voivodeship="śląskie"), TODAY, state.now())
    assert found.total == 5
    assert found.summary.facets["kind"] == {"social_assistance_centre": 3, "culture_centre": 1, "library": 1}
    assert found.summary.facets["voivodeship"]["mazowieckie"] == 5
    assert find(voivodeship="śląskie", status="in_force") == ["GOPS Żywe"]
    assert find(field="social_assistance") == ["GOPS Żywe"]
    assert find(kind="library", status="in_force") == []


def test_a_search_is_narrowed_by_the_same_filters(network: None) -> None:
    assert set(find(text="mops", voivodeship="śląskie")) == {"MOPS Katowice, Szopienice", "MOPS Radlin"}


def test_words_that_no_row_has_find_nothing_and_break_nothing(network: None, visitor: Client) -> None:
    response = visitor.get(
        "/rejestr/", {"voivodeship": "'; drop", "kind": "x", "page": "-3", "status": "<b>", "q": "%"}
    )
    assert response.status_code == 200
    assert "<b>" not in response.content.decode()
    assert "Tak nic nie znaleźliśmy" in text_of(response.content)


def test_long_lists_are_paged_and_every_holder_stands_once(db: None) -> None:
    for n in range(PER_PAGE + 3):
        certificate(institution(f"GOPS Wieś {n}", f"Wieś {n}"))
    follow()
    pages = [listed(Asked(page=n), TODAY, state.now()) for n in (1, 2)]
    titles = [line["title"] for page in pages for line in page.lines]
    assert (len(titles), len(set(titles)), pages[0].pages) == (PER_PAGE + 3, PER_PAGE + 3, 2)
    assert titles[:3] == ["GOPS Wieś 0", "GOPS Wieś 1", "GOPS Wieś 2"]
    assert listed(Asked(page=99), TODAY, state.now()).asked.page == 2


def test_the_map_says_who_stands_only_in_the_list(network: None, visitor: Client) -> None:
    assert "Mapa pokazuje to samo co lista: 30 instytucji i zespołów w 29 miejscowościach." in text_of(
        visitor.get("/rejestr/").content
    )
    certificate(institution("GOPS Wymyślone", "Wymyślone"))
    follow()
    assert "Tylko na liście, bo ich miejsca nie znamy: 1." in text_of(visitor.get("/rejestr/").content)


def test_a_long_list_is_mapped_by_voivodeship(db: None) -> None:
    for n in range(PER_PAGE + 1):
        certificate(institution(f"GOPS Wieś {n}", f"Wieś {n}", voivodeship="podlaskie"))
    follow()
    assert [spot[2] for spot in listed(Asked(), TODAY, state.now()).spots] == [f"podlaskie: {PER_PAGE + 1}"]


def test_a_number_in_the_wrong_box_leads_to_its_certificate(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/17")
    follow()
    body = visitor.get("/rejestr/", {"q": "cal 2024 17"}).content.decode()
    assert "/sprawdz/CAL/2024/17/" in body


def test_names_cannot_carry_markup_into_the_page(db: None, visitor: Client) -> None:
    certificate(institution("<script>alert(1)</script> OPS", "Wieś <i>"))
    follow()
    body = visitor.get("/rejestr/").content.decode()
    assert "<script>alert" not in body and "Wieś <i>" not in body


def test_the_day_decides_what_the_list_says(network: None, visitor: Client) -> None:
    certificate(institution("GOPS Jutro", "Jutro"), starts=date(2026, 5, 1), public_from=date(2026, 4, 1))
    follow()
    assert "Przyznane, jeszcze nie obowiązują: 1" in text_of(visitor.get("/rejestr/").content)
    with clock.at(date(2026, 5, 1)):
        assert "Ważne teraz: 1" in text_of(visitor.get("/rejestr/").content)
