"""The pages on which a person fills in a step and takes it. Everything typed is saved first, whatever comes of the rest."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gromada.certification.actions.saving import save_page
from gromada.certification.actions.writing import Written
from gromada.certification.forms.posted import Posted, posted
from gromada.certification.models import Case, Leftover
from gromada.certification.pages.judging import JudgingPage
from gromada.certification.pages.node import NodePage
from gromada.certification.pages.step import StepPage, find_step
from gromada.certification.views.case import find
from gromada.certification.views.deeds import DEEDS, shown, stay, taken_in, told
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.people.requests import SignedIn
from gromada.standards.edition.model import Form


@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedIn, uid: UUID, step: str) -> HttpResponse:
    """A step with its form."""
    return _answered(request, uid, step)


@login_required
@require_http_methods(["GET", "POST"])
def node(request: SignedIn, uid: UUID, step: str, node: str) -> HttpResponse:
    """One node of the standards in the form of a step."""
    return _answered(request, uid, step, node)


def _page(request: SignedIn, uid: UUID, step: str, node: str) -> JudgingPage:
    case = find(request, uid)
    found, standing = find_step(case, step, request.user)
    return (
        NodePage(case, found, request.user, standing, node) if node else StepPage(case, found, request.user, standing)
    )


def _answered(request: SignedIn, uid: UUID, step: str, node: str = "") -> HttpResponse:
    page = _page(request, uid, step, node)
    if page.closed_dossier:
        return redirect("certification:declare", uid=uid)
    if request.method == "GET":
        return shown(request, page)
    if not _kept(request, page):
        return redirect(request.path)
    deed = next((deed for name, deed in DEEDS.items() if name in request.POST), stay)
    return deed(request, _page(request, uid, step, node))


def _kept(request: SignedIn, page: JudgingPage) -> bool:
    """Saves what was typed; false, with a message, when some of it was refused or could only be kept beside."""
    if page.form is None:
        return True
    files, refused = taken_in(request, page)
    sent = posted(page.form, request.POST, page.copy.values, files)
    written, more = _saved(page.case, page.form, sent, request.user)
    if refused or more:
        told(request, Refusal(*refused, *more))
        return False
    return _all_stands(request, [one.leftover for one in written if one.leftover])


def _all_stands(request: SignedIn, beside: list[Leftover]) -> bool:
    """Whether everything stands in its place; a message says why some of it had to be kept beside."""
    if not beside:
        return True
    late = _("Handed in meanwhile. What you type now is kept for you alone, on this page.")
    together = _("Somebody else wrote here at the same time. Both texts are kept: compare them.")
    messages.warning(request, late if all(one.late for one in beside) else together)
    return False


def _saved(case: Case, form: Form, sent: Posted, by: Person) -> tuple[list[Written], list[No]]:
    try:
        return save_page(case, form, sent.values, bases=sent.bases, by=by), []
    except Refusal as refusal:
        return [], refusal.reasons
