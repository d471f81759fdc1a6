"""A vote and a declaration of impartiality that came on paper, entered by the office."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gromada.certification.actions.entering import declare_on_paper
from gromada.certification.actions.paper_sittings import hold
from gromada.certification.forms.case import Refusable
from gromada.certification.forms.entering import PaperDeclarationForm
from gromada.certification.models import Declaration, Document
from gromada.certification.pages.entering import EnteredStepPage
from gromada.certification.pages.paper_sitting import sitting_form
from gromada.certification.queries.roles import Standing
from gromada.certification.views.entering import find_document, find_for_office, sound
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.people.requests import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def sitting(request: SignedIn, uid: UUID, document: UUID) -> HttpResponse:
    found = find_document(request, uid, document)
    page = EnteredStepPage(found, request.user, Standing(request.user))
    if not page.is_vote or not page.is_open:
        raise Http404
    form = sitting_form(found, request.POST or None)
    if form.is_valid() and _done(form, lambda: hold(found, form.said(), by=request.user)):
        messages.success(request, page.done)
        return redirect("certification:case", uid=uid)
    context = {"case": found.case, "page": page, "form": form}
    return render(request, "certification/entering/sitting.html", context, status=400 if form.errors else 200)


def _done(form: Refusable, deed: Callable[[], Any]) -> bool:
    """Does it, or shows in the form why not."""
    try:
        deed()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def declaration(request: SignedIn, uid: UUID, declaration: UUID) -> HttpResponse:
    case = find_for_office(request, uid)
    asked = get_object_or_404(case.declarations.filter(current=True).select_related("person"), uid=declaration)
    asked.case = case
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperDeclarationForm(*sent, case=case, today=clock.today(case.edition.built.zone))
    if sent and sound(request, form) and _done(form, lambda: _declared(form, asked, request.user)):
        return redirect("certification:case", uid=uid)
    form.keep_files()
    context = {"case": case, "asked": asked, "form": form}
    return render(request, "certification/entering/declaration.html", context, status=400 if form.errors else 200)


def _declared(form: PaperDeclarationForm, asked: Declaration, by: Person) -> Document:
    said = {"degree": form.cleaned_data["degree"], "reason": form.cleaned_data["reason"]}
    return declare_on_paper(asked, form.paper(), uploads=form.cleaned_data["files"], kept=form.kept(), by=by, **said)
