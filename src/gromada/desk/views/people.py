"""An institution and its team; the bodies and the office of an issuer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gromada.desk import words
from gromada.desk.forms.people import BodyInviteForm, EndForm, InstitutionForm, TeamInviteForm
from gromada.desk.promises import FUNCTION, MEMBERSHIP
from gromada.desk.queries import members_of, team_of
from gromada.desk.rules import may_manage_team, office_of
from gromada.institutions.actions import FACTS, change_institution, end_function, end_membership, register_institution
from gromada.institutions.models import Function, Institution, Membership
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.actions.invitation import invite
from gromada.people.models import Invitation, Issuer
from gromada.people.queries import invitations_about


def _mine(request: HttpRequest, uid: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user), uid=uid)


def _office(request: HttpRequest) -> Issuer:
    issuer = office_of(request.user)
    if issuer is None:
        raise Http404
    return issuer


@login_required
@require_http_methods(["GET", "POST"])
def institution(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = _mine(request, uid)
    manages = may_manage_team(request.user, found) is None
    form = TeamInviteForm(request.POST or None) if manages else None
    if form and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = invite(
            said["name"],
            kind=FUNCTION,
            by=request.user,
            email=said["email"],
            about=found.uid,
            what={"kind": said["kind"]},
        )
        return _after(request, made, "desk:institution", uid)
    context = {
        "institution": found,
        "team": team_of(found),
        "form": form,
        "manages": manages,
        "invited": _invited(FUNCTION, found.uid),
    }
    return render(request, "desk/institution.html", context, status=400 if form and form.errors else 200)


def _after(request: HttpRequest, made: Invitation, *back: Any) -> HttpResponse:
    """An invitation by e-mail has left; one without is printed."""
    if not made.email:
        return redirect("people:invitation_sheet", uid=made.uid)
    messages.success(request, _("The invitation has been sent to %(email)s.") % {"email": made.email})
    return redirect(*back)


def _invited(kind: str, about: object) -> Any:
    return invitations_about(kind, about).filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


@login_required
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = _mine(request, uid)
    if may_manage_team(request.user, found):
        raise Http404
    form = InstitutionForm(
        request.POST or None, kinds=words.kinds(), initial={name: getattr(found, name) for name in FACTS}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_institution(found, by=request.user, kinds=words.kinds(), **form.cleaned_data)
            return redirect("desk:institution", uid=uid)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "desk/facts.html", {"institution": found, "form": form}, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ends a function or a membership on a day."""
    held, allowed, name = _held(request, uid)
    if not allowed:
        raise Http404
    form = EndForm(request.POST or None, initial={"until": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            ending = end_function if isinstance(held, Function) else end_membership
            ending(held, until=form.cleaned_data["until"], by=request.user)
            return (
                redirect("desk:institution", held.institution.uid)
                if isinstance(held, Function)
                else redirect("desk:bodies")
            )
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        request, "desk/end.html", {"held": held, "name": name, "form": form}, status=400 if form.errors else 200
    )


def _held(request: HttpRequest, uid: UUID) -> tuple[Any, bool, str]:
    function = Function.objects.filter(uid=uid).select_related("institution", "person").first()
    if function:
        return function, may_manage_team(request.user, function.institution) is None, function.person.name
    membership = get_object_or_404(Membership.objects.select_related("issuer", "person"), uid=uid)
    return membership, office_of(request.user) == membership.issuer, membership.person.name


@login_required
@require_http_methods(["GET", "POST"])
def bodies(request: HttpRequest) -> HttpResponse:
    issuer = _office(request)
    names = words.bodies(issuer)
    form = BodyInviteForm(request.POST or None, bodies=names)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        what = {"body": said["body"], "seat": said["seat"], "body_name": names[said["body"]]}
        made = invite(said["name"], kind=MEMBERSHIP, by=request.user, email=said["email"], about=issuer.uid, what=what)
        return _after(request, made, "desk:bodies")
    context = {
        "issuer": issuer,
        "bodies": members_of(issuer, names),
        "form": form,
        "invited": _invited(MEMBERSHIP, issuer.uid),
    }
    return render(request, "desk/bodies.html", context, status=400 if form.errors else 200)


@login_required
def institutions(request: HttpRequest) -> HttpResponse:
    _office(request)
    found = Institution.objects.visible_to(request.user)
    return render(request, "desk/institutions.html", {"institutions": found[:500], "kinds": words.kinds()})


@login_required
@require_http_methods(["GET", "POST"])
def new_institution(request: HttpRequest) -> HttpResponse:
    _office(request)
    form = InstitutionForm(request.POST or None, kinds=words.kinds())
    if request.method == "POST" and form.is_valid():
        try:
            made = register_institution(by=request.user, kinds=words.kinds(), **form.cleaned_data)
            return redirect("desk:institution", uid=made.uid)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "desk/facts.html", {"form": form}, status=400 if form.errors else 200)
