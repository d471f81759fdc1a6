"""The pages on which a person fills in a step and takes it. Everything typed is saved first, whatever comes of the rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
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
from gromada.certification.models import Leftover
from gromada.certification.pages.judging import JudgingPage
from gromada.certification.pages.node import NodePage
from gromada.certification.pages.step import StepPage, find_step
from gromada.certification.views.case import find
from gromada.certification.views.deeds import DEEDS, corrected, shown, stay, taken_in
from gromada.kit.refusal import No, Refusal
from gromada.kit.uploads import was_cut
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
    return answered(request, page, lambda: _page(request, uid, step, node))


def answered(request: SignedIn, page: JudgingPage, again: Callable[[], JudgingPage]) -> HttpResponse:
    """Shows the page; or saves what it sent and does what the pressed button says, on the page read `again`."""
    if request.method == "GET":
        return shown(request, page)
    kept = _kept(request, page)
    if kept.refused:
        return corrected(request, again(), kept.refused, kept.typed)
    if not _all_stands(request, kept.beside):
        return redirect(request.path)
    deed = next((deed for name, deed in DEEDS.items() if name in request.POST), stay)
    return deed(request, again())


@dataclass(frozen=True)
class Kept:
    """What became of everything that a page sent."""

    typed: Mapping[str, Any] = field(default_factory=dict)
    refused: Sequence[No] = ()
    beside: Sequence[Leftover] = ()


def _kept(request: SignedIn, page: JudgingPage) -> Kept:
    if page.form is None:
        return Kept()
    files, refused = taken_in(request, page)
    sent = posted(page.form, request.POST, page.copy.values, files, cut=was_cut(request))
    written, more = _saved(page, page.form, sent, request.user)
    return Kept(sent.values, [*refused, *more], [one.leftover for one in written if one.leftover])


def _all_stands(request: SignedIn, beside: Sequence[Leftover]) -> bool:
    """Whether everything stands in its place; a message says why some of it had to be kept beside."""
    if not beside:
        return True
    late = _("Handed in meanwhile. What you type now is kept for you alone, on this page.")
    together = _("Somebody else wrote here at the same time. Both texts are kept: compare them.")
    messages.warning(request, late if all(one.late for one in beside) else together)
    return False


def _saved(page: JudgingPage, form: Form, sent: Posted, by: Person) -> tuple[list[Written], list[No]]:
    try:
        return save_page(page.case, form, sent.values, bases=sent.bases, by=by, entry=page.entry), []
    except Refusal as refusal:
        return [], refusal.reasons
