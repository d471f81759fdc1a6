"""The page on which anybody checks the file of a certificate: what it says of an answer, and what the browser needs to answer itself."""

import base64
import json
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gromada.certificates import publishing, sentences
from gromada.certificates.credential.form import listed
from gromada.certificates.credential.judging import Judged
from gromada.certificates.credential.terms import TABLE
from gromada.certificates.credential.verifying import Outcome
from gromada.kit import uploads

SEALS = {Outcome.PASSED: "valid", Outcome.FAILED: "revoked", Outcome.UNSURE: "unsure"}
OK = {Outcome.PASSED: True, Outcome.FAILED: False, Outcome.UNSURE: None}
MOST = 300  # letters of one fact


def page(judged: Judged | None = None, name: str = "", refused: str = "") -> dict[str, Any]:
    """`judged` is what the server found, where the browser could not; `refused` says why a file was not taken."""
    return {
        "data": {**_words(), "address": reverse("credentials:bundle"), "bundle": ""},
        "outcomes": [_blank(outcome) for outcome in Outcome],
        "answer": _answer(judged, name) if judged else None,
        "refused": refused,
        "language": get_language(),
    }


def saved() -> dict[str, Any]:
    """The same for a page that lies on a disk: it fetches nothing, and carries what is published today."""
    bundle = publishing.bundle()
    packed = base64.b64encode(json.dumps(bundle, ensure_ascii=False).encode()).decode()
    data = {**_words(), "address": "", "bundle": packed}
    ends = min((listed["validUntil"] for listed in bundle["statusLists"].values()), default=bundle["made"])
    days = {"made": sentences.readable(bundle["made"]), "until": sentences.readable(ends)}
    return {**page(), "data": data, "saved": True, "site": settings.PUBLIC_URL, **days}


def why_not(request: HttpRequest) -> str:
    """Why there is no file to check."""
    refused = uploads.refusals(request)
    return refused[0].sentence if refused else _("Choose the file of the certificate first, then press the button.")


def facts(document: dict[str, Any]) -> dict[str, str]:
    """What stands in a credential, for a person to compare with the paper. Texts only, of bounded length; "" where there is none."""
    subject = _object(next(iter(listed(document.get("credentialSubject"))), None))
    achievement = _object(next(iter(listed(subject.get("achievement"))), None))
    issuer = document.get("issuer")
    days = [day for day in (document.get("validFrom"), document.get("validUntil")) if isinstance(day, str)]
    site = sentences.readable(_text(issuer.get("id") if isinstance(issuer, dict) else issuer))
    return {
        "holder": _text(subject.get("name")),
        "certificate": _text(achievement.get("name")),
        "number": _text(subject.get("licenseNumber")),
        "term": _text(" – ".join(sentences.readable(day) for day in days)),
        "issuer": ", ".join(part for part in (_text(_object(issuer).get("name")), site) if part),
    }


def _words() -> dict[str, Any]:
    register = f"{settings.PUBLIC_URL}/s/"
    told = {"said": sentences.catalogue() | sentences.of_page(), "language": get_language(), "zone": settings.TIME_ZONE}
    return {**told, "table": TABLE, "register": register}


def _blank(outcome: Outcome) -> dict[str, Any]:
    """An answer of this outcome with nothing in it yet, and a line of this outcome, for the browser to fill."""
    rows = [{"name": name, "label": label, "value": ""} for name, label in _labels().items()]
    checks = [{"words": "", "ok": OK[outcome]}]
    return {"outcome": str(outcome), "state": SEALS[outcome], "title": "", "facts": rows, "checks": checks}


def _answer(judged: Judged, name: str) -> dict[str, Any]:
    report, said = judged.report, facts(judged.document) if judged.document else {}
    rows = [{"name": key, "label": label, "value": said[key]} for key, label in _labels().items() if said.get(key)]
    number = said.get("number", "")
    return {
        "outcome": str(report.verdict),
        "state": SEALS[report.verdict],
        "title": sentences.verdict(report),
        "name": name,
        "facts": rows,
        "checks": [{"words": sentences.sentence(check), "ok": OK[check.outcome]} for check in report.checks],
        "how": sentences.of_page()["how.server"],
        "register": f"{settings.PUBLIC_URL}/s/{quote(number, safe='/')}/" if number else "",
    }


def _labels() -> dict[str, str]:
    return {
        "holder": _("Institution"),
        "certificate": _("Certificate"),
        "number": _("Number"),
        "term": _("From – to"),
        "issuer": _("Issuer"),
    }


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value[:MOST] if isinstance(value, str) else ""
