"""What this room lends to those beneath: a part of the page of a case, and the answer to who may open the file of a paper."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gromada.certificates import publishing, waiting
from gromada.certificates.credential.proof import RDFC
from gromada.certificates.models import OWNER, Credential, Rendering, code_of
from gromada.certificates.rules import may_issue_duplicate, may_seal
from gromada.certification.models import Certificate
from gromada.people.models import Person
from gromada.records import access
from gromada.ui import panels


@panels.register("certification.case", order=40)
def certificate_of_case(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    return _papers(request, context["case"].certificate)


@panels.register("certification.certificate", order=10)
def certificate(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    return _papers(request, context["certificate"])


def _papers(request: HttpRequest, found: Certificate | None) -> SafeString:
    """Nothing until there is a certificate with papers that this person may have."""
    papers = (
        list(Rendering.objects.visible_to(request.user).filter(certificate=found).order_by("-copy", "pk"))
        if found
        else []
    )
    if not papers:
        return mark_safe("")
    newest = next((p for p in papers if p.language == getattr(request, "LANGUAGE_CODE", "")), papers[0])
    words: dict[str, Any] = {"certificate": found, "newest": newest, "papers": papers}
    words["sealing"] = request.user.is_authenticated and found and not may_seal(found, request.user)
    words["refused"] = may_issue_duplicate(found, request.user) if request.user.is_authenticated and found else True
    words["waits"] = waiting.reason(found) if found and not words["refused"] else ""
    return mark_safe(render_to_string("certificates/panel.html", words, request))


@panels.register("register.verification", order=10)
def signed(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    """Where the certificate that was asked after can be had as data; nothing while no credential counts."""
    number = context["one"]["standing"].certificate.number
    found = publishing.of_number(number)
    language = getattr(request, "LANGUAGE_CODE", "")
    if found is None or f"{language}.{RDFC}" not in found.documents:
        return mark_safe("")
    edition = found.certificate.edition.built
    words = {"number": number, "language": language, "code": code_of(found.uid), "snippet": _snippet(found, language)}
    words["clause"] = edition.clause(edition.certificate.licence_clause, language)
    return mark_safe(render_to_string("certificates/signed.html", words, request))


def _snippet(credential: Credential, language: str) -> str:
    """A picture within a link to the page that says whether it is in force; no script, no cookie."""
    certificate = credential.certificate
    picture = settings.PUBLIC_URL + reverse("credentials:badge", args=[certificate.number, language])
    name = credential.documents[f"{language}.{RDFC}"]["name"]
    line = '<a href="{}"><img src="{}" width="320" height="96" alt="{}"></a>'
    return str(format_html(line, certificate.address, picture, name))


def may_open(person: Person, rendering: str) -> bool:
    return Rendering.objects.visible_to(person).filter(uid=rendering).exists()


access.register(OWNER, may_open)
