"""An institution and its team; the bodies and the office of an issuer."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gromada.desk import words
from gromada.desk.forms.people import BodyInviteForm, EndForm, FactsForm, InstitutionForm, TeamInviteForm
from gromada.desk.promises import FUNCTION, MEMBERSHIP
from gromada.desk.queries.holdings import certificates_for, names_of
from gromada.desk.queries.people import members_of, team_of
from gromada.desk.rules import may_manage_team, office_of, offices_of
from gromada.institutions.actions import (
    FACTS,
    change_institution,
    end_function,
    end_membership,
    give_membership,
    register_institution,
)
from gromada.institutions.merging.queries import merges_of
from gromada.institutions.models import Function, Institution, Membership
from gromada.institutions.queries import sought, survivor_of
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.actions.invitation import invite
from gromada.people.actions.on_paper import add_on_paper
from gromada.people.entrance import destination
from gromada.people.models import Invitation, Issuer, Person
from gromada.people.queries import invitations_about, several_issuers
from gromada.people.requests import SignedIn, belongs_to

PER_PAGE = 60


def _mine(request: SignedIn, uid: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user), uid=uid)


def office_asked(request: SignedIn) -> Issuer:
    issuer = office_of(request.user, request.GET.get("issuer", ""))
    if issuer is None:
        raise Http404
    belongs_to(request, issuer)
    return issuer


@login_required
@require_http_methods(["GET", "POST"])
def institution(request: SignedIn, uid: UUID) -> HttpResponse:
    merged = Institution.objects.filter(uid=uid).exclude(merged_into=None).select_related("merged_into").first()
    if merged and Institution.objects.visible_to(request.user).filter(pk=survivor_of(merged).pk).exists():
        return redirect("desk:institution", uid=survivor_of(merged).uid)
    found = _mine(request, uid)
    manages = may_manage_team(request.user, found) is None
    form = TeamInviteForm(request.POST or None) if manages else None
    if form and request.method == "POST" and form.is_valid():
        return _after(request, _invite_to_team(form.cleaned_data, found, request.user), "desk:institution", uid)
    context: dict[str, Any] = {"institution": found, "team": team_of(found), "form": form, "manages": manages}
    context |= {"invited": _invited(FUNCTION, found.uid), **certificates_for(found, request.user), **names_of(found)}
    context |= {"office": office_of(request.user), "merges": merges_of(found)}
    return render(request, "desk/institution.html", context, status=400 if form and form.errors else 200)


def _invite_to_team(said: dict[str, Any], found: Institution, by: Person) -> Invitation:
    what = {"kind": said["kind"]}
    return invite(said["name"], kind=FUNCTION, by=by, email=said["email"], about=found.uid, what=what)


def _after(request: SignedIn, made: Invitation, *back: Any) -> HttpResponse:
    """An invitation by e-mail has left; one without is printed."""
    if not made.email:
        return redirect("people:invitation_sheet", uid=made.uid)
    messages.success(request, _("The invitation has been sent to %(email)s.") % {"email": made.email})
    return redirect(*back)


def _invited(kind: str, about: object) -> Any:
    return invitations_about(kind, about).filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


@login_required
@require_http_methods(["GET", "POST"])
def facts(request: SignedIn, uid: UUID) -> HttpResponse:
    found = _mine(request, uid)
    if may_manage_team(request.user, found):
        raise Http404
    initial = {name: getattr(found, name) for name in FACTS}
    form = FactsForm(request.POST or None, kinds=words.kinds(), initial=initial)
    if request.method == "POST" and form.is_valid() and _done(form, partial(change_institution, found), request.user):
        return redirect("desk:institution", uid=uid)
    return render(request, "desk/facts.html", {"institution": found, "form": form}, status=400 if form.errors else 200)


def _done(form: InstitutionForm, deed: Callable[..., Institution], by: Person) -> Institution | None:
    """Writes the facts, or shows in the form why not."""
    try:
        return deed(by=by, kinds=words.kinds(), **form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return None


@login_required
@require_http_methods(["GET", "POST"])
def end(request: SignedIn, uid: UUID) -> HttpResponse:
    """Ends a function or a membership on a day."""
    held, back = _held(request, uid)
    form = EndForm(request.POST or None, initial={"until": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            _END[type(held)](held, until=form.cleaned_data["until"], by=request.user)
            return redirect(back)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"held": held, "name": held.person.name, "form": form}
    return render(request, "desk/end.html", context, status=400 if form.errors else 200)


_END: dict[type, Callable[..., Any]] = {Function: end_function, Membership: end_membership}


def _held(request: SignedIn, uid: UUID) -> tuple[Function | Membership, str]:
    """What is to be ended, for whoever may end it, and the page to go back to."""
    function = Function.objects.filter(uid=uid).select_related("institution", "person").first()
    if function and may_manage_team(request.user, function.institution) is None:
        return function, reverse("desk:institution", args=[function.institution.uid])
    membership = get_object_or_404(Membership.objects.select_related("issuer", "person"), uid=uid)
    if membership.issuer not in offices_of(request.user):
        raise Http404
    return membership, _people_of(membership.issuer)


@login_required
@require_http_methods(["GET", "POST"])
def bodies(request: SignedIn) -> HttpResponse:
    issuer = office_asked(request)
    names = words.bodies(issuer)
    form = BodyInviteForm(request.POST or None, bodies=names)
    if request.method == "POST" and form.is_valid():
        return _seated(request, form, names, issuer)
    invited = _invited(MEMBERSHIP, issuer.uid)
    context = {"issuer": issuer, "bodies": members_of(issuer, names), "form": form, "invited": invited}
    context["others"] = [one for one in offices_of(request.user) if one != issuer]
    return render(request, "desk/bodies.html", context, status=400 if form.errors else 200)


def _seated(request: SignedIn, form: BodyInviteForm, names: dict[str, str], issuer: Issuer) -> HttpResponse:
    """Somebody who acts on paper sits there at once; anybody else is invited."""
    said = form.cleaned_data
    if not said["on_paper"]:
        return _after(request, _invite_to_body(said, names, issuer, request.user), _people_of(issuer))
    try:
        _seat_on_paper(said, issuer, request.user)
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    return redirect(_people_of(issuer))


def _people_of(issuer: Issuer) -> str:
    """The page of the people of an issuer; its slug stands in it only where there are several."""
    address = reverse("desk:bodies")
    return f"{address}?issuer={issuer.slug}" if several_issuers() else address


def _seat_on_paper(said: dict[str, Any], issuer: Issuer, by: Person) -> None:
    with transaction.atomic():
        person = add_on_paper(said["name"], by=by)
        since = said["since"] or clock.today()
        give_membership(issuer, said["body"], person, since=since, seat=said["seat"], by=by)


def _invite_to_body(said: dict[str, Any], names: dict[str, str], issuer: Issuer, by: Person) -> Invitation:
    what = {"body": said["body"], "seat": said["seat"], "body_name": names[said["body"]]}
    return invite(said["name"], kind=MEMBERSHIP, by=by, email=said["email"], about=issuer.uid, what=what)


@login_required
def institutions(request: SignedIn) -> HttpResponse:
    office_asked(request)
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:120]
    found = sought(Institution.objects.visible_to(request.user), text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page", ""))
    return render(request, "desk/institutions.html", {"page": page, "text": text})


@login_required
@require_http_methods(["GET", "POST"])
def new_institution(request: SignedIn) -> HttpResponse:
    office_asked(request)
    form = InstitutionForm(request.POST or None, kinds=words.kinds())
    made = _done(form, register_institution, request.user) if request.method == "POST" and form.is_valid() else None
    if made:
        return _on_from(request, made)
    return render(request, "desk/facts.html", {"form": form}, status=400 if form.errors else 200)


def _on_from(request: SignedIn, made: Institution) -> HttpResponse:
    """Back to the letter on whose way the institution was missing; else to its own page."""
    back = request.GET.get("back", "")
    if back:
        return redirect(f"{destination(request, back)}?institution={made.uid}")
    return redirect("desk:institution", uid=made.uid)
