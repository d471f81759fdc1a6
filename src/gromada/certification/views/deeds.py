"""What the buttons of a page of writing do, once everything typed is saved. A button's name picks the deed.

The house's own controls begin with "-", which no field of an edition can: a scheme may ask for a "state" or for "evidence".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gromada.certification.actions import agreeing
from gromada.certification.actions.attaching import attach, detach
from gromada.certification.actions.beginning import give_up
from gromada.certification.actions.entering import enter_step
from gromada.certification.actions.evidence import bring, take_back
from gromada.certification.actions.renewing import look_again
from gromada.certification.actions.saving import resolve
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Contribution, Evidence, Leftover, StepTaken
from gromada.certification.pages.judging import JudgingPage
from gromada.certification.pages.node import NodePage
from gromada.certification.pages.step import StepPage
from gromada.certification.queries.writing import present_digest
from gromada.kit import uploads
from gromada.kit.refusal import No, Refusal
from gromada.people.requests import SignedIn
from gromada.records.actions import remove_file
from gromada.records.models import Record

ENTERED = "certification/entering/step.html"
Deed = Callable[[SignedIn, JudgingPage], HttpResponse]


def shown(request: SignedIn, page: JudgingPage, status: int = 200) -> HttpResponse:
    """The page itself; where the step is not open, what became of what was typed."""
    page.added = request.GET.get("added", "")
    name = (
        "step" if isinstance(page, StepPage) else "node" if isinstance(page, NodePage) and page.is_answered else "nodes"
    )
    template = f"certification/writing/{name if page.is_open else 'closed'}.html" if not page.entry else ENTERED
    return render(request, template, {"case": page.case, "page": page, "step": page.step}, status=status)


def corrected(request: SignedIn, page: JudgingPage, refused: Sequence[No], typed: Mapping[str, Any]) -> HttpResponse:
    """The page once more, with a sentence where something was refused, and there what was typed; the rest is saved."""
    if not page.is_open:
        return told(request, Refusal(*refused))
    page.refused = refused
    page.typed = {no.where: typed[no.where] for no in refused if no.where in typed}
    return shown(request, page, 400)


def stay(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Saved; the same page again, at the place where the button stands."""
    messages.success(request, _("Saved."))
    return redirect(f"{request.path}{_anchor(request)}")


def _anchor(request: SignedIn) -> str:
    """Tables grow and shrink in their place."""
    table = request.POST.get("-add") or request.POST.get("-remove", "").partition(".")[0]
    return f"#id_{table}" if table else ""


def take(request: SignedIn, page: JudgingPage) -> HttpResponse:
    outcome, seen = request.POST.get("-outcome", ""), request.POST.get("-state", page.state)
    try:
        done = _taken(request, page, outcome or None, seen)
    except Refusal as refusal:
        return _refused(request, page, refusal, outcome)
    messages.success(request, _said(done, page))
    return redirect("certification:case", uid=page.case.uid)


def _taken(request: SignedIn, page: JudgingPage, outcome: str | None, seen: str | None) -> StepTaken | Contribution:
    """By the person, or by the office on the strength of a document."""
    if page.entry:
        return enter_step(page.entry, outcome=outcome, seen=seen, by=request.user)
    return take_step(page.case, page.step.id, by=request.user, outcome=outcome, seen=seen)


def _said(done: StepTaken | Contribution, page: JudgingPage) -> str:
    if isinstance(done, Contribution):
        return _("Your part is handed in. It opens when everybody's is in.")
    return page.done


def _refused(request: SignedIn, page: JudgingPage, refusal: Refusal, outcome: str = "") -> HttpResponse:
    if isinstance(page, StepPage):
        page.refusal, page.outcome = refusal, outcome
        return shown(request, page, 400)
    return told(request, refusal)


def told(request: SignedIn, refusal: Refusal) -> HttpResponse:
    """The sentences of a refusal as messages above the same page."""
    for reason in refusal.reasons:
        messages.error(request, str(reason))
    return redirect(request.path)


