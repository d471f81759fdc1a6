"""Every page that anybody can open: axe finds nothing, nothing scrolls sideways, the console is silent, no other host is asked."""

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.crawling import Crawl
from tests.browser.serving import House

pytestmark = pytest.mark.browser
# User names of the demonstration: whose desk, and in which state of a case they are met.
PEOPLE = {
    "editor": "demo-brudnopis-2",
    "head of a draft": "demo-brudnopis",
    "head who completes": "demo-kleksowo",
    "head of a holder": "demo-wzorcowo",
    "office": "demo-biuro",
    "board": "demo-zarzad-2",
    "responsible": "demo-zarzad",
    "commission": "demo-komisja",
    "expert": "",  # whom a panel names is found in the case itself
}
# The public pages are the visitor's walk, the pages of the account the editor's and the office's.
PUBLIC, ACCOUNT = ("register", "open"), ("people",)
LEAST = 8  # pages of its own that a role opens by links alone


@pytest.fixture(scope="module")
def looked() -> Counter[tuple[str, ...]]:
    return Counter()


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_of_somebody_signed_in_keeps_anybody_out(
    house: House, window: Callable[..., BrowserContext], looked: Counter[tuple[str, ...]], who: str
) -> None:
    username = PEOPLE[who] or house.scene("holders", house.cases["demo-szkicowo"], "expert")[0]
    apart = PUBLIC if who in ("editor", "office") else PUBLIC + ACCOUNT
    walked = Crawl(house.enter(window(), username), house.url, "pl", looked, apart).walk("/pulpit/")
    assert not walked.faults, told(walked)
    assert len(walked.pages) >= LEAST, walked.pages


def test_no_page_of_the_office_in_english_keeps_anybody_out(
    house: House, window: Callable[..., BrowserContext], looked: Counter[tuple[str, ...]]
) -> None:
    page = house.enter(window(), PEOPLE["office"])
    walked = Crawl(page, house.url, "en", looked, PUBLIC).walk("/en/desk/")
    assert not walked.faults, told(walked)
    assert len(walked.pages) >= LEAST, walked.pages


def test_no_public_page_keeps_anybody_out(house: House, window: Callable[..., BrowserContext]) -> None:
    walked = Crawl(window().new_page(), house.url)
    walked.walk("/", "/en/", "/konto/demo/", "/konto/logowanie/", "/rejestr/?q=mlawa", "/rejestr/?q=nikogo-tu-nie-ma")
    assert not walked.faults, told(walked)
    assert len(walked.pages) >= 2 * LEAST, walked.pages


def test_a_page_that_is_not_there_is_a_page_for_everybody(house: House, window: Callable[..., BrowserContext]) -> None:
    walked = Crawl(window().new_page(), house.url)
    walked.look_at("/nie-ma-takiej-strony/", status=404)
    walked.look_at("/en/no-such-page/", status=404)
    walked.look_at("/sprawdz/CAL-1900-77/", status=404)
    # The browser itself reports the status to the console.
    assert not [fault for fault in walked.faults if "404" not in fault], told(walked)


def told(walked: Crawl) -> str:
    seen = f"{len(walked.pages)} pages, {walked.looks} looks, {len(walked.files)} files"
    return "\n".join([seen, *walked.faults])
