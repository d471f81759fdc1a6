"""What every page reads: whose it is, where one can go, and whether it is the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.desk.navigation import account, navigation
from gromada.people.queries import issuer_of_page, issuers


def page(request: HttpRequest) -> dict[str, Any]:
    issuer = issuer_of_page(request)
    return {
        "demo": _("People and cases here are invented.") if settings.DEMO else False,
        "demo_more": _("The register shows facts from public sources.") if settings.DEMO else "",
        "issuer_name": issuer.short if issuer else "",
        "issuer_sentence": issuer.name if issuer else ", ".join(one.name for one in issuers()),
        "contacts": [one for one in ([issuer] if issuer else issuers()) if one.contact_lines],
        "home_url": reverse("register:home"),
        "desk_url": reverse("desk:desk"),
        "navigation": navigation(request),
        "account": account(request),
        "sign_in_url": reverse("people:sign_in"),
        "footer_links": [
            {"label": _("Remarks"), "url": reverse("register:remarks")},
            {"label": _("Accessibility statement"), "url": reverse("register:accessibility")},
            {"label": _("Privacy"), "url": reverse("register:privacy")},
            {"label": _("Regulations of the certificate"), "url": reverse("register:regulations")},
        ],
        "source_url": settings.SOURCE_URL,
    }
