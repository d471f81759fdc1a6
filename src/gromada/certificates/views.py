"""HTTP in, HTTP out: a paper, its picture, and the form for a duplicate."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gromada.certificates import actions
from gromada.certificates.forms import DuplicateForm
from gromada.certificates.models import Rendering, open_to
from gromada.certificates.queries import picture_of, rendering_of
from gromada.certificates.rules import may_issue_duplicate
from gromada.certification.models import Case
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn, belongs_to
from gromada.records.files import open_file


def find(request: HttpRequest, uid: UUID, language: str, copy: int | None = None) -> Rendering:
    """The paper, set in type now if nobody did before; 404 where the person may not have it."""
    certificate = get_object_or_404(open_to(request.user), uid=uid)
    found = rendering_of(certificate, language, copy)
    if found is None or found.file is None:
        actions.make(certificate)
        found = rendering_of(certificate, language, copy)
    if found is None or found.file is None:
        raise Http404
    return found


@require_safe
def paper(request: HttpRequest, uid: UUID, language: str, copy: int | None = None) -> HttpResponseBase:
    found = find(request, uid, language, copy)
    assert found.file is not None
    response = FileResponse(open_file(found.file), content_type="application/pdf", filename=found.file_name)
    response["Cache-Control"] = "private, no-cache"  # what is open today may be closed tomorrow
    return response


@require_safe
def picture(request: HttpRequest, uid: UUID, language: str) -> HttpResponse:
    response = HttpResponse(picture_of(find(request, uid, language)), content_type="image/png")
    response["Cache-Control"] = "private, max-age=300"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def duplicate(request: SignedIn, uid: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), issued__uid=uid)
    certificate = case.issued
    belongs_to(request, case.issuer)
    form = DuplicateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.issue_duplicate(certificate, **form.cleaned_data, by=request.user)
            return redirect("certification:case", uid=case.uid)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"certificate": certificate, "form": form, "refused": may_issue_duplicate(certificate, request.user)}
    return render(request, "certificates/duplicate.html", context, status=400 if form.errors else 200)
