"""The second step of signing in, and showing once more who one is."""

import json
from collections.abc import Callable

from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as passkeys
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from gromada.people import entrance, factors, proofs
from gromada.people.forms import CodeForm, PasskeyForm, PasswordConfirmForm
from gromada.people.middleware import always_open
from gromada.people.models import Person
from gromada.people.requests import SignedIn
from gromada.people.stages import SecondStep
from gromada.people.vocabulary import Way

Done = Callable[[Way], HttpResponse]


@always_open
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    stage = LoginStageController.enter(request, SecondStep.key)
    if stage is None:
        return redirect("people:sign_in")
    return _ask(request, stage.login.user, "people/second_step.html", lambda way: _go_on(request, stage, way))


@always_open
@never_cache
@login_required
def confirm(request: SignedIn) -> HttpResponse:
    """Who has a factor shows it; who has none types the password; who has neither signs in again by a link."""
    person = request.user
    if factors.has_any(person):
        return _ask(request, person, "people/confirm.html", lambda way: _confirmed(request, person, way))
    form = PasswordConfirmForm(request.POST or None, request=request)
    if person.has_usable_password() and request.method == "POST" and form.is_valid():
        return _confirmed(request, person, Way.PASSWORD)
    return render(request, "people/confirm.html", {"password": form if person.has_usable_password() else None})


def _ask(request: HttpRequest, person: Person, template: str, done: Done) -> HttpResponse:
    """Takes a code or a passkey; `done` is told which way it was."""
    by_key = "credential" in request.POST
    key = PasskeyForm(request.POST if by_key else None, person=person)
    code = CodeForm(None if by_key else request.POST or None, person=person)
    if by_key and key.is_valid():
        key.factor.record_usage()
        return done(Way.PASSKEY)
    if not by_key and request.method == "POST" and code.is_valid():
        return done(code.result)
    has_key = factors.of(person, Authenticator.Type.WEBAUTHN)
    question = json.dumps(passkeys.begin_authentication(person)) if has_key else ""
    return render(request, template, {"code": code, "key": key, "question": question, "codes": bool(_codes(person))})


def _codes(person: Person) -> list[Authenticator]:
    return factors.of(person, Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def _go_on(request: HttpRequest, stage: LoginStage, way: Way) -> HttpResponse:
    proofs.add(request.session, stage.login.user, way)
    return stage.exit()


def _confirmed(request: HttpRequest, person: Person, way: Way) -> HttpResponse:
    proofs.add(request.session, person, way)
    return redirect(entrance.destination(request, request.GET.get("next", "")))
