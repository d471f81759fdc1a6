"""Headers that keep every page to itself: nothing is loaded from, framed by, or sent to anybody else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

POLICY = "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response


class RequestLimit:
    """A request that says it is larger than anything we take is answered before a byte of it is read.

    Forms with files are read as far as their first file and stop there by themselves: so their page can say which and keep the rest.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        with_files = request.content_type == "multipart/form-data"
        if not with_files and said.isdigit() and int(said) > settings.REQUEST_MAX_BYTES:
            limit = settings.FILE_MAX_BYTES // 1024 // 1024
            return render(request, "413.html", {"limit": limit}, status=413)
        return self.get_response(request)
