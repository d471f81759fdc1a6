"""The outbox of a case: letters prepared, changed, sent by a person, delivered."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gromada.certification.actions import letters
from gromada.certification.forms.letter import DeliveryForm, LetterForm, SendForm
from gromada.certification.models import Case, Letter
from gromada.certification.pages.letter import letters_for, may_handle
from gromada.certification.rules import may_correct_delivery
from gromada.certification.views.case import find
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn


@login_required
def outbox(request: SignedIn, uid: UUID) -> HttpResponse:
    case = find(request, uid)
    context = {"case": case, "letters": letters_for(case, request.user), "handles": may_handle(case, request.user)}
    return render(request, "certification/letters/outbox.html", context)


def _letter(request: SignedIn, uid: UUID, letter: UUID, *, to_handle: bool = True) -> Letter:
    case: Case = find(request, uid)
    if to_handle and not may_handle(case, request.user):
        raise Http404
    return get_object_or_404(
        letters_for(case, request.user).select_related("case__edition", "case__institution"), uid=letter
    )


@login_required
@require_http_methods(["GET", "POST"])
def letter(request: SignedIn, uid: UUID, letter: UUID) -> HttpResponse:
    found = _letter(request, uid, letter, to_handle=request.method == "POST")
    form = LetterForm(request.POST or None, initial=_said(found))
    if request.method == "POST" and form.is_valid():
        try:
            letters.change(found, **form.cleaned_data, by=request.user)
            return redirect("certification:letter", uid=uid, letter=letter)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, found, form=form)


def _said(letter: Letter) -> dict[str, Any]:
    return {
        name: getattr(letter, name) for name in ("addressee", "address", "subject", "body", "enclosures", "version")
    }


def _page(request: SignedIn, letter: Letter, **forms: Any) -> HttpResponse:
    context = {
        "case": letter.case, "letter": letter, "handles": may_handle(letter.case, request.user), "form": LetterForm(initial=_said(letter)),
        "sending": SendForm(letter), "delivery": DeliveryForm(initial={"delivered_on": letter.delivered_on or clock.today()}),
        "may_note": letter.delivered_on is None or may_correct_delivery(letter) is None, **forms,
    }  # fmt: skip
    failed = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "certification/letters/letter.html", context, status=400 if failed else 200)


@login_required
@require_POST
def send(request: SignedIn, uid: UUID, letter: UUID) -> HttpResponse:
    """What was changed on the page goes with it: the text is saved first."""
    found = _letter(request, uid, letter)
    form, text = SendForm(found, request.POST), LetterForm(request.POST if "body" in request.POST else None)
    if form.is_valid() and not text.errors:
        try:
            if text.is_bound:
                found = letters.change(found, **text.cleaned_data, by=request.user)
            letters.send(found, form.cleaned_data["channel"], on=form.cleaned_data["sent_on"], by=request.user)
            return redirect("certification:letter", uid=uid, letter=letter)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, found, sending=form, **({"form": text} if text.is_bound else {}))


@login_required
@require_POST
def drop(request: SignedIn, uid: UUID, letter: UUID) -> HttpResponse:
    found = _letter(request, uid, letter)
    form = SendForm(found)
    try:
        letters.drop(found, by=request.user)
    except Refusal as refusal:
        form = SendForm(found, {"channel": ""})
        form.is_valid()
        form.refuse(refusal)
        return _page(request, found, sending=form)
    return redirect("certification:letters", uid=uid)


@login_required
@require_POST
def delivery(request: SignedIn, uid: UUID, letter: UUID) -> HttpResponse:
    found = _letter(request, uid, letter)
    form = DeliveryForm(request.POST)
    if form.is_valid():
        try:
            letters.note_delivery(found, form.cleaned_data["delivered_on"], by=request.user)
            return redirect("certification:letter", uid=uid, letter=letter)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, found, delivery=form)


@login_required
def sheet(request: SignedIn, uid: UUID, letter: UUID) -> HttpResponse:
    found = _letter(request, uid, letter, to_handle=False)
    return render(request, "certification/letters/sheet.html", {"case": found.case, "letter": found})
