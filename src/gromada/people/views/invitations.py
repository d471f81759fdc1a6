"""Invitations: read, accepted as oneself or as somebody new, printed for a person without e-mail."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gromada.kit.refusal import Refusal
from gromada.people import actions, entrance, invitations, queries, rules
from gromada.people.forms import InvitationCodeForm, JoinForm, NewPasswordForm
from gromada.people.forms.invitation import suggested_username
from gromada.people.middleware import always_open, open_for_setting_up
from gromada.people.models import Invitation, Person
from gromada.people.requests import SignedIn
from gromada.people.vocabulary import RETURN, Way


@always_open
def invitation_code(request: HttpRequest) -> HttpResponse:
    form = InvitationCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("people:invitation", form.cleaned_data["code"])
    return render(request, "people/invitation_code.html", {"form": form})


@always_open
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.invitation(code)
    if found is None:
        return render(request, "people/invitation_unknown.html", status=404)
    if found.kind == RETURN:
        return _come_back(request, found, code)
    form = JoinForm(request.POST or None, initial={"name": found.name, "username": suggested_username(found.name)})
    joins = not request.user.is_authenticated and form.is_valid()
    if joins and form.carries(actions.join, found, **form.cleaned_data, language=get_language() or "pl"):
        return entrance.enter(request, form.result, Way.INVITATION)
    return _page(request, found, code, form)


@open_for_setting_up
@require_POST
@login_required
def accept_invitation(request: SignedIn, code: str) -> HttpResponse:
    found = queries.invitation(code)
    try:
        actions.accept(found, by=request.user) if found else None
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("people:invitation", code)
    messages.success(request, _("The invitation is accepted."))
    return redirect(entrance.destination(request, ""))


@never_cache
@login_required
def invitation_sheet(request: SignedIn, uid: UUID) -> HttpResponse:
    found = get_object_or_404(Invitation.objects.visible_to(request.user), uid=uid)
    if request.method != "POST":
        return render(request, "people/invitation_print.html", {"invitation": found, "no": rules.may_be_changed(found)})
    try:
        code = actions.print_sheet(found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("people:invitation_sheet", uid)
    return sheet(request, found, code)


def sheet(request: HttpRequest, found: Invitation, code: str) -> HttpResponse:
    """The sheet itself, also for the rooms above that print from their own pages. The code is on no other page."""
    found.refresh_from_db()
    url = settings.PUBLIC_URL + reverse("people:invitation", args=[code])
    entry = settings.PUBLIC_URL + reverse("people:invitation_code")
    facts = {"invitation": found, "code": code, "url": url, "entry": entry, "about": invitations.sentence(found)}
    facts["returning"] = found.kind == RETURN
    return render(request, "people/invitation_sheet.html", facts)


def _come_back(request: HttpRequest, found: Invitation, code: str) -> HttpResponse:
    """A sheet for somebody who has an account and forgot the password."""
    person = get_object_or_404(Person, uid=found.about, is_active=True)
    form = NewPasswordForm(request.POST or None, person=person, needs_old=False)
    if form.is_valid() and form.carries(actions.come_back, found, form.cleaned_data["new"]):
        return entrance.enter(request, form.result, Way.INVITATION)
    facts = {"invitation": found, "form": form, "person": person, "no": rules.may_be_accepted(found)}
    return render(request, "people/come_back.html", facts)


def _page(request: HttpRequest, found: Invitation, code: str, form: JoinForm) -> HttpResponse:
    facts = {
        "invitation": found,
        "code": code,
        "form": form,
        "about": invitations.sentence(found),
        "no": rules.may_be_accepted(found),
    }
    return render(request, "people/invitation.html", facts)
