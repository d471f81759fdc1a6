"""Giving a term more time."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gromada.certification.actions.extending import extend
from gromada.certification.forms.term import ExtendForm
from gromada.certification.models import TermRun
from gromada.certification.pages.terms import may_ever_extend, term_line
from gromada.certification.views.case import find
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn


def _run(request: SignedIn, uid: UUID, run: UUID) -> TermRun:
    """A term of the case, for those whom the edition lets extend it; nobody else learns of the page."""
    found = get_object_or_404(find(request, uid).terms.select_related("case__edition"), uid=run)
    if not may_ever_extend(found, request.user):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "POST"])
def extension(request: SignedIn, uid: UUID, run: UUID) -> HttpResponse:
    found = _run(request, uid, run)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            extend(found, by=request.user, **form.cleaned_data)
            messages.success(request, _("The term is extended. The letter waits among the drafts."))
            return redirect("certification:case", uid=uid)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"case": found.case, "form": form, "line": term_line(found, request.user)}
    return render(request, "certification/case/extend.html", context, status=400 if form.errors else 200)
