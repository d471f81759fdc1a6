"""Every page of the table of doors, opened by those to whom it is open: axe finds nothing, in light and dark, wide and narrow.

The walks of test_axe.py go where links lead in the demonstration; here stands what wants a thing of its own: an extension, a draft
of an edition, an incoming letter. The house is the one of the permission table, so a new address is looked at by being in it.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

from tests.architecture import doors
from tests.browser.crawling import Crawl
from tests.builders.turns import served

# The driver of the browser runs a loop of its own, beside which Django would not touch the database, not even to clear it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A page that is public is looked at as a visitor; else by somebody of the institution and by somebody of the issuer.
LOOKERS = (("visitor",), ("head", "editor", "excluded"), ("office", "responsible", "expert", "commission", "board"))


def pages(house: doors.House, language: str) -> Iterator[tuple[str, str, str]]:
    """The name of an address, the role that opens it, and the address itself."""
    for door in doors.opened_by_links():
        first = [next((role for role in roles if door.meets[role] == "open"), "") for roles in LOOKERS]
        for role in first[:1] if first[0] else filter(None, first[1:]):
            address = house.address(door, language)
            answer = house.clients[role].get(address)
            assert answer.status_code == 200, f"{door.name} as {role}: {answer.status_code}"
            # A page that is saved to a disk does not open in the window; test_checking.py opens it from there.
            saved = answer.get("Content-Disposition", "").startswith("attachment")
            if answer["Content-Type"].startswith("text/html") and not saved:
                yield door.name, role, address


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_page_of_the_table_keeps_anybody_out(
    transactional_db: None, settings: Any, browser: Browser, language: str
) -> None:
    house = doors.build()
    found = list(pages(house, language))
    faults = []
    with served(settings) as site:
        windows = {
            role: _window(browser, site, house.clients[role]) for role in {role for _name, role, _address in found}
        }
        for name, role, address in found:
            walk = Crawl(windows[role].new_page(), site, language)
            walk.look_at(address)
            walk.page.close()
            faults += [f"{name} ({role}) {fault}" for fault in walk.faults]
        for window in windows.values():
            window.close()
    assert found and not faults, f"{len(found)} pages, {len(faults)} faults:\n" + "\n".join(faults)


def _window(browser: Browser, site: str, client: Client) -> BrowserContext:
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    if "sessionid" in client.cookies:
        window.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return window
