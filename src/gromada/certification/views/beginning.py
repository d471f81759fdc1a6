"""The page of a certificate, and the buttons that begin a case about it or about another case."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gromada.certification.actions.beginning import begin_about_case, begin_about_certificate
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Case, Certificate
from gromada.certification.pages.certificate import CertificatePage
from gromada.certification.queries import beginnings
from gromada.certification.queries.beginnings import Beginning
from gromada.certification.queries.reach import is_office
from gromada.certification.queries.roles import Standing
from gromada.certification.views.case import find
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn


def find_certificate(request: SignedIn, uid: UUID) -> Certificate:
    rows = Certificate.objects.visible_to(request.user).select_related(
        "edition", "issuer", "institution", "unit", "case"
    )
    return get_object_or_404(rows, uid=uid)


@login_required
def certificate(request: SignedIn, uid: UUID) -> HttpResponse:
    page = CertificatePage(find_certificate(request, uid), request.user)
    return render(request, "certification/certificate.html", {"certificate": page.certificate, "page": page})


@login_required
@require_POST
def begin_case(request: SignedIn, uid: UUID, proceeding: str) -> HttpResponse:
    parent = find(request, uid)
    offered = beginnings.of_case(parent, Standing(request.user))
    asked = partial(begin_about_case, parent, proceeding, by=request.user)
    return _begun(request, proceeding, offered, asked, redirect("certification:case", uid=uid))


@login_required
@require_POST
def begin_certificate(request: SignedIn, uid: UUID, proceeding: str) -> HttpResponse:
    found = find_certificate(request, uid)
    offered = beginnings.of_certificate(found, Standing(request.user))
    asked = partial(begin_about_certificate, found, proceeding, by=request.user)
    return _begun(request, proceeding, offered, asked, redirect("certification:certificate", uid=uid))


@login_required
@require_POST
def begin_case_on_paper(request: SignedIn, uid: UUID, proceeding: str) -> HttpResponse:
    """What a letter about a case begins."""
    parent = find(request, uid)
    asked = partial(begin_about_case, parent, proceeding, by=request.user, on_paper=True)
    back = redirect("certification:entering", uid=uid)
    return _begun(request, proceeding, _on_paper(parent, request), asked, back, _to_the_document)


@login_required
@require_POST
def begin_certificate_on_paper(request: SignedIn, uid: UUID, proceeding: str) -> HttpResponse:
    """What a letter about a certificate begins."""
    found = find_certificate(request, uid)
    asked = partial(begin_about_certificate, found, proceeding, by=request.user, on_paper=True)
    back = redirect("certification:certificate", uid=uid)
    return _begun(request, proceeding, _on_paper(found, request), asked, back, _to_the_document)


def _on_paper(about: Case | Certificate, request: SignedIn) -> list[Beginning]:
    return [one for one in beginnings.on_paper(about) if is_office(one.case, request.user)]


def _begun(
    request: SignedIn, proceeding: str, offered: Iterable[Beginning], begin: Callable[[], Case], back: HttpResponse,
    onward: Callable[[SignedIn, Case], HttpResponse] | None = None,
) -> HttpResponse:  # fmt: skip
    if proceeding not in {one.case.proceeding for one in offered}:
        raise Http404
    try:
        return (onward or _onward)(request, begin())
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, " ".join(part for part in (reason.sentence, reason.clause) if part))
        return back


def _to_the_document(request: SignedIn, case: Case) -> HttpResponse:
    first = next(iter(case.rules.steps_from(case.state)))
    return redirect("certification:write_document", uid=case.uid, step=first.id)


def _onward(request: SignedIn, case: Case) -> HttpResponse:
    """To what is to be written first; a first step with nothing to write is taken at once."""
    first = next(iter(case.rules.steps_from(case.state)))
    if first.form is None:
        take_step(case, first.id, by=request.user)
        return redirect("certification:case", uid=case.uid)
    return redirect("certification:step", uid=case.uid, step=first.id)
