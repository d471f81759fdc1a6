"""What came on paper, entered by the office: a document first, then the step that it says."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gromada.certification.actions.entering import put_aside, write_document
from gromada.certification.forms.entering import DocumentForm, PaperForm
from gromada.certification.models import Case, Document
from gromada.certification.pages.entering import EnteredStepPage, EnteringPage, PaperAddingPage, document_form
from gromada.certification.queries.entering import enterable, may_enter
from gromada.certification.queries.roles import Standing
from gromada.certification.views.case import find
from gromada.certification.views.deeds import told
from gromada.certification.views.evidence import adding
from gromada.certification.views.saving import saved
from gromada.certification.views.writing import answered
from gromada.kit import uploads
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.people.requests import SignedIn
from gromada.standards.edition.model import Step


def find_for_office(request: SignedIn, uid: UUID) -> Case:
    case = find(request, uid)
    if not may_enter(case, request.user):
        raise Http404
    return case


@login_required
def entering(request: SignedIn, uid: UUID) -> HttpResponse:
    case = find_for_office(request, uid)
    return render(
        request, "certification/entering/entering.html", {"case": case, "page": EnteringPage(case, request.user)}
    )


@login_required
@require_http_methods(["GET", "POST"])
def write(request: SignedIn, uid: UUID, step: str) -> HttpResponse:
    case = find_for_office(request, uid)
    asked = _step(case, step)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = document_form(case, asked, *sent)
    made = _written(form, case, asked, request.user) if sent and sound(request, form) else None
    if made:
        return redirect("certification:entered_step", uid=uid, document=made.uid)
    form.keep_files()
    context = {"case": case, "form": form, "heading": EnteringPage(case, request.user).step_text(step)}
    return render(request, "certification/entering/document.html", context, status=400 if form.errors else 200)


def sound(request: SignedIn, form: PaperForm) -> bool:
    """Whether everything was filled in and every file came whole."""
    return form.is_valid() and not uploads.explain(request, form)


def _step(case: Case, id: str) -> Step:
    found = next((step for step in enterable(case) if step.id == id), None)
    if found is None:
        raise Http404
    return found


def _written(form: DocumentForm, case: Case, step: Step, by: Person) -> Document | None:
    """Writes the document down, or shows in the form why not."""
    try:
        files = {"uploads": form.cleaned_data["files"], "kept": form.kept()}
        return write_document(case, step, form.signed(), form.paper(), by=by, **files)
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def find_document(request: SignedIn, uid: UUID, document: UUID) -> Document:
    case = find_for_office(request, uid)
    found = get_object_or_404(case.documents.exclude(step=""), uid=document)
    found.case = case
    return found


@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedIn, uid: UUID, document: UUID) -> HttpResponse:
    """The form of the step, as for the people themselves."""
    return answered(request, _page(request, uid, document), lambda: _page(request, uid, document))


def _page(request: SignedIn, uid: UUID, document: UUID) -> EnteredStepPage:
    return EnteredStepPage(find_document(request, uid, document), request.user, Standing(request.user))


@login_required
@require_POST
def save(request: SignedIn, uid: UUID, document: UUID) -> JsonResponse:
    """One place of the form, copied from the document."""
    found = find_document(request, uid, document)
    step = found.case.rules.step(found.step)
    if step is None or not step.form:
        raise Http404
    return saved(request, found.case, found.case.edition.built.forms[step.form], entry=found)


@login_required
@require_http_methods(["GET", "POST"])
def evidence(request: SignedIn, uid: UUID, document: UUID, node: str) -> HttpResponse:
    """What came with the document as evidence for one node."""
    page = PaperAddingPage(find_document(request, uid, document), request.user, Standing(request.user), node)
    home = redirect("certification:entered_step", uid=uid, document=document)
    return adding(request, page) if page.is_open else home


@login_required
@require_POST
def aside(request: SignedIn, uid: UUID, document: UUID) -> HttpResponse:
    try:
        put_aside(find_document(request, uid, document), by=request.user)
    except Refusal as refusal:
        return told(request, refusal)
    messages.success(request, _("The document is put aside. It stays in the file of the case."))
    return redirect("certification:entering", uid=uid)
