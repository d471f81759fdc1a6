"""Bringing evidence forward for a node of the standards."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gromada.certification.actions.evidence import bring
from gromada.certification.forms.evidence import EvidenceForm
from gromada.certification.pages.adding import Adding, AddingPage
from gromada.certification.pages.step import find_step
from gromada.certification.views.case import find
from gromada.kit import uploads
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn
from gromada.records.actions import create


@login_required
@require_http_methods(["GET", "POST"])
def evidence(request: SignedIn, uid: UUID, step: str, node: str) -> HttpResponse:
    """Something new, or records that are there already."""
    case = find(request, uid)
    found, standing = find_step(case, step, request.user)
    page = AddingPage(case, found, request.user, standing, node)
    return adding(request, page) if page.is_open else redirect("certification:step", uid=uid, step=step)


def adding(request: SignedIn, page: Adding) -> HttpResponse:
    if request.method == "GET":
        return _shown(request, page, page.new_form())
    return _picked(request, page) if "pick" in request.POST else _made(request, page)


def _shown(request: SignedIn, page: Adding, form: EvidenceForm) -> HttpResponse:
    context = {"case": page.case, "page": page, "step": page.step, "form": form, "picking": page.pick_form()}
    return render(request, "certification/evidence/add.html", context, status=400 if form.errors else 200)


def _made(request: SignedIn, page: Adding) -> HttpResponse:
    form = page.new_form(request.POST, request.FILES)
    if not uploads.explain(request, form) and page.form and form.is_valid():
        try:
            record = create(page.case.institution, by=request.user, **form.said())
            added = bring(page.case, page.form, page.node.id, record, by=request.user, entry=page.entry)
            messages.success(request, _("Added: %(title)s.") % {"title": record.title})
            return redirect(page.back_url(str(added.uid)))
        except Refusal as refusal:
            form.refuse(refusal)
    return _shown(request, page, form)


def _picked(request: SignedIn, page: Adding) -> HttpResponse:
    form = page.pick_form(request.POST)
    if form is None or not form.is_valid() or page.form is None:
        messages.error(request, _("Choose at least one."))
        return redirect(request.path)
    chosen = page.picked(form)
    for record in chosen:
        bring(page.case, page.form, page.node.id, record, by=request.user, entry=page.entry)
    words = ngettext("%(number)d piece of evidence added.", "%(number)d pieces of evidence added.", len(chosen))
    messages.success(request, words % {"number": len(chosen)})
    return redirect(page.back_url())
