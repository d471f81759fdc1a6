"""The public pages in Chromium: axe finds nothing, nothing scrolls sideways, nothing is asked of anybody else."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from gromada.certification.history.importing import import_network
from gromada.kit import clock
from tests.builders.cases import edition_row
from tests.builders.turns import served
from tests.register.building import certificate, event, follow, institution

# Playwright keeps an event loop in this thread; the database is asked from it all the same, one test at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PAGES = (
    "/", "/rejestr/", "/rejestr/?q=mlawa&voivodeship=mazowieckie", "/rejestr/?q=xyzzyq", "/rejestr/cus-mlawa/",
    "/rejestr/gops-kowala/", "/rejestr/gops-wzorowo/", "/sprawdz/", "/sprawdz/CAL/2026/1/", "/sprawdz/CAL/2026/2/?na=1.01.2020",
    "/sprawdz/CAL/2026/3/", "/sprawdz/CAL/2026/4/?na=soon", "/sprawdz/CAL/2026/99/", "/jak-dostac-certyfikat/", "/regulamin/",
    "/prywatnosc/", "/deklaracja-dostepnosci/", "/en/register/", "/en/check/CAL/2026/1/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> None:
    """The server lives by the real clock, and so do these tests."""


@pytest.fixture
def address(transactional_db: None, settings: Any, root: Path) -> Iterator[str]:
    """The site with the network and one certificate of each status."""
    for name in ("cal-before-2013", "cal-2013", "cal-2022"):
        edition_row(name)
    import_network(root / "data" / "cal-network.csv", by="import")
    today = clock.today()
    begun, ends = today - timedelta(days=100), today + timedelta(days=1000)
    for number, (name, kind) in enumerate(
        (("Wzorowo", ""), ("Pauza", "suspend"), ("Strata", "revoke"), ("Oddane", "resign")), 1
    ):
        made = certificate(institution(f"GOPS {name}", name, demo=True), f"CAL/2026/{number}", begun, ends, begun)
        if kind:
            event(made, kind, today, shown=today)
    follow()
    with served(settings) as url:
        yield url


@pytest.fixture
def desk(address: str, new_context: CreateContextCallback) -> Page:
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def test_axe_finds_nothing_on_any_public_page_in_either_light(address: str, new_context: CreateContextCallback) -> None:
    wrong = []
    for scheme in ("light", "dark"):
        page = new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
        for path in PAGES:
            page.goto(address + path)
            found = Axe().run(page, options=RULES).response["violations"]
            wrong += [(scheme, path, one["id"], one["nodes"][0]["html"][:200]) for one in found]
    assert wrong == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(address: str, new_context: CreateContextCallback) -> None:
    page = new_context(viewport={"width": 320, "height": 700}).new_page()
    wide = []
    for path in PAGES:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []


def test_pages_ask_their_own_site_only_and_complain_of_nothing(address: str, desk: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.on("console", lambda message: said.append(f"{desk.url}: {message.text}"))
    for path in PAGES:
        if "/99/" not in path:  # Chromium itself remarks upon a 404
            desk.goto(address + path)
    assert all(url.startswith(address) for url in asked)
    assert said == []


def test_imported_history_is_looked_up_without_javascript(address: str, new_context: CreateContextCallback) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address + "/")
    page.get_by_label("Miejscowość albo nazwa").fill("mlawa")
    page.get_by_role("button", name="Szukaj").click()
    expect(page.get_by_role("heading", name="1 wynik")).to_be_visible()
    page.get_by_role("link", name="CUS Mława").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CUS Mława")
    expect(page.get_by_text("Certyfikat z historii, jeszcze bez potwierdzenia wystawcy")).to_be_visible()
    expect(page.get_by_role("img", name="Kod QR do tej strony")).to_be_visible()


def test_a_number_is_checked_by_keyboard_alone(address: str, desk: Page) -> None:
    desk.goto(address + "/sprawdz/")
    desk.get_by_label("Numer certyfikatu").focus()
    desk.keyboard.type("cal 2026 1")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Tak, ten certyfikat jest ważny")).to_be_visible()


def test_the_questions_are_answered_without_an_account(address: str, desk: Page) -> None:
    desk.goto(address + "/jak-dostac-certyfikat/")
    desk.get_by_role("group", name="Czy jesteśmy ważnym miejscem").get_by_label("Tak").check()
    desk.get_by_role("button", name="Zobacz nasze odpowiedzi razem").click()
    expect(desk.get_by_role("heading", name="Wasze odpowiedzi")).to_be_visible()
    expect(desk.get_by_role("heading", name="Tak (1)")).to_be_visible()
