"""The pages that tell: how to get the certificate, regulations, privacy, and the accessibility statement with its ids."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer, Person
from gromada.register.actions import describe_accessibility
from gromada.register.prose import html
from tests.builders.cases import edition_row
from tests.register.test_list import text_of

pytestmark = pytest.mark.django_db
REQUIRED_IDS = {
    "a11y-wstep", "a11y-podmiot", "a11y-zakres", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-status",
    "a11y-kontakt", "a11y-email", "a11y-telefon", "a11y-procedura", "a11y-data-sporzadzenie", "a11y-architektura",
    "a11y-komunikacja",
}  # fmt: skip


class Elements(HTMLParser):
    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def with_id(self, prefix: str) -> dict[str, tuple[str, dict[str, str | None]]]:
        named = [(str(attrs.get("id")), (tag, attrs)) for tag, attrs in self.found if "id" in attrs]
        assert len(named) == len({name for name, _element in named}), "an id stands twice"
        return {name: element for name, element in named if name.startswith(prefix)}


@pytest.fixture
def scheme(db: None) -> None:
    edition_row("cal-2022")


@pytest.mark.parametrize("path", ["/deklaracja-dostepnosci/", "/en/accessibility-statement/"])
def test_the_statement_has_every_id_once_and_dates_in_time_elements(scheme: None, visitor: Client, path: str) -> None:
    named = Elements(visitor.get(path).content).with_id("a11y-")
    assert set(named) == REQUIRED_IDS
    for name in ("a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-data-sporzadzenie"):
        tag, attrs = named[name]
        assert tag == "time" and date.fromisoformat(str(attrs["datetime"]))


def test_what_the_office_has_said_stands_in_the_statement(scheme: None, visitor: Client) -> None:
    office = Person.objects.create_user("office", name="Office")
    Issuer.objects.update(email="biuro@wystawca.example", phone="22 123 45 67")
    said = text_of(visitor.get("/deklaracja-dostepnosci/").content)
    assert "biuro@wystawca.example" in said and "22 123 45 67" in said and "sekretariat" in said
    describe_accessibility(
        by=office, published_on=date(2026, 1, 5), reviewed_on=date(2026, 3, 30), contact="Anna Nowak", email="a@b.example",
        architecture="Wejście bez progu od podwórza.",
    )  # fmt: skip
    body = visitor.get("/deklaracja-dostepnosci/").content
    named = Elements(body).with_id("a11y-")
    assert set(named) == REQUIRED_IDS | {"a11y-data-przeglad"}
    assert named["a11y-data-publikacja"][1]["datetime"] == "2026-01-05"
    assert named["a11y-email"] == ("a", {"id": "a11y-email", "href": "mailto:a@b.example"})
    assert "Anna Nowak" in text_of(body) and "Wejście bez progu" in text_of(body)
    assert Entry.objects.last().verb == "accessibility.described"


@pytest.mark.parametrize(
    "wrong", [{"published_on": date(2027, 1, 1)}, {"published_on": date(2026, 2, 1), "updated_on": date(2026, 1, 1)}]
)
def test_days_that_cannot_be_are_refused(scheme: None, wrong: dict[str, date]) -> None:
    with pytest.raises(Refusal):
        describe_accessibility(by=Person.objects.create_user("office", name="Office"), **wrong)


@pytest.mark.parametrize("path", ["/jak-dostac-certyfikat/", "/en/how-to-get-the-certificate/"])
def test_anybody_answers_the_questions_and_nothing_is_kept(scheme: None, path: str) -> None:
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(path).status_code == 200
    before = Entry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        response = visitor.post(path, {"place": "yes", "eyes": "not_yet", "nonsense": "<script>"})
    assert response.status_code == 200
    assert not [query for query in asked if re.match(r"INSERT|UPDATE|DELETE", query["sql"])]
    assert not response.cookies and not Session.objects.exists() and Entry.objects.count() == before
    assert "<script>" not in response.content.decode().split("<main")[1]


def test_the_answers_stand_together_under_the_words_of_the_edition(scheme: None, visitor: Client) -> None:
    said = text_of(visitor.post("/jak-dostac-certyfikat/", {"place": "yes", "eyes": "not_yet"}).content)
    assert "Wasze odpowiedzi" in said
    assert "Tak (1) Czy jesteśmy ważnym miejscem na mapie naszej okolicy?" in said
    assert "Jeszcze nie (1) Czy widzimy problemy oczami mieszkańców?" in said
    assert "Bez odpowiedzi (6)" in said


def test_the_road_and_the_standards_are_the_editions(scheme: None, visitor: Client) -> None:
    said = text_of(visitor.get("/jak-dostac-certyfikat/").content)
    assert "Zgłoszenie w przygotowaniu" in said and "Standardy ogólne" in said
    assert "Lista standardów i wskaźników jest odtworzona z publicznych źródeł" in said


def test_an_invented_scheme_is_told_by_the_same_page(db: None, visitor: Client) -> None:
    edition_row("flat-reviews")
    assert visitor.get("/jak-dostac-certyfikat/").status_code == 200
    assert visitor.get("/regulamin/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/rejestr/",
        "/sprawdz/",
        "/jak-dostac-certyfikat/",
        "/regulamin/",
        "/prywatnosc/",
        "/deklaracja-dostepnosci/",
    ],
)
def test_every_page_stands_in_an_empty_house(db: None, visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 200
    assert visitor.get(f"/en{path}").status_code in (200, 404)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_regulations_are_the_editions_text(scheme: None, visitor: Client, language: str) -> None:
    body = visitor.get({"pl": "/regulamin/", "en": "/en/regulations/"}[language]).content.decode()
    assert body.count("<h1") == 1
    assert {"pl": "Regulamin", "en": "Regulations"}[language] in body


def test_privacy_names_who_is_responsible(scheme: None, visitor: Client) -> None:
    assert "Stowarzyszenie Centrum Wspierania Aktywności Lokalnej CAL" in text_of(visitor.get("/prywatnosc/").content)


def test_markdown_of_an_edition_carries_no_markup_of_its_own() -> None:
    drawn = html("# Tytuł\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\nw domu")
    assert "<script>" not in drawn and 'href="javascript' not in drawn
    assert drawn.startswith("<h2>") and "w\u00a0domu" in drawn
