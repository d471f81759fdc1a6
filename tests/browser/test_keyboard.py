"""From an empty desk to an application that was sent, by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.keyboard import choose, press, stops, tab, walk_to, write
from tests.browser.serving import House

pytestmark = pytest.mark.browser


def test_an_application_is_begun_written_and_sent_by_keyboard_alone(
    house: House, window: Callable[..., BrowserContext]
) -> None:
    ours = house.scene("institution")
    page = window().new_page()
    page.goto(f"{house.url}/konto/demo/")
    press(page, ours["head name"])
    press(page, "Zacznij zgłoszenie", "link")
    choose(page, "Model Organizowania Społeczności Lokalnej")
    press(page, "Zacznij pisać")
    case = re.search(r"/sprawy/([0-9a-f-]{36})/", page.url)
    assert case
    house.scene("fill_but", case[1], "application", "mission", "standards:S1.1")

    press(page, "Napisz zgłoszenie", "link")
    write(page, "Po co jesteśmy w tym miejscu", "Ludzie mają u nas klucze do świetlicy i sami wpisują się do grafiku.")
    expect(page.locator(".saved").first).to_contain_text("Zapisano o")
    press(page, "S1.1", "link")
    choose(page, "Spełniamy")
    add_a_text(page)
    press(page, "Zapisz i przejdź do")
    walk_to(page, page.locator(".crumbs").get_by_role("link", name="Napisz zgłoszenie"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/")
    press(page, "Wyślij zgłoszenie")
    expect(page.locator(".path [aria-current=step]")).to_contain_text("Zgłoszenie wpłynęło")


def add_a_text(page: Page) -> None:
    press(page, "Dodaj potwierdzenie")
    choose(page, "tekst")
    write(page, "Krótka nazwa", "Grafik świetlicy")
    write(page, "W kilku zdaniach", "Wisi na drzwiach; wpisuje się, kto chce.")
    press(page, "Dodaj")
    expect(page.locator("main")).to_contain_text("Grafik świetlicy")


def test_the_first_stop_leads_past_the_frame(house: House, window: Callable[..., BrowserContext]) -> None:
    page = window().new_page()
    page.goto(house.url)
    assert "skip" in tab(page)
    page.keyboard.press("Enter")
    tab(page)
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("where", ["desk", "case", "complete", "complete/S4.1", "register"])
def test_tab_comes_everywhere_and_is_held_nowhere(
    house: House, window: Callable[..., BrowserContext], where: str
) -> None:
    page = house.enter(window(), "demo-kleksowo")
    case = f"/sprawy/{house.cases['demo-kleksowo']}/"
    path = {"desk": "/pulpit/", "case": case, "register": "/rejestr/"}.get(where, f"{case}{where}/")
    page.goto(house.url + path)
    page.wait_for_load_state("networkidle")
    expected, seen = stops(page), 0
    assert expected > 10
    while tab(page):
        seen += 1
        assert seen <= expected, "Tab goes round without leaving the page"
    assert seen == expected
