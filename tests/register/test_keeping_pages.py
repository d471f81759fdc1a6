"""Public pages are kept whole, and made anew as soon as the tables or the day have changed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gromada.kit import clock
from gromada.people.models import Person
from gromada.register.queries import state
from tests.register.building import TODAY, certificate, follow, institution

pytestmark = pytest.mark.django_db
PAGES = ("/rejestr/", "/rejestr/?voivodeship=mazowieckie&page=1", "/rejestr/cus-mlawa/", "/", "/en/register/", "/open/register.csv",
         "/open/holders/cus-mlawa.json", "/open/codes/cus-mlawa.svg")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_kept_page_is_the_same_and_asks_the_database_nothing(network: None, visitor: Client, path: str) -> None:
    made = visitor.get(path)
    with CaptureQueriesContext(connection) as asked:
        kept = visitor.get(path)
    assert (kept.content, kept.headers["ETag"]) == (made.content, made.headers["ETag"])
    assert len(asked) == 0


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_has_not_changed_is_not_sent_again(network: None, visitor: Client, path: str) -> None:
    etag = visitor.get(path).headers["ETag"]
    response = visitor.get(path, headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert visitor.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_change_of_the_tables_shows_at_once(network: None, visitor: Client) -> None:
    before = visitor.get("/rejestr/")
    certificate(institution("GOPS Nowe", "Nowe"), "CAL/2026/1")
    follow()
    after = visitor.get("/rejestr/")
    assert "GOPS Nowe" in after.content.decode() and "GOPS Nowe" not in before.content.decode()
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_new_day_makes_every_page_anew(network: None, visitor: Client) -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1", ends=TODAY)
    follow()
    assert "Ważne teraz: 1" in visitor.get("/rejestr/").content.decode()
    with clock.at(TODAY + timedelta(days=1)):
        assert "Ważne teraz" not in visitor.get("/rejestr/").content.decode()


def test_languages_are_kept_apart(network: None, visitor: Client) -> None:
    assert visitor.get("/rejestr/").content != visitor.get("/en/register/").content
    assert visitor.get("/rejestr/").headers["Content-Language"] == "pl"


def test_whoever_is_signed_in_gets_a_page_of_their_own(network: None, visitor: Client) -> None:
    visitor.get("/rejestr/")
    ewa = Person.objects.create_user("ewa", "a long password here", name="Ewa Zalogowana")
    visitor.force_login(ewa)
    own = visitor.get("/rejestr/")
    assert "Ewa Zalogowana" in own.content.decode()
    assert "ETag" not in own.headers
    assert "Ewa Zalogowana" not in Client().get("/rejestr/").content.decode()


def test_a_page_with_words_that_it_does_not_read_is_not_kept(network: None, visitor: Client) -> None:
    assert "ETag" in visitor.get("/rejestr/?page=1").headers
    for query in ("utm_source=x", "q=mlawa", "voivodeship=nowhere"):
        assert "ETag" not in visitor.get(f"/rejestr/?{query}").headers, query


def test_answers_and_errors_are_not_kept(network: None, visitor: Client) -> None:
    for path in ("/sprawdz/CAL/2026/1/", "/rejestr/nobody/", "/sprawdz/", "/jak-dostac-certyfikat/"):
        assert "ETag" not in visitor.get(path).headers


def test_before_anything_was_followed_nothing_is_kept(db: None, visitor: Client) -> None:
    response = visitor.get("/rejestr/")
    assert response.status_code == 200 and "ETag" not in response.headers


def test_a_kept_page_carries_the_same_headers_of_safety(network: None, visitor: Client) -> None:
    made, kept = visitor.get("/rejestr/").headers, visitor.get("/rejestr/").headers
    assert dict(made) == dict(kept)
    assert {"X-Frame-Options", "Content-Security-Policy", "X-Content-Type-Options"} <= set(kept)


def test_public_pages_set_no_cookie(network: None, visitor: Client) -> None:
    for path in (*PAGES, "/sprawdz/", "/prywatnosc/", "/deklaracja-dostepnosci/", "/jak-dostac-certyfikat/"):
        assert not visitor.get(path).cookies, path


def test_what_another_process_has_changed_is_seen_when_the_memory_is_over(network: None) -> None:
    known = state.now()
    state.State.objects.update(mark="another")
    assert state.now() == known
    cache.clear()
    assert state.now().mark == "another"
