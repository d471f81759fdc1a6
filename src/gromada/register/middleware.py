"""Public pages are kept whole, named by address, day and the form of the public tables; any change renames them.

A page says by itself that it may be kept (`keep`). Whoever is signed in, and every address with words that the page does not
read, gets it made anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date
from django.utils.timezone import get_default_timezone

from gromada.kit import clock
from gromada.register.queries import state

View = Callable[..., HttpResponse]
# Long enough for the busy hours; a change of the tables or of the day makes the name obsolete much sooner.
SECONDS = 6 * 3600
_PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
_OF_CONTENT = ("Content-Type", "Content-Language", "Content-Disposition", "Content-Length")


@dataclass(frozen=True)
class Kept:
    body: bytes
    headers: tuple[tuple[str, str], ...]


def keep(*parameters: str) -> Callable[[View], View]:
    """For a view: its page may be kept. `parameters` are the words of the query by which there are a few pages only.

    A response says `worth_keeping = False` where nobody will ask for it again.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            known = set(request.GET) <= set(parameters)
            response.kept_by_register = known and getattr(response, "worth_keeping", True)  # type: ignore[attr-defined]
            return response

        return shown

    return decorate


class PublicPages:
    """Middleware. Stands before sessions: a kept page costs neither a session nor a language nor a template."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or any(name in request.COOKIES for name in _PERSONAL):
            return self.get_response(request)
        now = state.now()
        name = _name(request, now)
        kept = kept_page(name) if name else None
        if kept is None:
            response = self.get_response(request)
            if not name or response.status_code != 200 or not _may_be_kept(response):
                return response
            kept = _kept(response, now)
            cache.set(name, kept, SECONDS)
        return _answer(request, kept)


def _may_be_kept(response: HttpResponse) -> bool:
    return getattr(response, "kept_by_register", False) and not response.cookies


def kept_page(name: str) -> Kept | None:
    return cache.get(name)


def _name(request: HttpRequest, now: state.Now) -> str:
    if not now.mark:
        return ""
    asked = f"{request.get_host()} {request.scheme} {request.get_full_path()} {clock.today()} {now.mark}"
    return "register:page:" + blake2b(asked.encode(), digest_size=16).hexdigest()


def _kept(response: HttpResponse, now: state.Now) -> Kept:
    etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    # Statuses follow the day, so no page is older than its midnight.
    midnight = datetime.combine(clock.today(), time.min, get_default_timezone())
    changed = max(now.moved_at or midnight, midnight)
    own = {name: value for name, value in response.items() if name not in ("Vary", "Cache-Control")}
    told = {
        "ETag": etag,
        "Last-Modified": http_date(changed.timestamp()),
        "Cache-Control": "no-cache",
        "Vary": "Cookie",
    }
    return Kept(response.content, tuple({**own, **told}.items()))


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    headers = dict(kept.headers)
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(
            headers={name: value for name, value in headers.items() if name not in _OF_CONTENT}
        )
    return HttpResponse(kept.body, headers=headers)
