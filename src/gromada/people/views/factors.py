"""Second factors of one's own: a list, an application, passkeys, the recovery sheet."""

import json

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as passkeys
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people import actions, entrance, proofs
from gromada.people import factors as held
from gromada.people.forms import NewApplicationForm, NewPasskeyForm
from gromada.people.middleware import open_for_setting_up
from gromada.people.requests import SignedIn
from gromada.people.views.guards import confirmed
from gromada.people.vocabulary import Way

SECRET = "people.new_secret"
NEXT = "people.after_factor"


@open_for_setting_up
@confirmed
def factors(request: SignedIn) -> HttpResponse:
    if request.GET.get("next"):
        request.session[NEXT] = request.GET["next"]
    mine = [{"factor": factor, "slug": held.slug(factor)} for factor in held.of(request.user)]
    facts = {
        "factors": mine,
        "left": len(held.unused_recovery_codes(request.user)),
        "required": held.is_required(request.user),
    }
    return render(
        request, "people/factors.html", facts | {"application": held.of(request.user, Authenticator.Type.TOTP)}
    )


@open_for_setting_up
@confirmed
def add_application(request: SignedIn) -> HttpResponse:
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    form = NewApplicationForm(request.POST or None)
    if form.is_valid() and form.carries(
        actions.add_application, request.user, secret, **form.cleaned_data, by=request.user
    ):
        del request.session[SECRET]
        return _added(request, Way.CODE)
    url = get_adapter().build_totp_url(request.user, secret)
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(request, "people/application.html", {"form": form, "secret": groups, "url": url})


@open_for_setting_up
@confirmed
def add_passkey(request: SignedIn) -> HttpResponse:
    form = NewPasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        actions.add_passkey(request.user, typed["name"], typed["credential"], by=request.user)
        return _added(request, Way.PASSKEY)
    question = json.dumps(passkeys.begin_registration(request.user, passwordless=True))
    return render(request, "people/passkey.html", {"form": form, "question": question})


@confirmed
def remove_factor(request: SignedIn, slug: str) -> HttpResponse:
    factor = next((one for one in held.of(request.user) if held.slug(one) == slug), None)
    if factor is None:
        raise Http404
    if request.method != "POST":
        return render(request, "people/factor_remove.html", {"factor": factor})
    try:
        actions.remove_factor(factor, by=request.user)
        messages.success(request, _("Removed."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("people:factors")


@confirmed
def recovery_sheet(request: SignedIn) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.new_recovery_codes(request.user, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("people:recovery_sheet")
    facts = {"codes": held.unused_recovery_codes(request.user), "has_factor": held.has_any(request.user)}
    next = entrance.destination(request, request.session.get(NEXT, ""), request.user.language)
    return render(request, "people/recovery_sheet.html", facts | {"day": clock.today(), "next": next})


def _added(request: SignedIn, way: Way) -> HttpResponse:
    """The new factor has just been used, and the sheet is shown at once: later is too late."""
    proofs.add(request.session, request.user, way)
    return redirect("people:recovery_sheet")
