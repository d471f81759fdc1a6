"""A remark in a real browser: by somebody old on a narrow phone without JavaScript, by keyboard, and looked at by axe at every stage."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.crawling import Crawl
from tests.browser.keyboard import press, walk_to
from tests.browser.serving import House

pytestmark = pytest.mark.browser
Window = Callable[..., BrowserContext]
TEXT = "Od jesieni świetlica stoi zamknięta na kłódkę, a na drzwiach nie ma kartki."
WORK, BENEFIT = "tego, jak ta instytucja pracuje", "zasiłku, decyzji"


def go_on(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def to_the_first_question(page: Page, house: House) -> None:
    page.goto(f"{house.url}/uwagi/?q=radom")
    page.locator("a[href*='/uwagi/o/']").first.click()
    expect(page.get_by_role("group", name="Czego dotyczy uwaga?")).to_be_visible()


def test_every_stage_of_a_remark_keeps_nobody_out(house: House, window: Window) -> None:
    page = window().new_page()
    walk = Crawl(page, house.url, "pl")
    to_the_first_question(page, house)
    walk.look_here()
    page.get_by_label(BENEFIT).check()
    go_on(page, "Dalej")
    expect(page.get_by_role("heading", name="Gdzie się z tym zwrócić")).to_be_visible()
    walk.look_here()
    page.get_by_role("link", name="Moja uwaga dotyczy czegoś innego").click()
    page.get_by_label(WORK).check()
    go_on(page, "Dalej")
    walk.look_here()
    page.get_by_label("Co chcesz nam powiedzieć?").fill(TEXT)
    go_on(page, "Wyślij uwagę")
    number = page.locator(".notice__number").inner_text()
    walk.look_here()
    page.get_by_role("link", name="Tutaj przeczytasz odpowiedź").click()
    page.get_by_label("Numer uwagi").fill(number)
    go_on(page, "Pokaż")
    expect(page.locator("main")).to_contain_text("Czytamy tę uwagę")
    walk.look_here()
    assert not walk.faults, "\n".join(walk.faults)


def test_a_remark_is_sent_from_a_narrow_phone_without_javascript(house: House, window: Window) -> None:
    context = window(width=320, height=640, java_script_enabled=False)
    page = context.new_page()
    to_the_first_question(page, house)
    go_on(page, "Dalej")
    expect(page.get_by_role("link", name="Czego dotyczy uwaga?")).to_be_visible()
    page.get_by_label(WORK).check()
    go_on(page, "Dalej")
    page.get_by_label("Co chcesz nam powiedzieć?").fill("krótko")
    go_on(page, "Wyślij uwagę")
    expect(page.get_by_label("Co chcesz nam powiedzieć?")).to_have_value("krótko")
    page.get_by_label("Co chcesz nam powiedzieć?").fill(TEXT)
    go_on(page, "Wyślij uwagę")
    expect(page.get_by_role("heading", name="Uwaga dotarła")).to_be_visible()
    assert context.cookies() == [], "nobody is followed"


def test_a_remark_is_sent_by_keyboard_past_the_box_that_stays_empty(house: House, window: Window) -> None:
    page = window().new_page()
    to_the_first_question(page, house)
    walk_to(page, page.get_by_label(WORK))
    page.keyboard.press("Space")
    press(page, "Dalej")
    walk_to(page, page.get_by_label("Co chcesz nam powiedzieć?"))
    page.keyboard.type(TEXT)
    for wanted in ("Imię i nazwisko", "E-mail, telefon albo adres"):
        walk_to(page, page.get_by_label(wanted))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "-send", "the hidden box is no stop of the keyboard"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Uwaga dotarła")).to_be_visible()
