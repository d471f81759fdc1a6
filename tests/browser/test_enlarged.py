"""Letters twice as large, and a page four times as large: nothing is cut off, nothing lies over anything, nothing is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.serving import House

pytestmark = pytest.mark.browser
# 1280 × 1024 px at 400 % are 320 × 256 px of CSS (WCAG 1.4.10); 200 % of the letters alone is 1.4.4.
DESK = {"width": 1280, "height": 1024}
FOUR_TIMES = {"width": 320, "height": 256, "device_scale_factor": 4}
PUBLIC = ("/", "/rejestr/", "/sprawdz/", "/jak-dostac-certyfikat/", "/deklaracja-dostepnosci/", "/konto/logowanie/")
# What cannot be read any more: words that end beyond the edge of the window, or of a box that hides what is too much.
CUT = """() => {
  const found = [], left = ['svg', '.visually-hidden', '.skip', '.table-box', 'script', 'style'].join();
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest(left) || !e.checkVisibility({visibilityProperty: true})) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const words = e.getBoundingClientRect();
    if (words.right > innerWidth + 1 || words.left < -1) found.push('beyond the edge: ' + e.outerHTML.slice(0, 120));
    for (let box = e; box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), edge = box.getBoundingClientRect();
      const hides = side => ['hidden', 'clip'].includes(side);
      if (hides(style.overflowX) && (words.right > edge.right + 1 || e === box && e.scrollWidth > e.clientWidth + 1)
        || hides(style.overflowY) && (words.bottom > edge.bottom + 1 || e === box && e.scrollHeight > e.clientHeight + 1))
        found.push('cut off: ' + e.outerHTML.slice(0, 120));
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
  return found;
}"""
# What there is to be read and pressed; must be the same however large it is.
SEEN = """() => [...document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), main select, main textarea, main h1, main h2')]
  .filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.tagName + ' ' + (e.innerText || e.name || '').trim())"""


@pytest.mark.parametrize("how", ["letters twice as large", "page four times as large"])
def test_nothing_is_lost_when_it_is_enlarged(house: House, window: Callable[..., BrowserContext], how: str) -> None:
    """The main pages of a visitor, of somebody who completes an application, of an expert and of the office."""
    wrong: list[str] = []
    for who, paths in _places(house).items():
        usual, large = _open(house, window(**DESK), who), _open(house, _large(window, how), who)
        for path in paths:
            for page in (usual, large):
                answer = page.goto(house.url + path)
                assert answer and answer.ok, path
            if how.startswith("letters"):
                large.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
                assert _letters(large) > 1.9 * _letters(usual), "the size of letters does not follow the reader's"
            lost = sorted(set(usual.evaluate(SEEN)) - set(large.evaluate(SEEN)))
            wrong += [f"{path}: {fault}" for fault in (*large.evaluate(CUT), *(f"lost: {one}" for one in lost))]
    assert not wrong, "\n".join(wrong)


def _places(house: House) -> dict[str, tuple[str, ...]]:
    expert = house.scene("holders", house.cases["demo-szkicowo"], "expert")[0]
    ours, judged = (f"/sprawy/{house.cases[name]}/" for name in ("demo-kleksowo", "demo-szkicowo"))
    return {
        "": PUBLIC,
        "demo-kleksowo": ("/pulpit/", ours, f"{ours}complete/", f"{ours}complete/S1.1/", "/konto/"),
        expert: (judged, f"{judged}give_opinion/", f"{judged}give_opinion/S1/"),
        "demo-biuro": ("/pulpit/sprawy/", "/pulpit/instytucje/", "/pulpit/ludzie/"),
    }


def _large(window: Callable[..., BrowserContext], how: str) -> BrowserContext:
    return window(**DESK) if how.startswith("letters") else window(**FOUR_TIMES)


def _open(house: House, context: BrowserContext, who: str) -> Page:
    return house.enter(context, who) if who else context.new_page()


def _letters(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
