"""Reading what was handed in: a whole dossier as it was frozen, or what one step holds."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gromada.certification.models import Case
from gromada.certification.pages.reading import of_part, of_snapshot
from gromada.certification.pages.versions import versions_of
from gromada.certification.queries.looking import new_since
from gromada.certification.queries.reach import must_declare
from gromada.certification.queries.reading import part_to_read, snapshot_to_read
from gromada.certification.views.case import find
from gromada.people.requests import SignedIn


@login_required
def reading(request: SignedIn, uid: UUID, snapshot: UUID) -> HttpResponse:
    """A snapshot, standard by standard, with its evidence beside."""
    case = find(request, uid)
    if must_declare(case, request.user):
        return redirect("certification:declare", uid=uid)
    found = snapshot_to_read(case, snapshot, request.user)
    if found is None:
        raise Http404
    return _read(
        request,
        case,
        {"page": of_snapshot(case, found, new_since(case)), "snapshot": found, "versions": versions_of(case, found)},
    )


@login_required
def content(request: SignedIn, uid: UUID, part: UUID) -> HttpResponse:
    """What a step holds, or one person's part of it."""
    case = find(request, uid)
    if must_declare(case, request.user):
        return redirect("certification:declare", uid=uid)
    found = part_to_read(case, part, request.user)
    if found is None:
        raise Http404
    return _read(request, case, {"page": of_part(case, *found, request.user)})


def _read(request: SignedIn, case: Case, context: dict[str, object]) -> HttpResponse:
    return render(request, "certification/reading/dossier.html", {"case": case, **context})
