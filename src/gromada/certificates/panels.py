"""The part of a case's page that this room lends: the certificate as paper."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from gromada.certificates.models import Rendering
from gromada.certificates.rules import may_issue_duplicate
from gromada.ui.panels import register


@register("certification.case", order=40)
def certificate(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    """Nothing until there is a certificate with papers that this person may have."""
    found = context["case"].certificate
    papers = (
        list(Rendering.objects.visible_to(request.user).filter(certificate=found).order_by("-copy", "pk"))
        if found
        else []
    )
    if not papers:
        return mark_safe("")
    newest = next((p for p in papers if p.language == getattr(request, "LANGUAGE_CODE", "")), papers[0])
    words: dict[str, Any] = {"certificate": found, "newest": newest, "papers": papers}
    words["refused"] = may_issue_duplicate(found, request.user) if request.user.is_authenticated else True
    return mark_safe(render_to_string("certificates/panel.html", words, request))
