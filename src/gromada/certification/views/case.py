"""The page of a case, beginning one, and the declaration of impartiality."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gromada.certification.actions import impartiality
from gromada.certification.actions.beginning import begin
from gromada.certification.actions.looking import look
from gromada.certification.forms.case import AllowForm, BeginForm, DeclarationForm
from gromada.certification.models import Case, Declaration
from gromada.certification.pages.case import CasePage
from gromada.certification.pages.news import news_of
from gromada.certification.queries.ending import asked_before
from gromada.certification.queries.looking import with_looks
from gromada.certification.queries.reach import is_issuers_side
from gromada.institutions.models import Institution
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.people.requests import SignedIn, belongs_to

_RELATED = ("edition", "issuer", "institution", "unit", "certificate", "parent")


def find(request: SignedIn, uid: UUID) -> Case:
    """The case, if the person may see it; 404, not 403: a stranger should not learn that it exists."""
    found = get_object_or_404(
        with_looks(Case.objects.visible_to(request.user), request.user).select_related(*_RELATED), uid=uid
    )
    belongs_to(request, found.issuer)
    return found


@login_required
def case(request: SignedIn, uid: UUID) -> HttpResponse:
    page = CasePage(find(request, uid), request.user)
    if page.closed_dossier:
        return redirect("certification:declare", uid=uid)
    since = page.since = look(page.case, by=request.user)
    news = news_of(request.user, [page.case], {page.case.pk: since}).get(page.case.pk) if since else None
    context = {"case": page.case, "page": page, "news": news, "news_since": since}
    return render(request, "certification/case/case.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedIn, institution: UUID) -> HttpResponse:
    found = get_object_or_404(Institution.objects.visible_to(request.user), uid=institution)
    form = BeginForm(request.POST or None, institution=found)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("certification:case", uid=begin(found, by=request.user, **form.said()).uid)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"institution": found, "form": form, "anew": asked_before(found)}
    return render(request, "certification/case/new.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def declare(request: SignedIn, uid: UUID) -> HttpResponse:
    found = find(request, uid)
    if not found.declarations.filter(person=request.user, current=True).exists():
        raise Http404
    form = DeclarationForm(request.POST or None, initial={"degree": None})
    if request.method == "POST" and form.is_valid() and _done(form, _declared, found, request.user):
        gone = form.cleaned_data["degree"] == Declaration.Degree.EXCLUDED
        return redirect(settings.LOGIN_REDIRECT_URL) if gone else redirect("certification:case", uid=uid)
    context = {"case": found, "form": form, "page": CasePage(found, request.user)}
    return render(request, "certification/case/declare.html", context, status=400 if form.errors else 200)


def _declared(form: DeclarationForm, case: Case, person: Person) -> None:
    impartiality.declare(case, person, **form.cleaned_data, by=person)


def _done(form: Any, deed: Callable[..., None], *about: Any) -> bool:
    """Does it, or shows in the form why not."""
    try:
        deed(form, *about)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def allow(request: SignedIn, uid: UUID, declaration: UUID) -> HttpResponse:
    said = _said(request, uid, declaration)
    form = AllowForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, _allowed, said, request.user):
        return redirect("certification:case", uid=uid)
    context = {"case": said.case, "said": said, "form": form}
    return render(request, "certification/case/allow.html", context, status=400 if form.errors else 200)


def _said(request: SignedIn, uid: UUID, declaration: UUID) -> Declaration:
    case = find(request, uid)
    if not is_issuers_side(case, request.user):
        raise Http404
    return get_object_or_404(
        case.declarations.filter(current=True).select_related("case__edition", "person"), uid=declaration
    )


def _allowed(form: AllowForm, said: Declaration, person: Person) -> None:
    impartiality.allow(said, form.cleaned_data["allowed_reason"], by=person)
