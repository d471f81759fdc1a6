"""The tests of `ui` need no database: a small set of middleware, pages of their own, and a server for Chromium."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread


@pytest.fixture(autouse=True)
def _small_site(settings) -> None:
    settings.MIDDLEWARE = [
        "gromada.config.middleware.SecurityHeaders",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    settings.ROOT_URLCONF = "tests.ui.pages"
    frames = ["django.template.context_processors.request", "tests.ui.pages.frame"]
    builtins = ["gromada.ui.templatetags.ui"]
    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
    settings.TEMPLATES = [engine | {"OPTIONS": {"context_processors": frames, "builtins": builtins}}]
    settings.DEMO = True
    settings.LANGUAGE_CODE = "pl"


@pytest.fixture
def site(_small_site) -> Iterator[str]:
    """The address of a running server."""
    server = LiveServerThread("127.0.0.1", static_handler=StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://{server.host}:{server.port}"
    server.terminate()
