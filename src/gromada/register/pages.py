"""Pages that tell: how to get the certificate, the regulations, privacy, accessibility. Nothing is stored."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gromada.people.models import Issuer
from gromada.register.prose import html
from gromada.register.queries.editions import current_editions
from gromada.register.self_check import SelfCheck, self_checks
from gromada.register.statement import statement


# What is typed here is answered and forgotten, so there is no session that a forged request could misuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def how(request: HttpRequest) -> HttpResponse:
    language = get_language() or ""
    schemes = [_scheme(check, request, language) for check in self_checks(current_editions())]
    return render(request, "register/how.html", {"schemes": schemes, "answered": request.method == "POST"})


def _scheme(check: SelfCheck, request: HttpRequest, language: str) -> dict[str, Any]:
    given = request.POST if request.method == "POST" else {}
    edition = check.edition
    return {
        "check": check,
        "questions": check.questions(language, given),
        "outcome": check.outcome(language, given),
        "name": edition.text(("form", check.form.id), language) if check.form else "",
        "lead": edition.text(("form", check.form.id), language, "lead") if check.form else "",
        "certificate": edition.text(("scheme",), language, "certificate"),
        "banner": edition.text(("scheme",), language, "banner"),
        "path": check.path(language),
        "standards": check.standards(language),
    }


@require_safe
def regulations(request: HttpRequest) -> HttpResponse:
    language = get_language() or ""
    texts = [(edition, edition.document("texts/regulations", language)) for edition in current_editions()]
    shown = [
        {"certificate": edition.text(("scheme",), language, "certificate"), "text": html(text, headings_from=1)}
        for edition, text in texts
        if text
    ]
    return render(request, "register/regulations.html", {"texts": shown})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    page = {"issuers": list(Issuer.objects.order_by("pk")), "text": _own_text("privacy")}
    return render(request, "register/privacy.html", page)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    facts = statement()
    return render(request, "register/accessibility.html", {"facts": facts, "text": _own_text("accessibility")})


def _own_text(name: str) -> str:
    """A long text of the house: a file for each language."""
    language = (get_language() or "")[:2]
    return f"register/pages/{name}.{language if language in ('pl', 'en') else 'pl'}.html"
