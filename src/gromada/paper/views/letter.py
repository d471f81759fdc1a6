"""A letter as files, what to put it in, and how its text came to be."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gromada.certification.models import Case, Letter
from gromada.certification.pages.letter import letters_for, may_handle
from gromada.paper import envelope as envelopes
from gromada.paper.actions.setting_letters import PDF, WORD, files_of
from gromada.paper.letter_facts import file_name
from gromada.paper.pages.versions import versions_of
from gromada.people.requests import SignedIn


def find(request: SignedIn, letter: UUID, *, to_handle: bool = False) -> Letter:
    """404 where the letter is not there for this person."""
    found = get_object_or_404(
        Letter.objects.select_related("case__edition", "case__institution", "case__issuer", "sent_by", "taken"),
        uid=letter,
        case__in=Case.objects.visible_to(request.user),
    )
    if not letters_for(found.case, request.user).filter(pk=found.pk).exists():
        raise Http404
    if to_handle and not may_handle(found.case, request.user):
        raise Http404
    return found


def answer(content: bytes, media_type: str, name: str, *, shown: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_safe
def pdf(request: SignedIn, letter: UUID) -> HttpResponse:
    found = find(request, letter)
    return answer(files_of(found).pdf, PDF, file_name(found, "pdf"), shown=True)


@login_required
@require_safe
def docx(request: SignedIn, letter: UUID) -> HttpResponse:
    found = find(request, letter)
    return answer(files_of(found).docx, WORD, file_name(found, "docx"))


@login_required
@require_safe
def envelope(request: SignedIn, letter: UUID, form: str) -> HttpResponse:
    found = find(request, letter, to_handle=True)
    if form not in envelopes.FORMS:
        raise Http404
    return answer(envelopes.pdf(found, form), PDF, f"{form}-{file_name(found, 'pdf')}", shown=True)


@login_required
@require_safe
def versions(request: SignedIn, letter: UUID) -> HttpResponse:
    found = find(request, letter, to_handle=True)
    context = {"letter": found, "case": found.case, "versions": versions_of(found)}
    return render(request, "paper/versions.html", context)
