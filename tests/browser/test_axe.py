"""Every page that anybody can open: axe finds nothing, nothing scrolls sideways, the console is silent, no other host is asked."""

import time
from collections import Counter
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import BrowserContext

from tests.architecture import doors
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
PUBLIC, ACCOUNT = ("register", "open", "remarks"), ("people",)
# What is neither behind a door of the table (test_doors.py looks there), nor only sent to, nor a page of its own.
_ASKED = ("issue", "issue_by", "verify", "verify_presentation", "status", "list")
NO_PAGE = {
    "desk:feed": "data for machines",
    "desk:renew_feed": "only sent to",
    "desk:stop_feed": "only sent to",
    "desk:notice": "only sent to",
    "credentials:issuer": "data for machines, of an installation with several issuers",
    **dict.fromkeys((f"conformance:{name}" for name in _ASKED), "data for machines, off by default"),
    "open:verification": "the short address on paper; it leads to register:answer",
}
LEAST = 8  # pages of its own that a role opens by links alone


@pytest.fixture(scope="module")
def looked() -> Counter[tuple[str, ...]]:
    return Counter()


@pytest.fixture(scope="module")
def met() -> set[str]:
    """The names of the addresses that all the walks of this file looked at."""
    return set()


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_of_somebody_signed_in_keeps_anybody_out(
    house: House, window: Callable[..., BrowserContext], looked: Counter[tuple[str, ...]], met: set[str], who: str
) -> None:
    username = PEOPLE[who] or house.scene("holders", house.cases["demo-szkicowo"], "expert")[0]
    apart = PUBLIC if who in ("editor", "office") else PUBLIC + ACCOUNT
    walked = Crawl(house.enter(window(), username), house.url, "pl", looked, apart, met).walk("/pulpit/")
    assert not walked.faults, told(walked)
    assert len(walked.pages) >= LEAST, walked.pages


def test_no_page_of_the_office_in_english_keeps_anybody_out(
    house: House, window: Callable[..., BrowserContext], looked: Counter[tuple[str, ...]], met: set[str]
) -> None:
    page = house.enter(window(), PEOPLE["office"])
    walked = Crawl(page, house.url, "en", looked, PUBLIC, met).walk("/en/desk/")
    assert not walked.faults, told(walked)
    assert len(walked.pages) >= LEAST, walked.pages


def test_no_public_page_keeps_anybody_out(house: House, window: Callable[..., BrowserContext], met: set[str]) -> None:
    walked = Crawl(window().new_page(), house.url, met=met)
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


def test_no_page_behind_no_link_keeps_anybody_out(
    house: House, window: Callable[..., BrowserContext], met: set[str]
) -> None:
    """What one meets when asked, invited or mailed, in both languages."""
    rows = house.scene("corners")
    for who in {row[0] for row in rows}:
        page = house.enter(window(), who) if who else window().new_page()
        walked = Crawl(page, house.url, looked=Counter(), met=met)
        for _who, _language, path in (row for row in rows if row[0] == who):
            walked.look_at(path)
        assert not walked.faults, told(walked)


def test_no_page_of_signing_in_with_a_second_step_keeps_anybody_out(
    house: House, window: Callable[..., BrowserContext], met: set[str]
) -> None:
    ours, page = house.scene("account"), window().new_page()
    walked = Crawl(page, house.url, looked=Counter(), met=met)
    page.goto(f"{house.url}/konto/logowanie/")
    for password in ("a wrong one", ours["password"]):
        page.locator("[name=username]").fill(ours["username"])
        page.locator("[name=password]").fill(password)
        with page.expect_navigation():
            page.locator("form:has([name=password]) button").click()
        walked.look_here()
    page.locator("[name=code]").fill(totp.format_hotp_value(totp.hotp_value(ours["secret"], int(time.time()) // 30)))
    page.locator("form:has([name=code]) button").click()
    page.wait_for_url("**/pulpit/")
    for path in ("/konto/potwierdzenie/", "/konto/karta-ratunkowa/", *ours["removing"], "/konto/wylogowanie/"):
        walked.look_at(path)
    assert not walked.faults, told(walked)


def test_every_kind_of_page_was_looked_at(met: set[str], browser_name: str) -> None:
    """Of all the addresses of the house (doors.toml knows each). Counts what the other tests of this file met: run them all."""
    sent = {door.name for door in doors.table().values() if door.method == "post"}
    elsewhere = {door.name for door in doors.opened_by_links()}
    assert not set(NO_PAGE) & (met | elsewhere), "exceptions that are pages after all"
    unseen = sorted(set(doors.names()) - met - elsewhere - sent - set(NO_PAGE))
    assert not unseen, f"kinds of pages at which nobody looked: {unseen}"


def told(walked: Crawl) -> str:
    seen = f"{len(walked.pages)} pages, {walked.looks} looks, {len(walked.files)} files"
    return "\n".join([seen, *walked.faults])
