"""A test server beside the test: a database in memory has a single connection, which threads use in turns and give back in time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from django.http import HttpRequest, HttpResponse
from django.test.testcases import LiveServerThread
from pytest import MonkeyPatch
from pytest_django.live_server_helper import LiveServer

_turn = Lock()


class OneAtATime:
    """Middleware for a test server: the first in the list."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with _turn:
            return self.get_response(request)


class Awaited(ThreadedWSGIServer):
    """Ends only when every request it took has ended: the test takes the database back after that, never before."""

    daemon_threads = False


@contextmanager
def served(settings: Any) -> Iterator[str]:
    """The address of a server on the database of this test. Browsers close their windows first: an open one keeps its connection."""
    settings.MIDDLEWARE = ["tests.builders.turns.OneAtATime", *settings.MIDDLEWARE]
    with MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", Awaited)
        server = LiveServer("127.0.0.1")
        try:
            yield server.url
        finally:
            server.stop()
