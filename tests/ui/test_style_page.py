"""The style page in Chromium: light and dark, phone and desk, print, forced colours, no JavaScript."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_playwright import CreateContextCallback

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
# 200 % on a desk is a page half as wide: 640; 400 % is 320.
PHONE, DESK, NARROW = 360, 1280, 320
CONTRAST = """(pairs) => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d');
  const light = (token) => {
    canvas.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(token);
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return pairs.map(([one, other]) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  });
}"""


@pytest.fixture
def opened(site: str, new_context: CreateContextCallback) -> Callable[..., Page]:
    """Opens an address of the site in a window of its own."""

    def open_page(address: str = "/ui/", *, width: int = DESK, **options: object) -> Page:
        page = new_context(viewport={"width": width, "height": 900}, **options).new_page()
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        return page

    return open_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("address", ["/ui/", "/en/ui/", "/saving/"])
def test_axe_finds_nothing(opened: Callable[..., Page], address: str, width: int, scheme: str) -> None:
    found = Axe().run(opened(address, width=width, color_scheme=scheme), options=RULES).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_is_aaa_on_every_ground_and_words_of_state_aa(opened: Callable[..., Page], scheme: str) -> None:
    page = opened("/empty/", color_scheme=scheme)
    ink = [(f"--{ink}", f"--{ground}") for ink in ("ink", "ink-soft") for ground in ("paper", "sheet", "shade")]
    state = [("--green", "--paper"), ("--red", "--red-tint"), ("--on-green", "--green"), ("--on-amber", "--amber")]
    state += [("--red", "--paper"), ("--ink", "--amber-tint"), ("--ink", "--green-tint"), ("--on-field", "--field")]
    assert min(page.evaluate(CONTRAST, ink)) >= 7
    assert min(page.evaluate(CONTRAST, state)) >= 4.5
    assert min(page.evaluate(CONTRAST, [("--line-strong", "--paper"), ("--line-strong", "--sheet")])) >= 3


@pytest.mark.parametrize("address", ["/ui/", "/en/ui/", "/saving/", "/nie-ma"])
@pytest.mark.parametrize("width", [NARROW, PHONE, 640, 768, 1024])
def test_no_page_scrolls_sideways_at_any_zoom(opened: Callable[..., Page], address: str, width: int) -> None:
    page = opened(address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_page_asks_its_own_site_only_and_breaks_no_policy(page: Page, site: str) -> None:
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site + "/ui/")
    page.wait_for_load_state("networkidle")
    assert said == []
    assert all(url.startswith(site) for url in asked)
    assert sum(url.endswith(".css") for url in asked) == 1


def test_the_typeface_is_ours(opened: Callable[..., Page]) -> None:
    page = opened()
    faces = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family + f.weight)")
    assert {"Source Sans Pro400", "Source Sans Pro600", "Source Sans Pro700"} <= {
        face.replace('"', "") for face in faces
    }


def test_targets_are_large_enough(opened: Callable[..., Page]) -> None:
    small = opened(width=PHONE).evaluate(
        """[...document.querySelectorAll('button, select, input:not([type=hidden]), textarea, .choice, .nav a, .chapters a')]
        .filter(e => e.offsetParent && !e.closest('.choice') && (e.getBoundingClientRect().height < 24))
        .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_a_keyboard_reaches_what_is_not_possible_and_sees_where_it_is(opened: Callable[..., Page]) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus('.step [aria-disabled="true"]')
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert page.evaluate("document.activeElement.getAttribute('aria-disabled')") == "true"
    assert outline == "solid"


def test_everything_is_there_without_javascript(opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("#more").is_visible(), "what a button would open is open"
    assert page.locator(".copyable button").first.is_hidden(), "a button that could do nothing does not show"
    assert page.get_by_text("przed wyjściem naciśnij").is_visible()


def test_paper_is_light_and_carries_no_buttons(opened: Callable[..., Page]) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()") == "#211d16"
    for gone in (".button >> nth=0", ".nav", ".footer", ".pager", ".finder"):
        assert page.locator(gone).is_hidden()
    assert page.locator(".demo").is_visible(), "paper says that it is a demonstration"
    assert page.locator(".verdict").first.is_visible()


def test_forced_colours_keep_the_dots_and_the_choices(opened: Callable[..., Page]) -> None:
    page = opened(forced_colors="active")
    kept = "getComputedStyle(document.querySelector('{}'), '{}').forcedColorAdjust"
    assert page.evaluate(kept.format(".path > li", "::after")) == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.choice input')).appearance") == "auto"
    assert page.evaluate("getComputedStyle(document.querySelector('.notice')).borderTopStyle") == "solid"


def test_who_asks_for_no_movement_gets_none(opened: Callable[..., Page]) -> None:
    moving = "getComputedStyle(document.querySelector('.button')).transitionDuration"
    assert opened(reduced_motion="reduce").evaluate(moving) == "0s"
    assert opened(reduced_motion="no-preference").evaluate(moving) != "0s"
