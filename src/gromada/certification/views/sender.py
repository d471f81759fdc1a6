"""Who wrote from outside: written down and erased by the issuer's office, seen by nobody else."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gromada.certification.actions.from_outside import erase_sender, note_sender
from gromada.certification.forms.remark import SenderForm
from gromada.certification.models import Case
from gromada.certification.queries.outside import may_know_sender, sender_of
from gromada.certification.views.case import find
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn


def _find(request: SignedIn, uid: UUID) -> Case:
    case = find(request, uid)
    if not may_know_sender(case, request.user):
        raise Http404
    return case


@login_required
@require_http_methods(["GET", "POST"])
def sender(request: SignedIn, uid: UUID) -> HttpResponse:
    case = _find(request, uid)
    known = sender_of(case)
    form = SenderForm(request.POST or None, initial={"name": known.name, "contact": known.contact} if known else None)
    if request.method == "POST" and form.is_valid():
        try:
            note_sender(case, form.who(), by=request.user)
            return redirect("certification:case", uid=uid)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"case": case, "form": form, "known": known}
    return render(request, "certification/case/sender.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def erase(request: SignedIn, uid: UUID) -> HttpResponse:
    try:
        erase_sender(_find(request, uid), by=request.user)
        messages.success(request, _("The name and address are erased. What was written stays."))
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.sentence)
    return redirect("certification:case", uid=uid)
