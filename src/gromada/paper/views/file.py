"""A case's whole file: what it would hold, and the two forms in which it can be taken."""

import tempfile
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gromada.certification.models import Case
from gromada.certification.queries.reach import must_declare
from gromada.certification.views.case import find
from gromada.kit.refusal import Refusal
from gromada.paper import case_set
from gromada.paper.actions.setting_letters import PDF
from gromada.paper.case_file import Piece, pieces
from gromada.paper.views.letter import answer
from gromada.people.models import Person
from gromada.people.requests import SignedIn

IN_MEMORY = 8 * 1024 * 1024


def _page(request: SignedIn, case: Case, refusal: Refusal | None = None) -> HttpResponse:
    context = {"case": case, "pieces": pieces(case, request.user), "refused": refusal}
    return render(request, "paper/file.html", context, status=409 if refusal else 200)


@login_required
@require_safe
def file(request: SignedIn, uid: UUID) -> HttpResponse:
    case = find(request, uid)
    if must_declare(case, request.user):
        return redirect("certification:declare", uid=uid)
    return _page(request, case)


@login_required
@require_safe
def file_pdf(request: SignedIn, uid: UUID) -> HttpResponse:
    case = find(request, uid)
    found = pieces(case, request.user)
    if not found:
        raise Http404
    try:
        return answer(case_set.one_pdf(case, found, request.user), PDF, case_set.file_name(case, "pdf"))
    except Refusal as refusal:
        return _page(request, case, refusal)


@login_required
@require_safe
def file_zip(request: SignedIn, uid: UUID) -> HttpResponseBase:
    case = find(request, uid)
    found = pieces(case, request.user)
    if not found:
        raise Http404
    try:
        return _zip(case, found, request.user)
    except Refusal as refusal:
        return _page(request, case, refusal)


def _zip(case: Case, found: list[Piece], person: Person) -> FileResponse:
    """Written to disk where it is large; the answer closes the file, and so it is gone."""
    case_set.refuse_too_large(found)
    made = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    case_set.write_zip(made, case, found, person)
    made.seek(0)
    name = case_set.file_name(case, "zip")
    response = FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response
