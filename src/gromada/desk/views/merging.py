"""The office merges a duplicate into the institution that it repeats: finds it, sees what would go over, and may undo it."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gromada.desk.forms.institution import MergeForm, PlainForm
from gromada.desk.views.asking import Asking, asked, of_office, office
from gromada.institutions.merging.actions import merge, part
from gromada.institutions.merging.queries import likely, preview
from gromada.institutions.merging.rules import against_parting
from gromada.institutions.models import Institution, Merge
from gromada.institutions.queries import sought
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn

MOST = 30


@login_required
@require_safe
def candidates(request: SignedIn, uid: UUID) -> HttpResponse:
    """Which institution is the duplicate: the likely ones, or those that are looked for."""
    found = of_office(request, uid)
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:120]
    others = Institution.objects.visible_to(request.user).exclude(pk=found.pk)
    shown = list(sought(others, text)[:MOST]) if text else likely(found)
    return render(request, "desk/merge_which.html", {"institution": found, "text": text, "others": shown})


@login_required
@require_http_methods(["GET", "POST"])
def merging(request: SignedIn, uid: UUID, duplicate: UUID) -> HttpResponse:
    survivor, other = of_office(request, uid), of_office(request, duplicate)
    form = MergeForm(request.POST or None)
    page = Asking(survivor, _("Merge a duplicate"), _("Merge"))
    if request.method == "POST" and form.is_valid():
        return _merged(request, form, other, page)
    context = {"form": form, "page": page, "duplicate": other, "shown": preview(other, survivor)}
    return render(request, "desk/merge.html", context, status=400 if form.errors else 200)


def _merged(request: SignedIn, form: MergeForm, other: Institution, page: Asking) -> HttpResponse:
    try:
        merge(other, page.about, reason=form.cleaned_data["reason"], by=request.user)
    except Refusal as refusal:
        form.refuse(refusal)
        context = {"form": form, "page": page, "duplicate": other, "shown": preview(other, page.about)}
        return render(request, "desk/merge.html", context, status=400)
    return page.done()


@login_required
@require_http_methods(["GET", "POST"])
def parting(request: SignedIn, merge: UUID) -> HttpResponse:
    office(request)
    found = get_object_or_404(Merge.objects.select_related("duplicate", "survivor"), uid=merge, undone_at=None)
    lead = _("Everything that went over goes back to “%(name)s”, exactly as it was.") % {"name": found.duplicate.name}
    lead = " ".join([str(no.sentence) for no in against_parting(found)]) or lead
    page = Asking(found.survivor, _("Undo the merging"), _("Undo"), lead, "#merged")
    return asked(request, PlainForm(request.POST or None), partial(part, found, by=request.user), page)
