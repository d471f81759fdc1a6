"""What every test stands on: folders of its own, a cheap password hash, the shared material, no silent skip in CI."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
# How long an example takes says nothing about what is right; a busy machine must not fail a test.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("house")
expect.set_options(timeout=30_000)  # the same holds for what a browser waits for


def pytest_configure(config: pytest.Config) -> None:
    """Files and keys of the tests never meet those of an installation."""
    data = Path(tempfile.mkdtemp(prefix="gromada-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(data, ignore_errors=True))
    settings.DATA = data
    settings.FILES = data / "files"
    settings.KEYS = data / "keys"
    settings.STATIC_ROOT = data / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(settings.FILES)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_report_header() -> str:
    return f"database: {_engine()}{', CI: a skip is a failure' if CI else ''}"


def _engine() -> str:
    return settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[1]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of one database is left out on the other, where it has no meaning; CI runs both."""
    other = "postgres" if _engine() == "sqlite3" else "sqlite"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
    if not _chromium():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed (on Debian: apt install chromium)."))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    return _failed_in_ci(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    report = yield
    return _failed_in_ci(report)


def _failed_in_ci(report: Any) -> Any:
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"In CI a skip is a failure. {reason}"
    return report


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; root has no sandbox."""
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": _chromium(), "args": arguments}


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material that stands beside the checkout: source texts, the network, vectors."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("The folder “shared” does not stand beside the checkout.")
    return folder


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture(autouse=True)
def _house_language() -> None:
    """A page that an earlier test asked for in English leaves its language in the thread; no test may depend on its neighbours."""
    translation.deactivate()
