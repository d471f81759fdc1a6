"""The tests of `ui` need no database: a small set of middleware, pages of their own, and a server for Chromium."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, Page

from tests.builders.turns import Awaited

FRAMES = ["django.template.context_processors.request", "tests.ui.pages.frame"]
MIDDLEWARE = [
    "gromada.config.middleware.SecurityHeaders",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


def templates(*frames: str) -> list[dict[str, object]]:
    options = {"context_processors": list(frames), "builtins": ["gromada.ui.templatetags.ui"]}
    return [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": options}]


@pytest.fixture(scope="package", autouse=True)
def _small_site() -> Iterator[None]:
    """Once for all: a request that a closing page still sends must not meet templates of other settings half made."""
    with override_settings(
        MIDDLEWARE=MIDDLEWARE,
        ROOT_URLCONF="tests.ui.pages",
        TEMPLATES=templates(*FRAMES),
        DEMO=True,
        LANGUAGE_CODE="pl",
    ):
        yield


@pytest.fixture(scope="package")
def site(_small_site: None) -> Iterator[str]:
    """The address of a running server. It ends when every request it took has ended."""

    class Server(LiveServerThread):
        server_class = Awaited

    server = Server("127.0.0.1", static_handler=StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://{server.host}:{server.port}"
    server.terminate()


@pytest.fixture
def page(site: str, context: BrowserContext) -> Page:
    """A page that is closed, with its connection, before the server ends."""
    return context.new_page()
