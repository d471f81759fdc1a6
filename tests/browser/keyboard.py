"""A person with a keyboard: goes from place to place by Tab, and must see at every stop where they are."""

import re

from playwright.sync_api import Locator, Page

MOST = 250  # presses of Tab; no page of the house has as many places to stop at
SEEN = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const shown = here.closest('.choice') || here;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  return {
    what: here.outerHTML.slice(0, 120),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    sideways: document.documentElement.scrollWidth - innerWidth,
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
SAME = "wanted => wanted === document.activeElement || (wanted.type === 'radio' && wanted.name === document.activeElement.name)"
STOPS = """() => {
  const places = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
  const reached = places.filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}));
  return reached.filter(e => e.type !== 'radio' || e.checked || !reached.some(o => o.name === e.name && o.checked)
    && reached.find(o => o.name === e.name) === e).length;
}"""


def tab(page: Page, back: bool = False) -> str:
    """One press of Tab; says where it stopped ("" when it left the page)."""
    page.keyboard.press("Shift+Tab" if back else "Tab")
    seen = page.evaluate(SEEN)
    if seen is None:
        return ""
    assert seen["ring"], f"the focus does not show at {seen['what']}"
    assert seen["inside"], f"the focus is out of sight at {seen['what']}"
    assert seen["sideways"] <= 0, f"{page.url} scrolls sideways by {seen['sideways']} at {seen['what']}"
    return str(seen["what"])


def walk_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until a place, or a choice of the same question, has the focus."""
    target = wanted.first.element_handle()
    assert target is not None
    for _ in range(MOST):
        if page.evaluate(SAME, target):
            return
        tab(page)
    raise AssertionError(f"Tab never comes to {wanted}")


def press(page: Page, name: str, role: str = "button") -> None:
    """Walks to a button or link by its name and presses Enter."""
    follow(page, page.locator("main").get_by_role(role, name=re.compile(f"^{re.escape(name)}")))


def follow(page: Page, wanted: Locator) -> None:
    """Walks to a button or link, presses Enter and waits for the page to which it leads."""
    walk_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_menu(page: Page) -> None:
    """On a phone the ways to other pages stand behind a button; where there is room there is no such button."""
    button = page.locator(".header__menu")
    if button.is_visible():
        walk_to(page, button)
        page.keyboard.press("Enter")
        page.locator(".menu").wait_for(state="visible")


def choose(page: Page, name: str) -> None:
    """Walks to a question and goes with the arrow to one of its answers."""
    wanted = page.get_by_role("radio", name=name, exact=False).first
    walk_to(page, wanted)
    page.keyboard.press("Space")
    for _ in range(12):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never come to {name}")


def tick(page: Page, name: str) -> None:
    """Walks to a box that can be ticked and presses the space bar."""
    wanted = page.get_by_role("checkbox", name=name)
    walk_to(page, wanted)
    page.keyboard.press("Space")
    assert wanted.is_checked(), f"the space bar does not tick {name}"


def write(page: Page, label: str, text: str) -> None:
    walk_to(page, page.get_by_label(label).and_(page.locator("input, textarea")))
    page.keyboard.type(text)


def stops(page: Page) -> int:
    """How many places of this page Tab should come to."""
    return int(page.evaluate(STOPS))
