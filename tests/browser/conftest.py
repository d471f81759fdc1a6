"""One served demonstration for all the tests of the browser; each test that writes has an institution of its own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.serving import QUIET, House, served


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *QUIET]}


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with served(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a window of a width with what else Playwright can pretend; all are closed after the test."""
    opened: list[BrowserContext] = []

    def open_window(width: int = 1280, height: int = 900, **options: Any) -> BrowserContext:
        opened.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return opened[-1]

    yield open_window
    for context in opened:
        context.close()
