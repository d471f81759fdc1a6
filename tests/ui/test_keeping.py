"""A form that is sent as a whole: what is typed stays in the browser until the server took it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_playwright import CreateContextCallback

pytestmark = pytest.mark.browser
STORY = 'textarea[name="story"]'
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('gromada:kept:')).length"


@pytest.fixture
def form(page: Page, site: str) -> Page:
    page.goto(site + "/keeping/")
    page.locator(STORY).fill("Pismo przepisane w połowie")
    expect(page.locator(".saved")).to_contain_text("Zachowane w tej przeglądarce o")
    return page


def test_what_was_typed_is_there_after_a_reload(form: Page) -> None:
    form.reload()
    expect(form.locator(STORY)).to_have_value("Pismo przepisane w połowie")
    expect(form.locator(".saved")).to_contain_text("Przeczytaj przed wysłaniem")


@pytest.mark.parametrize(("path", "script"), [("/keeping/", "keeping"), ("/saving/", "autosave")])
def test_what_is_typed_before_the_script_has_come_is_kept_too(page: Page, site: str, path: str, script: str) -> None:
    waiting: list[Route] = []
    page.route(re.compile(rf"/{script}[.\w]*\.js"), lambda route: waiting.append(route))
    page.goto(site + path)
    page.locator(STORY).fill("Przepisane przed skryptem")
    expect(page.locator('.saved [data-part="without"]').first).to_be_visible()
    waiting[0].continue_()
    words = re.compile(r"Zachowane\sw\stej\sprzeglądarce\so|Zapisano\so")
    expect(page.locator(".saved").first).to_contain_text(words)


def test_once_it_is_taken_nothing_of_it_stays(form: Page, site: str) -> None:
    form.get_by_role("button", name="Wyślij", exact=True).click()
    form.wait_for_url("**/empty/")
    form.wait_for_function(f"{KEPT} === 0")
    form.goto(site + "/keeping/")
    expect(form.locator(STORY)).not_to_have_value("Pismo przepisane w połowie")


def test_a_lost_session_loses_nothing(form: Page, site: str) -> None:
    form.goto(site + "/keeping/?lost=1")
    expect(form.locator(STORY)).to_have_value("Pismo przepisane w połowie")
    form.get_by_role("button", name="Wyślij", exact=True).click()
    form.wait_for_url("**/lost")
    assert form.evaluate(KEPT) == 1
    form.goto(site + "/keeping/")
    expect(form.locator(STORY)).to_have_value("Pismo przepisane w połowie")


def test_an_answer_with_mistakes_shows_what_was_sent(form: Page) -> None:
    form.locator(STORY).fill("")
    form.get_by_role("button", name="Wyślij", exact=True).click()
    expect(form.locator(STORY)).to_have_value("")


def test_without_a_script_the_page_says_so(new_context: CreateContextCallback, site: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + "/keeping/")
    expect(page.locator(".saved")).to_contain_text("Ta przeglądarka nie zachowuje")


def test_a_phone_opens_the_menu_without_a_script_and_escape_closes_it(
    new_context: CreateContextCallback, site: str
) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(site + "/empty/")
    assert page.locator(".header").bounding_box()["height"] <= 130, "the name and the menu, no more"
    link = page.get_by_role("link", name="Do zrobienia")
    expect(link).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
