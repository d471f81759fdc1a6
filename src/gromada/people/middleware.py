"""Watches over sessions: is this one still going on, and was a second factor shown where one is needed."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gromada.people import actions, entrance, factors, proofs, queries
from gromada.people.models import Person

View = Callable[..., HttpResponse]


def always_open(view: View) -> View:
    """Marks a view that needs no second factor: signing in and out, showing who one is."""
    view.needs_factor = "never"  # type: ignore[attr-defined]
    return view


def open_for_setting_up(view: View) -> View:
    """Marks a view where somebody without a factor sets one up. Who has one shows it first."""
    view.needs_factor = "if there is one"  # type: ignore[attr-defined]
    return view


class SecondFactor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without the cookie nobody is signed in: public pages stay free of the session and can be cached.
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            return self.get_response(request)
        request.session_ended = _has_ended(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.session_ended and _leads_to_sign_in(response):  # type: ignore[attr-defined]
            return _say_ended(request, response)
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME) or not request.user.is_authenticated:
            return None
        place = _owed(request, getattr(view, "needs_factor", "always"))
        if not place:
            return None
        if _wants_data(request):
            return JsonResponse({"message": _("Show your second step first; what you typed stays here.")}, status=403)
        back = request.get_full_path() if request.method == "GET" else ""
        return redirect(f"{redirect(place).url}?{urlencode({'next': back})}" if back else place)


def _has_ended(request: HttpRequest) -> bool:
    """Did the session of this cookie end by itself, by time or because its owner ended it elsewhere?"""
    if not request.user.is_authenticated:
        return request.session.is_empty()
    line = queries.current_sign_in(request)
    if line is None:
        way = proofs.first_way(request.session, request.user)
        line = actions.begin(
            request.user, request.session.session_key or "", request.headers.get("User-Agent", ""), way
        )
    if line.ended_at:
        logout(request)
        return True
    actions.see(line)
    return False


def _owed(request: HttpRequest, needs: str) -> str:
    """Where the person has to go first, or nothing."""
    person, session = cast(Person, request.user), request.session
    free = needs == "never" or request.resolver_match.view_name == "set_language"  # type: ignore[union-attr]
    if free or proofs.by_factor(session, person) or (settings.DEMO and proofs.is_demo(session)):
        return ""
    if factors.has_any(person):
        return "people:confirm"
    return "people:factors" if needs == "always" and factors.is_required(person) else ""


def _leads_to_sign_in(response: HttpResponse) -> bool:
    if response.status_code != 302:
        return False
    try:
        return resolve(response["Location"].partition("?")[0]).view_name == settings.LOGIN_URL
    except Resolver404:
        return False


def _say_ended(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if _wants_data(request):
        return JsonResponse(
            {"message": _("You were signed out for safety; what you typed stays here. Sign in again.")}, status=401
        )
    response.set_cookie(
        entrance.ENDED, "1", max_age=300, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
    return response


def _wants_data(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
