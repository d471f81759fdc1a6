"""Somebody of the office comes in for the first time: password, an application for codes, the recovery sheet; then again."""

import re
from datetime import timedelta

import pytest

from gromada.kit import clock
from gromada.people.models import Person
from tests.journeys.cast import issuer_of
from tests.journeys.driver import Browser, Page
from tests.people.codes import shown

pytestmark = pytest.mark.django_db
PASSWORD = "trzy wiadra pod gruszą"


def sign_in(browser: Browser, person: Person, password: str = PASSWORD) -> Page:
    page = browser.visit("/pulpit/").sees("Zaloguj się")
    return page.form("Zaloguj się").fill({"Nazwa użytkownika": person.username, "Hasło": password}).submit()


def key_on(page: Page) -> str:
    """The key that somebody types into the application when the square cannot be scanned."""
    return re.search(r"[A-Z2-7]{32}|(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.text)[0].replace(" ", "")


def test_the_office_signs_in_with_a_second_step_and_without_it_sees_nothing() -> None:
    person = issuer_of().members["office"][0]
    person.set_password(PASSWORD)
    person.save()
    here = Browser()
    sign_in(here, person, "pomyłka pod gruszą").sees("Nazwa użytkownika albo hasło się nie zgadza.")
    sign_in(here, person).sees("Drugi krok")
    for address in ("/pulpit/", "/pulpit/instytucje/", "/pulpit/ludzie/", "/pulpit/sprawy/"):
        here.visit(address).sees("Drugi krok").misses("Dodaj instytucję", "Kto gdzie zasiada")
    page = here.visit("/pulpit/").follow("Dodaj aplikację")
    page = page.form("Sprawdź i dodaj").fill({"code": "000000"}).submit().misses("Karta ratunkowa Dla")
    key = key_on(page)
    page.form("Sprawdź i dodaj").fill({"code": shown(key)}).submit().sees("Karta ratunkowa", person.username).follow(
        "Karta odłożona, dalej"
    )
    here.visit("/pulpit/").sees("Sekretariat")
    again = Browser()
    with clock.at(clock.now() + timedelta(minutes=2)):
        page = sign_in(again, person).misses("Sekretariat")
        again.visit("/pulpit/").misses("Sekretariat")
        page.form().fill({"code": "000000"}).submit().misses("Sekretariat")
        page.form().fill({"code": shown(key)}).submit()
        again.visit("/pulpit/").sees("Sekretariat")
