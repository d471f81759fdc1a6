"""Letters that come in: dropped on the desk, read, assigned, entered, answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from gromada.certification.models import Case
from gromada.certification.pages.entering import document_form
from gromada.certification.queries.entering import enterable, may_enter
from gromada.certification.views.entering import sound
from gromada.institutions.models import Institution
from gromada.kit import uploads
from gromada.kit.refusal import Refusal
from gromada.paper.actions import incoming as deeds
from gromada.paper.forms.incoming import AssignForm, CodeForm, DropForm, InstitutionForm, NewCaseForm
from gromada.paper.models import Incoming
from gromada.paper.pages.incoming import LetterPage, letters_of, office_of
from gromada.people.models import Issuer
from gromada.people.requests import SignedIn
from gromada.standards.edition.model import Step
from gromada.ui.typography import longdate


def _office(request: SignedIn) -> Issuer:
    issuer = office_of(request.user)
    if issuer is None:
        raise Http404
    return issuer


@login_required
@require_http_methods(["GET", "POST"])
def incoming(request: SignedIn) -> HttpResponse:
    issuer = _office(request)
    form = DropForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        told = deeds.receive(form.cleaned_data["files"], issuer, by=request.user)
        _tell(request, told)
        one = next(iter([*told.letters, *told.known]), None) if told.alone else None
        return redirect("paper:letter", uid=one.uid) if one else redirect("paper:incoming")
    context = {"form": form, **letters_of(request.user)}
    return render(request, "paper/incoming/list.html", context, status=400 if form.errors else 200)


def _tell(request: SignedIn, told: deeds.Taken) -> None:
    number = len(told.letters)
    if number:
        sentence = ngettext("%(number)d letter is in.", "%(number)d letters are in.", number)
        messages.success(request, sentence % {"number": number})
    for known in told.known:
        words = {"letter": str(known), "day": longdate(known.received_on)}
        messages.warning(request, _("“%(letter)s” came in already on %(day)s; it is not kept twice.") % words)
    for no in (*told.refused, *uploads.refusals(request)):
        messages.error(request, str(no))


def find(request: SignedIn, uid: UUID) -> Incoming:
    seen = Incoming.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("issuer", "case__edition", "case__institution", "file"), uid=uid)


@login_required
def letter(request: SignedIn, uid: UUID) -> HttpResponse:
    return _page(request, find(request, uid))


def _page(request: SignedIn, found: Incoming, **forms: Any) -> HttpResponse:
    page = LetterPage(found, request.user)
    context = {"letter": found, "page": page, "by_number": AssignForm(), "by_code": CodeForm(), **forms}
    return render(request, "paper/incoming/letter.html", context, status=400 if forms else 200)


@login_required
@require_POST
def assign(request: SignedIn, uid: UUID) -> HttpResponse:
    """To a case that was suggested, or to the one whose number was typed."""
    found, form = find(request, uid), AssignForm(request.POST)
    case = _suggested(request, found) or (
        form.is_valid() and form.found(Case.objects.visible_to(request.user).filter(issuer=found.issuer))
    )
    if not case:
        return _page(request, found, by_number=form)
    _do(request, lambda: deeds.assign(found, case, by=request.user))
    return redirect("paper:letter", uid=uid)


def _suggested(request: SignedIn, found: Incoming) -> Case | None:
    wanted = request.POST.get("case", "")
    return next(
        (s.case for s in LetterPage(found, request.user).suggestions if s.case and str(s.case.uid) == wanted), None
    )


def _do(request: SignedIn, deed: Callable[[], Any]) -> bool:
    try:
        deed()
    except Refusal as refusal:
        for no in refusal.reasons:
            messages.error(request, str(no))
        return False
    return True


@login_required
@require_POST
def code(request: SignedIn, uid: UUID) -> HttpResponse:
    found, form = find(request, uid), CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, by_code=form)
    _do(request, lambda: deeds.note_code(found, form.cleaned_data["code"], by=request.user))
    return redirect("paper:letter", uid=uid)


@login_required
@require_POST
def aside(request: SignedIn, uid: UUID) -> HttpResponse:
    found = find(request, uid)
    _do(request, lambda: deeds.put_aside(found, by=request.user))
    return redirect("paper:incoming")


@login_required
@require_POST
def answer(request: SignedIn, uid: UUID) -> HttpResponse:
    found = find(request, uid)
    if found.case is None:
        raise Http404
    made = deeds.draft_answer(found, found.case, by=request.user)
    return redirect("certification:letter", uid=found.case.uid, letter=made.uid)


@login_required
@require_POST
def begin(request: SignedIn, uid: UUID, proceeding: str) -> HttpResponse:
    """A case that the letter begins; then the letter is entered as the document of its first step."""
    found = find(request, uid)
    if proceeding not in {one.proceeding for one in LetterPage(found, request.user).beginnings() if one.url}:
        raise Http404
    if not _do(request, lambda: deeds.begin_on(found, proceeding, by=request.user)):
        return redirect("paper:letter", uid=uid)
    found.refresh_from_db()
    assert found.case is not None
    return redirect("paper:enter", uid=uid, step=next(iter(enterable(found.case))).id)


@login_required
@require_http_methods(["GET", "POST"])
def enter(request: SignedIn, uid: UUID, step: str) -> HttpResponse:
    """The letter as the document on which a step of its case is entered."""
    found, asked = _asked(request, uid, step)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = document_form(found.case, asked, *sent, **LetterPage(found, request.user).known())
    if sent and sound(request, form) and _entered(form, found, asked, request):
        return redirect("certification:entered_step", uid=found.case.uid, document=found.document.uid)
    form.keep_files()
    page = LetterPage(found, request.user)
    context = {"letter": found, "case": found.case, "form": form, "page": page, "heading": page.step_text(asked)}
    return render(request, "paper/incoming/enter.html", context, status=400 if form.errors else 200)


def _asked(request: SignedIn, uid: UUID, step: str) -> tuple[Any, Step]:
    found = find(request, uid)
    if found.case is None or found.used or not may_enter(found.case, request.user):
        raise Http404
    asked = next((one for one in enterable(found.case) if one.id == step), None)
    if asked is None:
        raise Http404
    return found, asked


def _entered(form: Any, found: Incoming, step: Step, request: SignedIn) -> bool:
    try:
        more = {"uploads": form.cleaned_data["files"], "kept": form.kept()}
        found.document = deeds.enter_on(found, step, form.signed(), form.paper(), by=request.user, **more)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def new_case(request: SignedIn, uid: UUID) -> HttpResponse:
    """First whose letter it is, then what it asks for."""
    found = find(request, uid)
    institution = _institution(request)
    if institution is None:
        form: Any = InstitutionForm(
            institutions=Institution.objects.visible_to(request.user), initial=_likely(request, found)
        )
        return render(request, "paper/incoming/whose.html", {"letter": found, "form": form})
    form = NewCaseForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid() and _opened(form, found, institution, request):
        return redirect("paper:letter", uid=uid)
    context = {"letter": found, "form": form, "institution": institution}
    return render(request, "paper/incoming/new_case.html", context, status=400 if form.errors else 200)


def _institution(request: SignedIn) -> Institution | None:
    wanted = request.GET.get("institution", "")
    seen = {str(i.uid): i for i in Institution.objects.visible_to(request.user)} if wanted else {}
    return seen.get(wanted)


def _likely(request: SignedIn, found: Incoming) -> dict[str, str]:
    likely = next(iter(LetterPage(found, request.user).suggestions), None)
    return {"institution": str(likely.institution.uid)} if likely else {}


def _opened(form: NewCaseForm, found: Incoming, institution: Institution, request: SignedIn) -> bool:
    said = form.said()
    said.pop("unit", None)
    try:
        deeds.open_case(found, institution, said.pop("edition"), said.pop("proceeding"), by=request.user, **said)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("The case is begun, and a draft of an answer waits among its letters."))
    return True
