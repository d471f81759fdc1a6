"""Asking anew when a certificate comes to its end: one page, one button."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gromada.certification.actions.renewing import Taken, renew
from gromada.certification.forms.renewal import RenewForm
from gromada.certification.models import Case
from gromada.certification.pages.renewal import RenewalPage
from gromada.certification.queries.renewing import renewal_of
from gromada.certification.views.beginning import find_certificate
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
    messages.success(request, _told(taken))
    return case


def _told(taken: Taken) -> str:
    said = [_("The next request is open.")]
    if taken.answers or taken.evidence:
        words = {
            "answers": ngettext("%(n)d place", "%(n)d places", taken.answers) % {"n": taken.answers},
            "evidence": ngettext("%(n)d piece of evidence", "%(n)d pieces of evidence", taken.evidence) % {"n": taken.evidence},
        }  # fmt: skip
        said.append(
            _("Taken over: %(answers)s, %(evidence)s. Each waits for somebody to look whether it is still so.") % words
        )
    if taken.refused:
        said.append(
            _(
                "Some of it stayed behind: files that are gone, texts with a PESEL number, records of another institution. Add them anew."
            )
        )
    return " ".join(said)
