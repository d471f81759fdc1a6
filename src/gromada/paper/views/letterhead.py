"""The page on which an issuer's people replace the letterhead, and its test letter."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gromada.certification.sentences import language
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.paper import setting
from gromada.paper.actions.letterhead import replace
from gromada.paper.actions.setting_letters import PDF, WORD, content_of, head_of, pdf_of
from gromada.paper.forms_letters import LetterheadForm
from gromada.paper.letter_word import docx
from gromada.paper.models.letterhead import Letterhead, in_use
from gromada.paper.rules_letters import may_keep_letterhead
from gromada.paper.sample import sample
from gromada.paper.views.letter import answer
from gromada.people.models import Issuer
from gromada.people.requests import SignedIn


def find(request: SignedIn, issuer: str) -> Issuer:
    found = get_object_or_404(Issuer, slug=issuer)
    if may_keep_letterhead(found, request.user):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "POST"])
def letterhead(request: SignedIn, issuer: str) -> HttpResponse:
    found = find(request, issuer)
    form = LetterheadForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if request.method == "POST" and form.is_valid():
        try:
            replace(found, form.cleaned_data["file"], by=request.user)
            return redirect("paper:letterhead", issuer=issuer)
        except Refusal as refusal:
            form.refuse(refusal)
    context: dict[str, Any] = {"issuer": found, "form": form, "now": in_use(found, clock.now())}
    context["before"] = Letterhead.objects.filter(issuer=found).select_related("by")[1:20]
    return render(request, "paper/letterhead.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
def test_letter(request: SignedIn, issuer: str, ending: str) -> HttpResponse:
    """The same words as PDF, as Word, or as a picture for the page."""
    found = find(request, issuer)
    words, paper = sample(found, language()), content_of(in_use(found, clock.now()))
    if ending == "png":
        picture = setting.png("letter.typ", words.as_json(), head=head_of(words, paper).as_json())
        return answer(picture, "image/png", "test.png", shown=True)
    if ending == "docx":
        return answer(docx(words, paper, clock.today()), WORD, "test.docx")
    return answer(pdf_of(words, paper, clock.today()), PDF, "test.pdf", shown=True)
