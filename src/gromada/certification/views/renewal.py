"""Asking anew when a certificate comes to its end: one page, one button."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gromada.certification.actions.expiring import tell
from gromada.certification.actions.renewing import renew
from gromada.certification.forms.renewal import RenewForm, TellForm
from gromada.certification.history.deciding import works_in_office
from gromada.certification.letters import plain
from gromada.certification.models import Case, Reminder
from gromada.certification.pages.renewal import RenewalPage, told
from gromada.certification.queries.renewing import renewal_of
from gromada.certification.rules import may_tell
from gromada.certification.views.beginning import find_certificate
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def renewal(request: SignedIn, uid: UUID) -> HttpResponse:
    found = renewal_of(find_certificate(request, uid))
    if found is None:
        raise Http404
    page, form = RenewalPage(found, request.user), RenewForm(request.POST or None, renewal=found)
    if request.method == "POST" and not page.may_begin:
        raise Http404
    if request.method == "POST" and form.is_valid() and (case := _renewed(request, page, form)):
        return redirect("certification:case", uid=case.uid)
    context = {"certificate": found.certificate, "page": page, "form": form}
    return render(request, "certification/renewal.html", context, status=400 if form.errors else 200)


def _renewed(request: SignedIn, page: RenewalPage, form: RenewForm) -> Case | None:
    chosen = set(request.POST.getlist("-standard")) & {one.id for one in page.offered}
    try:
        case, taken = renew(
            page.renewal, annexes=form.annexes(), chosen=chosen, plain="-plain" in request.POST, by=request.user
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    messages.success(request, told(taken))
    return case


@login_required
@require_http_methods(["GET", "POST"])
def reminder(request: SignedIn, uid: UUID, reminder: UUID) -> HttpResponse:
    """A reminder before the end of a certificate, for the office: its words, and a note that the holder was told in another way."""
    found = _for_office(request, uid, reminder)
    form = TellForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid() and _noted(request, found, form):
        return redirect("certification:certificate", uid=uid)
    context = {
        "certificate": found.certificate, "reminder": found, "body": plain(found.body), "form": form,
        "open": may_tell(found, request.user) is None,
    }  # fmt: skip
    return render(request, "certification/renewal/reminder.html", context, status=400 if form.errors else 200)


def _for_office(request: SignedIn, uid: UUID, reminder: UUID) -> Reminder:
    certificate = find_certificate(request, uid)
    if not works_in_office(request.user, certificate.issuer):
        raise Http404
    rows = certificate.reminders.select_related("certificate__edition", "certificate__issuer")
    return get_object_or_404(rows, uid=reminder)


def _noted(request: SignedIn, found: Reminder, form: TellForm) -> bool:
    try:
        tell(found, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
