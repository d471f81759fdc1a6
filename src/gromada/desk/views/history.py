"""Certificates of years gone by: the office writes them down, the holder or the office confirms them, the holder remarks."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gromada.certification.history.confirming import confirm, take_back
from gromada.certification.history.deciding import confirms_as, heads_holder, may_correct, may_withdraw, works_in_office
from gromada.certification.history.entering import correct, enter, typed_of
from gromada.certification.history.remarking import remark, settle
from gromada.certification.history.withdrawing import bring_back, withdraw
from gromada.certification.models import Certificate, Confirmer, HistoryRemark
from gromada.desk.forms.institution import (
    AnswerForm,
    BasisForm,
    CorrectForm,
    HistoryForm,
    PlainForm,
    ReasonForm,
    RemarkForm,
)
from gromada.desk.queries.holdings import described
from gromada.desk.views.asking import Asking, asked, of_office, office
from gromada.kit import uploads
from gromada.people.requests import SignedIn

CERTIFICATES = "#certificates"


@login_required
@require_http_methods(["GET", "POST"])
def new_history(request: SignedIn, uid: UUID) -> HttpResponse:
    issuer, found = office(request), of_office(request, uid)
    lead = _(
        "It stands in the register at once as history that is not confirmed yet, with its source. What is not known stays unknown."
    )
    page = Asking(found, _("Add a certificate from history"), _("Add the certificate"), lead, CERTIFICATES)
    form = HistoryForm(request.POST or None, request.FILES or None, institution=found, issuer=issuer)
    return _with_files(request, form, partial(enter, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def correct_history(request: SignedIn, certificate: UUID) -> HttpResponse:
    found = _certificate(certificate)
    if not works_in_office(request.user, found.issuer) or may_correct(request.user, found):
        raise Http404
    page = Asking(found.institution, _("Correct a certificate from history"), _("Save"), described(found), CERTIFICATES)
    form = CorrectForm(
        request.POST or None, request.FILES or None, institution=found.institution, issuer=found.issuer,
        initial=typed_of(found),
    )  # fmt: skip
    return _with_files(request, form, partial(correct, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def confirm_history(request: SignedIn, certificate: UUID) -> HttpResponse:
    """The holder's head confirms by their word, the office on a basis."""
    found = _certificate(certificate)
    confirmer = confirms_as(request.user, found)
    if confirmer is None or not found.imported:
        raise Http404
    lead = described(found) + " " + _("From then on the register shows its status by its dates.")
    page = Asking(found.institution, _("Confirm a certificate from history"), _("Confirm"), lead, CERTIFICATES)
    form = (BasisForm if confirmer == Confirmer.OFFICE else PlainForm)(request.POST or None)
    return asked(request, form, partial(confirm, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def unconfirm_history(request: SignedIn, certificate: UUID) -> HttpResponse:
    found = _certificate(certificate)
    if not works_in_office(request.user, found.issuer) or found.confirmed_on is None:
        raise Http404
    lead = described(found) + " " + _("Then it can be corrected or withdrawn, and confirmed again.")
    page = Asking(
        found.institution, _("Take the confirmation back"), _("Take the confirmation back"), lead, CERTIFICATES
    )
    return asked(request, ReasonForm(request.POST or None), partial(take_back, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_history(request: SignedIn, certificate: UUID) -> HttpResponse:
    found = _certificate(certificate)
    if not works_in_office(request.user, found.issuer) or may_withdraw(request.user, found):
        raise Http404
    lead = described(found) + " " + _("It leaves the register and every list; you may bring it back.")
    page = Asking(found.institution, _("Withdraw what was brought in by mistake"), _("Withdraw"), lead, CERTIFICATES)
    return asked(request, ReasonForm(request.POST or None), partial(withdraw, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def bring_back_history(request: SignedIn, certificate: UUID) -> HttpResponse:
    gone = Certificate.everything.exclude(withdrawn_on=None).select_related(*_RELATED)
    found = get_object_or_404(gone, uid=certificate)
    if not works_in_office(request.user, found.issuer):
        raise Http404
    page = Asking(found.institution, _("Bring a certificate back"), _("Bring back"), described(found), CERTIFICATES)
    return asked(request, PlainForm(request.POST or None), partial(bring_back, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def remark_history(request: SignedIn, certificate: UUID) -> HttpResponse:
    found = _certificate(certificate)
    if not heads_holder(request.user, found):
        raise Http404
    page = Asking(found.institution, _("Write to the office what is wrong"), _("Send"), described(found), CERTIFICATES)
    return asked(request, RemarkForm(request.POST or None), partial(_remark, request, found), page)


def _remark(request: SignedIn, found: Certificate, text: str) -> None:
    remark(found, text, by=request.user)
    messages.success(request, _("The office has it and will answer here."))


@login_required
@require_http_methods(["GET", "POST"])
def answer_history_remark(request: SignedIn, remark: UUID) -> HttpResponse:
    found = get_object_or_404(HistoryRemark.objects.select_related(*_RELATED_REMARK), uid=remark)
    if not works_in_office(request.user, found.certificate.issuer):
        raise Http404
    title, lead = _("Answer the holder's remark"), described(found.certificate)
    page = Asking(found.certificate.institution, title, _("Save the answer"), lead, CERTIFICATES, quote=found.text)
    return asked(request, AnswerForm(request.POST or None), partial(settle, found, by=request.user), page)


_RELATED = ("issuer", "edition", "institution", "unit")
_RELATED_REMARK = tuple(f"certificate__{name}" for name in _RELATED)


def _certificate(uid: UUID) -> Certificate:
    return get_object_or_404(Certificate.objects.select_related(*_RELATED), uid=uid)


def _with_files(request: SignedIn, form: Any, deed: Any, page: Asking) -> HttpResponse:
    if request.method == "POST":
        form.is_valid()
        uploads.explain(request, form)
    return asked(request, form, deed, page)
