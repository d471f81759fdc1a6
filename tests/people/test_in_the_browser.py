"""A real browser with a passkey of its own: what the JavaScript of signing in adds, and that the pages work without it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gromada.people import factors
from tests.builders.turns import served
from tests.people.codes import give_application
from tests.people.conftest import PASSWORD

# The driver of the browser runs a loop of its own, beside which Django would not touch the database, not even to clear it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


Window = Callable[..., Page]


@pytest.fixture
def site(transactional_db, settings) -> Iterator[str]:
    with served(settings) as url:
        # A passkey belongs to a name: browsers make none for a bare number such as 127.0.0.1.
        yield url.replace("127.0.0.1", "localhost")


@pytest.fixture
def window(browser: Browser, site: str) -> Iterator[Window]:
    """A window of its own; all are closed before the server is, for an open one keeps its connection to it."""
    contexts: list[BrowserContext] = []

    def open_window(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def page(window: Window) -> Page:
    return window()


@pytest.fixture
def with_key(page: Page) -> Page:
    """The page of a device that has a finger reader."""
    control = page.context.new_cdp_session(page)
    control.send("WebAuthn.enable")
    reader = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    reader |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    control.send("WebAuthn.addVirtualAuthenticator", {"options": reader})
    return page


def enter(page: Page, site: str, username: str = "ewa") -> None:
    page.goto(f"{site}/account/sign-in/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()


def add_key(page: Page, site: str) -> None:
    enter(page, site)
    page.goto(f"{site}/account/second-step/passkey/")
    page.get_by_label("Name of this passkey").fill("laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery sheet", level=1)).to_be_visible()


def test_a_passkey_is_made_and_then_signs_in_by_itself(with_key, site, ewa):
    add_key(with_key, site)
    assert [factor.wrap().name for factor in factors.of(ewa)] == ["laptop"]
    with_key.context.clear_cookies()
    with_key.goto(f"{site}/account/sign-in/?next=/inside/")
    with_key.get_by_role("button", name="Use a passkey").click()
    expect(with_key.get_by_text("room of ewa")).to_be_visible()


def test_a_passkey_is_the_second_step(with_key, site, ewa):
    add_key(with_key, site)
    with_key.context.clear_cookies()
    enter(with_key, site)
    with_key.get_by_role("button", name="Use a passkey").click()
    expect(with_key.get_by_text("home")).to_be_visible()


def test_a_device_without_passkeys_says_so_and_leaves_the_other_ways(page, site, ewa):
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('none'))")
    page.goto(f"{site}/account/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("The passkey was not used.")).to_be_visible()
    expect(page.get_by_label("User name")).to_be_visible()


def test_everything_but_passkeys_works_without_javascript(window: Window, site, ewa):
    page = window(java_script_enabled=False)
    page.goto(f"{site}/account/sign-in/")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    enter(page, site)
    page.goto(f"{site}/account/second-step/passkey/")
    page.get_by_role("link", name="An application with codes works without it.").click()
    expect(page.get_by_label("Code from the application")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_people_keeps_anybody_out(window: Window, site, ewa, scheme, width):
    page = window(color_scheme=scheme, viewport={"width": width, "height": 900})
    for path in ("sign-in/", "sign-in/by-email/", "invitation/", "sign-in/link/abc/", "invitation/AAAA/"):
        look(page, f"{site}/account/{path}")
    enter(page, site)
    pages = ["", "password/", "emails/add/", "second-step/", "second-step/application/", "second-step/passkey/"]
    for path in [*pages, "recovery-sheet/", "sign-out/", f"emails/{ewa.emails.get().uid}/remove/"]:
        look(page, f"{site}/account/{path}")
    factor = give_application(ewa)
    look(page, f"{site}/account/confirm/")
    page.context.clear_cookies()
    enter(page, site)
    look(page, page.url)
    assert factor.user == ewa


def look(page: Page, url: str) -> None:
    page.goto(url)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{url}\n{found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{url} scrolls sideways by {wide}"
