"""Pages that tell: how to get the certificate, the regulations, privacy, accessibility. Nothing is stored."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gromada.people.models import Issuer
from gromada.people.requests import belongs_to
from gromada.register.prose import html
from gromada.register.queries.editions import current_editions
from gromada.register.registers import issuer_called
from gromada.register.self_check import SelfCheck, self_checks
from gromada.register.statement import statement
from gromada.standards.edition.model import Edition


# What is typed here is answered and forgotten, so there is no session that a forged request could misuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def how(request: HttpRequest, scheme: str = "") -> HttpResponse:
    """Of several schemes one is chosen first: each has questions and a road of its own."""
    language, editions = get_language() or "", current_editions()
    if len(editions) > 1 and not scheme:
        return render(request, "register/schemes.html", {"schemes": [_choice(e, language, "how_of") for e in editions]})
    schemes = [_scheme(check, request, language) for check in self_checks(_of(request, editions, scheme))]
    return render(request, "register/how.html", {"schemes": schemes, "answered": request.method == "POST"})


def _of(request: HttpRequest, editions: list[Edition], scheme: str) -> list[Edition]:
    """The current edition of a scheme, whose page it then is; without a scheme all of them."""
    if not scheme:
        return editions
    found = [edition for edition in editions if edition.scheme == scheme]
    if not found:
        raise Http404
    belongs_to(request, issuer_called(found[0].issuer))
    return found


def _choice(edition: Edition, language: str, page: str) -> dict[str, str]:
    return {
        "name": edition.text(("scheme",), language, "certificate") or edition.text(("scheme",), language),
        "issuer": edition.text(("issuer",), language),
        "about": edition.text(("scheme",), language, "about"),
        "url": reverse(f"register:{page}", args=[edition.scheme]),
    }


def _scheme(check: SelfCheck, request: HttpRequest, language: str) -> dict[str, Any]:
    given = request.POST if request.method == "POST" else {}
    edition = check.edition
    return {
        "check": check,
        "scheme": edition.scheme,
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
def regulations(request: HttpRequest, scheme: str = "") -> HttpResponse:
    """Of several schemes that have regulations one is chosen first."""
    language = get_language() or ""
    editions = [e for e in current_editions() if scheme or e.document("texts/regulations", language)]
    if len(editions) > 1 and not scheme:
        choices = [_choice(edition, language, "regulations_of") for edition in editions]
        return render(request, "register/schemes.html", {"schemes": choices, "regulations": True})
    shown = _of(request, editions, scheme)
    texts = [(edition, edition.document("texts/regulations", language)) for edition in shown]
    told = [
        {"certificate": edition.text(("scheme",), language, "certificate"), "text": html(text, headings_from=1)}
        for edition, text in texts
        if text
    ]
    return render(request, "register/regulations.html", {"texts": told})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    page = {
        "issuers": list(Issuer.objects.order_by("pk")),
        "text": _own_text("privacy"),
        "sender_months": settings.REMARK_SENDER_MONTHS,
    }
    return render(request, "register/privacy.html", page)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    facts = statement()
    return render(request, "register/accessibility.html", {"facts": facts, "text": _own_text("accessibility")})


def _own_text(name: str) -> str:
    """A long text of the house: a file for each language."""
    language = (get_language() or "")[:2]
    return f"register/pages/{name}.{language if language in ('pl', 'en') else 'pl'}.html"
