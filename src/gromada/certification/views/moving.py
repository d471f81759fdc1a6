"""Moving an open case to another edition: what changes is shown first; done, it is told on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gromada.certification.actions.moving import move
from gromada.certification.forms.moving import MoveForm, WhichForm
from gromada.certification.models import Case
from gromada.certification.pages.case import CasePage
from gromada.certification.pages.moving import MovePage, kept_of, terms_of_move
from gromada.certification.queries.moving import editions_for
from gromada.certification.rules_moving import may_ever_move
from gromada.certification.views.case import find
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn
from gromada.standards.models import Edition


@login_required
@require_http_methods(["GET", "POST"])
def moving(request: SignedIn, uid: UUID) -> HttpResponse:
    case = find(request, uid)
    editions = editions_for(case)
    if not editions or not may_ever_move(case, request.user):
        raise Http404
    target, form = _chosen(request, editions), MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _moved(request, case, target, form):
        return redirect("certification:case", uid=uid)
    which = WhichForm(initial={"edition": str(target.uid)}, editions=editions) if len(editions) > 1 else None
    context = {"case": case, "page": MovePage(case, target, request.user), "form": form, "which": which}
    return render(request, "certification/moving/move.html", context, status=400 if form.errors else 200)


def _chosen(request: SignedIn, editions: list[Edition]) -> Edition:
    named = request.POST.get("edition") or request.GET.get("edition", "")
    return next((one for one in editions if str(one.uid) == named), editions[0])


def _moved(request: SignedIn, case: Case, target: Edition, form: MoveForm) -> bool:
    try:
        move(case, target, form.cleaned_data["reason"], by=request.user)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("The case goes on under edition %(edition)s.") % {"edition": target.version})
    return True


@login_required
@require_GET
def moved(request: SignedIn, uid: UUID, move: UUID) -> HttpResponse:
    case = find(request, uid)
    if CasePage(case, request.user).closed_dossier:
        return redirect("certification:declare", uid=uid)
    found = get_object_or_404(case.moves.select_related("before", "after", "person", "case__edition"), uid=move)
    context = {"case": case, "move": found, "kept": kept_of(found, request.user), "terms": terms_of_move(found)}
    return render(request, "certification/moving/moved.html", context)
