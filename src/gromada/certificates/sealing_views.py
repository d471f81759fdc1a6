"""The page of the office on which a paper is prepared for a seal from outside, and the signature comes back."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gromada.certificates import papers
from gromada.certificates.forms import SealForm
from gromada.certificates.models import SealRequest
from gromada.certificates.rules import may_seal
from gromada.certificates.showing_seals import rows
from gromada.certification.models import Case
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn, belongs_to


@login_required
@require_http_methods(["GET", "POST"])
def sealing(request: SignedIn, uid: UUID) -> HttpResponse:
    certificate = _case(request, uid).issued
    refused = may_seal(certificate, request.user)
    form = SealForm(request.POST, request.FILES, certificate=certificate) if request.method == "POST" else None
    if form and not refused and form.is_valid():
        try:
            form.act(by=request.user)
            return redirect("certificates:sealing", uid=uid)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"certificate": certificate, "refused": refused, "form": form, "rows": rows(certificate, form)}
    return render(request, "certificates/sealing.html", context, status=400 if form else 200)


@login_required
@require_safe
def digest(request: SignedIn, uid: UUID, asked: UUID) -> HttpResponse:
    found = _asked(request, uid, asked)
    response = JsonResponse(papers.told(found), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = f'attachment; filename="seal-{found.digest[:12]}.json"'
    return response


@login_required
@require_safe
def content(request: SignedIn, uid: UUID, asked: UUID) -> HttpResponse:
    """The very bytes that are signed, for programs that sign files."""
    found = _asked(request, uid, asked)
    response = HttpResponse(papers.prepared(found).signed, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="seal-{found.digest[:12]}.bin"'
    return response


def _case(request: SignedIn, uid: UUID) -> Case:
    found = get_object_or_404(Case.objects.visible_to(request.user), issued__uid=uid)
    belongs_to(request, found.issuer)
    return found


def _asked(request: SignedIn, uid: UUID, asked: UUID) -> SealRequest:
    if may_seal(_case(request, uid).issued, request.user):
        raise Http404
    return get_object_or_404(SealRequest, uid=asked, credential__certificate__uid=uid)
