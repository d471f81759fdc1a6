"""What the buttons of a page of writing do, once everything typed is saved. A button's name picks the deed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.actions import agreeing, impartiality
from gromada.certification.actions.evidence import take_back
from gromada.certification.actions.saving import resolve
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Contribution, Evidence, Leftover
from gromada.certification.pages.judging import JudgingPage
from gromada.certification.pages.node import NodePage
from gromada.certification.pages.people import to_ask
from gromada.certification.pages.step import StepPage
from gromada.certification.queries.writing import present_digest
from gromada.kit.refusal import Refusal

Deed = Callable[[HttpRequest, JudgingPage], HttpResponse]


def shown(request: HttpRequest, page: JudgingPage, status: int = 200) -> HttpResponse:
    """The page itself; where the step is not open, what became of what was typed."""
    name = "step" if isinstance(page, StepPage) else "node" if isinstance(page, NodePage) and page.is_answered else "nodes"
    template = f"certification/writing/{name if page.is_open else 'closed'}.html"
    return render(request, template, {"case": page.case, "page": page, "step": page.step}, status=status)


def stay(request: HttpRequest, page: JudgingPage) -> HttpResponse:
    """Saved; the same page again, at the place where the button stands."""
    messages.success(request, _("Saved."))
    return redirect(f"{request.path}{_anchor(request)}")


def _anchor(request: HttpRequest) -> str:
    """Tables grow and shrink in their place."""
    table = request.POST.get("add") or request.POST.get("remove", "").partition(".")[0]
    return f"#id_{table}" if table else ""


def take(request: HttpRequest, page: JudgingPage) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    try:
        done = take_step(page.case, page.step.id, by=request.user, outcome=outcome or None, seen=request.POST.get("state"))
    except Refusal as refusal:
        return _refused(request, page, refusal, outcome)
    waits = isinstance(done, Contribution)
    said = _("Your part is handed in. It opens when everybody's is in.") if waits else _("Done: %(step)s.") % {"step": page.name}
    messages.success(request, said)
    return redirect("certification:case", uid=page.case.uid)


def _refused(request: HttpRequest, page: JudgingPage, refusal: Refusal, outcome: str = "") -> HttpResponse:
    if isinstance(page, StepPage):
        page.refusal, page.outcome = refusal, outcome
        return shown(request, page, 400)
    return _told(request, refusal)


def _told(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    for reason in refusal.reasons:
        messages.error(request, str(reason))
    return redirect(request.path)


def agree(request: HttpRequest, page: JudgingPage) -> HttpResponse:
    """One's own words typed on this page are agreed to as well; others' words written meanwhile have to be read first."""
    if page.form is None:
        return stay(request, page)
    opened, seen = parse_datetime(request.POST.get("opened", "")), request.POST.get("seen", "")
    try:
        agreeing.agree(page.case, page.form, seen=present_digest(page.case, page.form, request.user, opened) or seen, by=request.user)
    except Refusal as refusal:
        return _refused(request, page, refusal)
    messages.success(request, _("You have agreed to this text. Whoever changes it will have to ask you again."))
    return redirect(f"{request.path}#agreement")


def ask(request: HttpRequest, page: JudgingPage) -> HttpResponse:
    """Asks the people named in a field for a declaration of impartiality."""
    field = page.form.field(request.POST["ask"]) if page.form else None
    if field is None or not field.role:
        return stay(request, page)
    asked = impartiality.ask(page.case, to_ask(page.case, field, page.content.get(field.id)), field.role, by=request.user)
    words = ngettext("%(number)d person is asked for a declaration.", "%(number)d people are asked for a declaration.", len(asked))
    messages.success(request, words % {"number": len(asked)})
    return redirect(f"{request.path}#id_{field.id}_0")


def settle(request: HttpRequest, page: JudgingPage) -> HttpResponse:
    """Takes the text that was kept beside, or puts it away: the button says "uid take" or "uid leave"."""
    uid, _sep, way = request.POST["settle"].partition(" ")
    own = Leftover.objects.filter(case=page.case, by=request.user, settled_at__isnull=True).select_related("case__edition")
    try:
        resolve(get_object_or_404(own, uid=uid), take=way == "take", by=request.user)
    except Refusal as refusal:
        return _told(request, refusal)
    return redirect(request.path)


def drop(request: HttpRequest, page: JudgingPage) -> HttpResponse:
    """Takes a piece of evidence back; the record itself stays with the institution."""
    rows = Evidence.objects.filter(case=page.case, form=page.form.id if page.form else "").select_related("case__edition")
    try:
        take_back(get_object_or_404(rows, uid=request.POST["drop"]), by=request.user)
    except Refusal as refusal:
        return _told(request, refusal)
    messages.success(request, _("Taken back. The record itself stays with the institution."))
    return redirect(f"{request.path}#evidence")


def go(request: HttpRequest, page: JudgingPage) -> HttpResponse:
    """Saved; on to the node that the button names."""
    name = request.POST["go"]
    known = page.places.by_id if page.places else {}
    if name in known and page.places:
        return redirect(page.places.node_url(known[name]))
    return redirect("certification:step", uid=page.case.uid, step=page.step.id)


DEEDS: dict[str, Deed] = {"take": take, "agree": agree, "ask": ask, "settle": settle, "drop": drop, "go": go}
