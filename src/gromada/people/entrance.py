"""The one door: every way of signing in goes through allauth's login flow, so a second step is asked for after each."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gromada.kit.refusal import Refusal
from gromada.people import actions, limits, proofs, queries
from gromada.people.models import Person
from gromada.people.vocabulary import Way

BACKEND = "django.contrib.auth.backends.ModelBackend"
ENDED = "gromada_ended"  # a short-lived cookie: the session ended by itself, the sign-in page says so


def recognise(request: HttpRequest, username: str, password: str) -> Person:
    """The person of that name and password. Refuses in the same words and time whether or not the name exists."""
    take_back = limits.spend(limits.PASSWORD, username)
    person = authenticate(request, username=username, password=password)
    if not isinstance(person, Person):
        if "@" in username:
            raise Refusal(_("The user name or the password does not match. With an e-mail address, sign in by a link."))
        raise Refusal(_("The user name or the password does not match. Check both, or sign in by an e-mail link."))
    take_back()
    return person


def enter(request: HttpRequest, person: Person, way: Way, *, next: str = "") -> HttpResponse:
    """Signs the person in, or leads to the second step first. Somebody else who is signed in here leaves."""
    if request.user.is_authenticated:
        leave(request)
    proofs.add(request.session, person, way)
    return perform_login(request, Login(user=person, redirect_url=destination(request, next, person.language)))


def open_session(request: HttpRequest, person: Person) -> None:
    """The last step of signing in."""
    login(request, person, backend=BACKEND)
    way = proofs.first_way(request.session, person)
    actions.begin(person, request.session.session_key or "", request.headers.get("User-Agent", ""), way)


def leave(request: HttpRequest) -> None:
    line = queries.current_sign_in(request)
    if line:
        actions.end(line, by=line.person)
    logout(request)


def keep(request: HttpRequest, person: Person) -> None:
    """After a change of password: this session goes on, all the others end."""
    line = queries.current_sign_in(request)
    update_session_auth_hash(request, person)
    if line and request.session.session_key:
        actions.move(line, request.session.session_key)
    actions.end_others(person, keep=line, by=person)


def destination(request: HttpRequest, next: str, language: str = "") -> str:
    """`next` when it stays on this site; else the page after signing in (LOGIN_REDIRECT_URL), in the person's language."""
    if next and url_has_allowed_host_and_scheme(next, {request.get_host()}, require_https=request.is_secure()):
        return next
    first = resolve_url(settings.LOGIN_REDIRECT_URL)
    return translate_url(first, language) if language else first
