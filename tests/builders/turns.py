"""One request at a time: a database in memory has a single connection, which the threads of a test server cannot share."""

from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse

_turn = Lock()


class OneAtATime:
    """Middleware for a test server: the first in the list."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with _turn:
            return self.get_response(request)
