"""Signing in by password or passkey, and out."""

from allauth.mfa.webauthn.internal import auth as passkeys
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gromada.people import entrance
from gromada.people.forms import PasskeyForm, SignInForm
from gromada.people.middleware import always_open
from gromada.people.vocabulary import Way


@always_open
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(entrance.destination(request, request.GET.get("next", "")))
    form = SignInForm(request.POST or None, request=request, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        return entrance.enter(request, form.person, Way.PASSWORD, next=form.cleaned_data["next"])
    return render(request, "people/sign_in.html", {"form": form, "ended": _ended(request), "more": with_next(request)})


@always_open
@require_POST
def passkey_question(request: HttpRequest) -> HttpResponse:
    return JsonResponse(passkeys.begin_authentication(None))


@always_open
@never_cache
@require_POST
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    form = PasskeyForm(request.POST, person=None)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["credential"])))
        return redirect("people:sign_in")
    form.factor.record_usage()
    return entrance.enter(request, form.factor.user, Way.PASSKEY, next=request.POST.get("next", ""))


@always_open
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "people/sign_out.html")
    entrance.leave(request)
    messages.success(request, _("You are signed out."))
    response = redirect("/")
    response.delete_cookie(entrance.ENDED)
    return response


def with_next(request: HttpRequest) -> str:
    """`?next=…` for the links to the other ways of signing in."""
    next = request.POST.get("next") or request.GET.get("next", "")
    return f"?{urlencode({'next': next})}" if next else ""


def _ended(request: HttpRequest) -> bool:
    return getattr(request, "session_ended", False) or bool(request.COOKIES.get(entrance.ENDED))
