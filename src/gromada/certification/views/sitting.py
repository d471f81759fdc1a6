"""A sitting on one step of a case: called, attended, voted, closed."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gromada.certification.actions import sittings
from gromada.certification.forms.sitting import AttendanceForm, CloseForm, RecuseForm, VoteForm
from gromada.certification.models import Case, Sitting
from gromada.certification.pages.sitting import SittingPage, call_form, may_look
from gromada.certification.rules import may_serve
from gromada.certification.views.case import find
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn
from gromada.standards.edition.model import Step


def _sitting(request: SignedIn, uid: UUID, sitting: UUID) -> Sitting:
    case = find(request, uid)
    found = get_object_or_404(Sitting.objects.select_related("case__edition", "chair"), case=case, uid=sitting)
    if not may_look(found, request.user):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "POST"])
def call(request: SignedIn, uid: UUID, step: str) -> HttpResponse:
    case, asked = _asked(request, uid, step)
    form = call_form(case, asked, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = sittings.call(case, asked, **form.said(), by=request.user)
            return redirect("certification:sitting", uid=uid, sitting=made.uid)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"case": case, "form": form, "step": asked}
    return render(request, "certification/sitting/call.html", context, status=400 if form.errors else 200)


def _asked(request: SignedIn, uid: UUID, step: str) -> tuple[Case, Step]:
    case = find(request, uid)
    found = case.rules.step(step)
    if found is None or found.how.kind != "vote" or not may_serve(case, found, request.user):
        raise Http404
    return case, found


@login_required
def sitting(request: SignedIn, uid: UUID, sitting: UUID) -> HttpResponse:
    return _page(request, _sitting(request, uid, sitting))


def _page(request: SignedIn, found: Sitting, **forms: Any) -> HttpResponse:
    page = SittingPage(found, request.user)
    context = {"sitting": found, "case": found.case, "page": page, **page.forms(), **forms}
    return render(request, "certification/sitting/sitting.html", context, status=400 if forms else 200)


@login_required
@require_POST
def attend(request: SignedIn, uid: UUID, sitting: UUID) -> HttpResponse:
    found = _sitting(request, uid, sitting)
    form = AttendanceForm(request.POST, sitting=found)
    if form.is_valid():
        try:
            sittings.attend(found, form.said(), by=request.user)
            return redirect("certification:sitting", uid=uid, sitting=sitting)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, found, attendance=form)


@login_required
@require_POST
def vote(request: SignedIn, uid: UUID, sitting: UUID) -> HttpResponse:
    found = _sitting(request, uid, sitting)
    form: VoteForm = SittingPage(found, request.user).vote_form(request.POST)
    if form.is_valid():
        try:
            person, choice = form.said()
            sittings.cast(found, choice, person=person, by=request.user)
            return redirect("certification:sitting", uid=uid, sitting=sitting)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, found, ballot=form)


@login_required
@require_POST
def recuse(request: SignedIn, uid: UUID, sitting: UUID) -> HttpResponse:
    found = _sitting(request, uid, sitting)
    form = RecuseForm(request.POST, sitting=found)
    if form.is_valid():
        try:
            sittings.recuse(
                found, form.people[form.cleaned_data["person"]], form.cleaned_data["reason"], by=request.user
            )
            return redirect("certification:sitting", uid=uid, sitting=sitting)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, found, recusal=form)


@login_required
@require_POST
def close(request: SignedIn, uid: UUID, sitting: UUID) -> HttpResponse:
    found = _sitting(request, uid, sitting)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            sittings.close(found, form.cleaned_data["minutes"], by=request.user)
            return redirect("certification:case", uid=uid)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, found, closing=form)


@login_required
@require_POST
def cancel(request: SignedIn, uid: UUID, sitting: UUID) -> HttpResponse:
    found = _sitting(request, uid, sitting)
    try:
        sittings.cancel(found, by=request.user)
    except Refusal as refusal:
        form = CloseForm({"minutes": ""})
        form.is_valid()
        form.refuse(refusal)
        return _page(request, found, closing=form)
    return redirect("certification:case", uid=uid)
