"""The demonstration as it is really served: a process of its own, its own folder of data, the people of its sign-in page."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
# A browser that calls home would be a request to another host; a test sees only what the pages ask for.
QUIET = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
PATIENCE = 300


@dataclass
class House:
    """A served installation: its address, and where its data lie."""

    url: str
    data: Path
    known: dict[str, str] = field(default_factory=dict)  # user name → uid of the person

    @cached_property
    def cases(self) -> dict[str, str]:
        """The uid of each case of the demonstration by the user name of the institution's head."""
        return self.scene("cases")

    def enter(self, context: BrowserContext, username: str) -> Page:
        """A page of somebody who has signed in by the one press of the demonstration."""
        page = context.new_page()
        page.goto(f"{self.url}/konto/demo/")
        page.locator(f'form:has(input[name="person"][value="{self.uid_of(username)}"]) button').click()
        page.wait_for_url(lambda url: "/konto/demo/" not in url)
        return page

    def uid_of(self, username: str) -> str:
        if username not in self.known:
            self.known.update(self.scene("people"))
        return self.known[username]

    def scene(self, name: str, *arguments: str) -> Any:
        """Runs a function of scenes.py on the data of this house, in a process of its own, and gives what it gave."""
        asked = [sys.executable, "-m", "tests.browser.scenes", name, *arguments]
        done = subprocess.run(
            asked, cwd=ROOT, env=_environment(self.data), capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def served(data: Path, port: int = 0) -> Iterator[House]:
    """Prepares the demonstration in a folder (once) and serves it until the block ends."""
    port = port or _free_port()
    with (data / "served.log").open("w") as log:
        asked = [sys.executable, "-m", "gromada.cli.main", "demo", "--port", str(port)]
        server = subprocess.Popen(asked, cwd=ROOT, env=_environment(data), stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{port}/", server, data / "served.log")
            yield House(f"http://127.0.0.1:{port}", data)
        finally:
            server.terminate()
            server.wait(timeout=60)


def _environment(data: Path) -> dict[str, str]:
    """Nothing of the tests' own settings: SQLite in the folder, mail on the console, the demonstration on."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GROMADA_", "DATABASE_URL", "DJANGO_"))}
    return kept | {"GROMADA_DATA": str(data), "GROMADA_DEMO": "1", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"The demonstration did not start:\n{log.read_text()}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"The demonstration did not answer in {PATIENCE} s:\n{log.read_text()}")
