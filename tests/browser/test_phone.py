"""The application on a telephone of 360 × 740: thumbs find everything, what is typed is saved, also without a signal."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.serving import House

pytestmark = pytest.mark.browser
Window = Callable[..., BrowserContext]
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
SMALL = """least => [...document.querySelectorAll('main button, main input:not([type=hidden]), main select, main textarea, main .button, '
  + 'main summary, .nav a, .header__who a')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
  .map(e => e.closest('.choice') || e).filter(e => e.getBoundingClientRect().height < least.height
    || e.getBoundingClientRect().width < least.width).map(e => e.outerHTML.slice(0, 120))"""
OVER = """() => [...document.querySelectorAll('main *')]
  .filter(e => e.checkVisibility() && !e.closest('svg, .visually-hidden, .table-box') && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def ours(house: House) -> dict[str, str]:
    """An institution whose application has been begun."""
    said = house.scene("institution")
    return said | {"case": house.scene("begun", said["uid"])}


def opened(house: House, window: Window, ours: dict[str, str], who: str, node: str = "") -> Page:
    page = house.enter(window(**PHONE), ours[who])
    page.goto(f"{house.url}/sprawy/{ours['case']}/submit/{node}")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("node", ["", "S1/", "S1.1/"])
def test_everything_is_large_enough_and_nothing_hangs_over(
    house: House, window: Window, ours: dict[str, str], node: str
) -> None:
    page = opened(house, window, ours, "editor", node)
    assert page.evaluate(SMALL, {"width": 24, "height": 24}) == []
    assert page.evaluate(OVER) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_buttons_and_answers_are_made_for_thumbs(house: House, window: Window, ours: dict[str, str]) -> None:
    page = opened(house, window, ours, "editor", "S1.1/")
    heights = page.evaluate(
        "[...document.querySelectorAll('main .choice, main .button')].filter(e => e.checkVisibility()).map(e => e.offsetHeight)"
    )
    assert len(heights) >= 6 and min(heights) >= 44


def test_what_a_thumb_touches_and_types_is_saved(house: House, window: Window, ours: dict[str, str]) -> None:
    page = opened(house, window, ours, "editor", "S1.1/")
    page.locator(".choice", has_text="Częściowo").tap()
    expect(page.locator(".saved").first).to_contain_text(re.compile(r"Zapisano o\s\d{1,2}\.\d{2}"))
    page.get_by_role("textbox", name="Opowiedz").tap()
    page.keyboard.type("Klucze mają trzy sąsiadki.")
    expect(page.locator('[data-field="standards:S1:narrative"]')).to_have_attribute("data-version", "1")
    page.reload()
    expect(page.get_by_label("Częściowo")).to_be_checked()
    expect(page.get_by_role("textbox", name="Opowiedz")).to_have_value("Klucze mają trzy sąsiadki.")


def test_two_who_write_at_once_see_each_other_and_lose_nothing(
    house: House, window: Window, ours: dict[str, str]
) -> None:
    mine, theirs = opened(house, window, ours, "editor"), opened(house, window, ours, "other")
    field = "Po co jesteśmy w tym miejscu"
    theirs.get_by_label(field).tap()
    theirs.get_by_label(field).fill("Tekst drugiej osoby, która pisze w tym samym czasie.")
    expect(theirs.locator(".saved").first).to_contain_text("Zapisano o")
    mine.get_by_label(field).tap()
    expect(mine.locator('[data-part="presence"]').first).to_contain_text(ours["other name"], timeout=40_000)
    mine.get_by_label(field).fill("Mój tekst, pisany w autobusie, w tym samym czasie.")
    versions = mine.locator(".versions")
    expect(versions).to_contain_text("Tekst drugiej osoby")
    expect(versions).to_contain_text("Mój tekst, pisany w autobusie")
    assert mine.evaluate(OVER) == []
    versions.get_by_role("button").filter(has_text="mój").tap()
    expect(mine.locator(".saved").first).to_contain_text("Zapisano o")
    theirs.reload()
    expect(theirs.get_by_label(field)).to_have_value(re.compile("Mój tekst"))


def test_a_text_written_without_a_signal_waits_and_goes_later(
    house: House, window: Window, ours: dict[str, str]
) -> None:
    page = opened(house, window, ours, "editor")
    page.context.set_offline(True)
    page.get_by_label("Kto odpowiada na pytania").fill("organizatorka, wtorki i czwartki")
    expect(page.locator(".saved").first).to_contain_text("Nie ma internetu")
    page.context.set_offline(False)
    expect(page.locator(".saved").first).to_contain_text("Zapisano o", timeout=30_000)
    again = opened(house, window, ours, "head")
    expect(again.get_by_label("Kto odpowiada na pytania")).to_have_value("organizatorka, wtorki i czwartki")


def test_a_text_kept_by_a_closed_telephone_comes_back(house: House, window: Window, ours: dict[str, str]) -> None:
    page = opened(house, window, ours, "editor")
    page.context.set_offline(True)
    page.get_by_label("Kto odpowiada na pytania").fill("organizatorka, środy")
    expect(page.locator(".saved").first).to_contain_text("Nie ma internetu")
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label("Kto odpowiada na pytania")).to_have_value("organizatorka, środy")
    expect(page.locator(".saved").first).to_contain_text("Zapisano o")
