"""One's own account: details, password, addresses, sessions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gromada.people import actions, entrance, factors, proofs, queries
from gromada.people.forms import DetailsForm, EmailForm, NewPasswordForm
from gromada.people.models import Email, SignIn
from gromada.people.requests import SignedIn
from gromada.people.views.guards import confirmed
from gromada.people.vocabulary import Way


@login_required
def account(request: SignedIn) -> HttpResponse:
    person = request.user
    form = DetailsForm(request.POST or None, initial=model_to_dict(person, ("name", "phone", "language")))
    if request.method == "POST" and form.is_valid():
        actions.change_details(person, **form.cleaned_data, by=person)
        messages.success(request, _("Saved."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form, **_account(request)})


@sensitive_post_parameters("old", "new")
@confirmed
def change_password(request: SignedIn) -> HttpResponse:
    person = request.user
    form = NewPasswordForm(request.POST or None, person=person, needs_old=_needs_old(request))
    if request.method == "POST" and form.is_valid():
        actions.change_password(person, form.cleaned_data["new"], by=person)
        entrance.keep(request, person)
        messages.success(request, _("The password is changed. All other sign-ins were ended."))
        return redirect("people:account")
    return render(request, "people/password.html", {"form": form})


@confirmed
def add_email(request: SignedIn) -> HttpResponse:
    form = EmailForm(request.POST or None)
    if form.is_valid() and form.carries(actions.add_email, request.user, form.cleaned_data["address"], by=request.user):
        messages.success(request, _("A letter with a link is on its way to that address."))
        return redirect("people:account")
    return render(request, "people/email.html", {"form": form})


@confirmed
def remove_email(request: SignedIn, uid: UUID) -> HttpResponse:
    email = get_object_or_404(Email.objects.visible_to(request.user), uid=uid)
    if request.method == "POST":
        actions.remove_email(email, by=request.user)
        messages.success(request, _("The address is removed."))
        return redirect("people:account")
    return render(request, "people/email_remove.html", {"email": email})


@login_required
@require_POST
def end_sign_in(request: SignedIn, uid: UUID) -> HttpResponse:
    actions.end(get_object_or_404(SignIn.objects.visible_to(request.user).going_on(), uid=uid), by=request.user)
    messages.success(request, _("That sign-in is ended."))
    return redirect("people:account")


@login_required
@require_POST
def end_other_sign_ins(request: SignedIn) -> HttpResponse:
    actions.end_others(request.user, keep=queries.current_sign_in(request), by=request.user)
    messages.success(request, _("All other sign-ins are ended."))
    return redirect("people:account")


def _account(request: SignedIn) -> dict[str, Any]:
    person = request.user
    return {
        "factors": factors.of(person),
        "required": factors.is_required(person),
        "present": queries.current_sign_in(request),
        "sign_ins": person.sign_ins.going_on(),
    }


def _needs_old(request: SignedIn) -> bool:
    """Whoever came by a link or showed a factor a moment ago may have forgotten the old one."""
    shown = proofs.recent(request.session, request.user, ways=(Way.LINK, Way.PASSKEY, Way.CODE, Way.RECOVERY))
    return request.user.has_usable_password() and not shown