def agree(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """One's own words typed on this page are agreed to as well; others' words written meanwhile have to be read first."""
    if page.form is None:
        return stay(request, page)
    opened, seen = _moment(request.POST.get("-opened", "")), request.POST.get("-seen", "")
    present = present_digest(page.case, page.form, request.user, opened) or seen
    try:
        agreeing.agree(page.case, page.form, seen=present, by=request.user)
    except Refusal as refusal:
        return _refused(request, page, refusal)
    messages.success(request, _("You have agreed to this text. Whoever changes it will have to ask you again."))
    return redirect(f"{request.path}#agreement")


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def settle(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Takes the text that was kept beside, or puts it away: the button says "uid take" or "uid leave"."""
    uid, _sep, way = request.POST["-settle"].partition(" ")
    own = Leftover.objects.filter(case=page.case, by=request.user, settled_at__isnull=True).select_related(
        "case__edition"
    )
    try:
        resolve(get_object_or_404(own, uid=_uid(uid)), take=way == "take", by=request.user, entry=page.entry)
    except Refusal as refusal:
        return told(request, refusal)
    return redirect(request.path)


def drop(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Takes a piece of evidence back; the record itself stays with the institution."""
    rows = Evidence.objects.filter(case=page.case, form=page.form.id if page.form else "").select_related(
        "case__edition"
    )
    try:
        take_back(get_object_or_404(rows, uid=_uid(request.POST["-drop"])), by=request.user, entry=page.entry)
    except Refusal as refusal:
        return told(request, refusal)
    messages.success(request, _("Taken back. The record itself stays with the institution."))
    return redirect(request.path)


def discard(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Takes a piece of evidence back together with its files: they should not have been sent."""
    rows = Evidence.objects.filter(case=page.case, form=page.form.id if page.form else "", record__by=request.user)
    found = get_object_or_404(rows.select_related("case__edition", "record"), uid=_uid(request.POST["-discard"]))
    try:
        take_back(found, by=request.user, entry=page.entry)
    except Refusal as refusal:
        return told(request, refusal)
    for attachment in found.record.attachments.select_related("file", "record"):
        remove_file(attachment, by=request.user)
    messages.success(request, _("Removed. The file is gone."))
    return redirect(f"{request.path}#evidence-{found.node}")


def detached(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """A file that no place of the form holds any more is let go."""
    path, _sep, uid = request.POST["-detach"].partition(" ")
    if page.form:
        detach(page.case, page.form, str(_uid(uid)), by=request.user, entry=page.entry)
    messages.success(request, _("Removed."))
    return redirect(f"{request.path}#id_{path}")


def still_so(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Somebody looked at what was taken over, and it needs no change."""
    if page.form:
        try:
            look_again(page.case, page.form, _uid(request.POST["-still"]), by=request.user)
        except Refusal as refusal:
            return told(request, refusal)
    messages.success(request, _("Marked: it is still so."))
    return redirect(request.path)


def add_evidence(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Saved; on to bringing evidence forward for the node that the button names."""
    node = request.POST["-evidence"]
    if page.places is None or node not in page.places.by_id:
        raise Http404
    return redirect(page.places.adding_url(page.places.by_id[node]))


def bring_offered(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Brings forward the records that were offered and ticked."""
    form, node, chosen = page.form, request.POST["-offer"], [_uid(uid) for uid in request.POST.getlist("-offered")]
    if form is None:
        return stay(request, page)
    records = Record.objects.visible_to(request.user).held_by(page.case.institution_id).filter(uid__in=chosen)
    try:
        for record in records:
            bring(page.case, form, node, record, by=request.user, entry=page.entry)
    except Refusal as refusal:
        return told(request, refusal)
    return redirect(f"{request.path}#evidence-{node}")


def go(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Saved; on to the node that the button names."""
    name = request.POST["-go"]
    known = page.places.by_id if page.places else {}
    if name in known and page.places:
        return redirect(page.places.node_url(known[name]))
    return redirect("certification:step", uid=page.case.uid, step=page.step.id)


def taken_in(request: SignedIn, page: JudgingPage) -> tuple[dict[str, list[dict[str, Any]]], list[No]]:
    """The files that came with the page, by the name of their control, and a sentence for each that was refused."""
    found: dict[str, list[dict[str, Any]]] = {}
    refused = [replace(no, where=_place_of(no.where)) for no in uploads.refusals(request)]
    form = page.form
    for name in request.FILES if form else ():
        for upload in request.FILES.getlist(name) if form and form.field(_place_of(name)) else ():
            try:
                found.setdefault(name, []).append(_attached(request, page, upload, _place_of(name)))
            except Refusal as refusal:
                refused += refusal.reasons
    return found, refused


def _attached(request: SignedIn, page: JudgingPage, upload: UploadedFile, path: str) -> dict[str, Any]:
    assert page.form is not None
    return attach(page.case, page.form, upload, path=path, by=request.user, entry=page.entry)


def _place_of(control: str) -> str:
    """The place whose control of files has this name: "files:letter", "files:papers.0.scan"."""
    return control.removeprefix("files:").partition(".")[0]


def give_up_draft(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Back to what the draft was about."""
    try:
        case = give_up(page.case, by=request.user)
    except Refusal as refusal:
        return told(request, refusal)
    messages.success(request, _("The draft is given up. Nothing was sent."))
    if case.parent:
        return redirect("certification:case", uid=case.parent.uid)
    return redirect("certification:certificate", uid=case.certificate.uid) if case.certificate else redirect("/")


def to_sitting(request: SignedIn, page: JudgingPage) -> HttpResponse:
    """Saved; on to what the minutes say of the vote."""
    if page.entry is None:
        raise Http404
    return redirect("certification:paper_sitting", uid=page.case.uid, document=page.entry.uid)


DEEDS: dict[str, Deed] = {
    "-sitting": to_sitting,
    "-take": take,
    "-give-up": give_up_draft,
    "-agree": agree,
    "-settle": settle,
    "-drop": drop,
    "-discard": discard,
    "-detach": detached,
    "-evidence": add_evidence,
    "-offer": bring_offered,
    "-go": go,
    "-still": still_so,
}
