"""What verifiers read, each with its ETag, open to every origin: a certificate must be checkable from anywhere."""

import json
import logging
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from gromada.certificates import dids, keys, publishing, seals
from gromada.certificates.credential.proof import JCS, RDFC
from gromada.certificates.models import Credential, StatusList
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer

logger = logging.getLogger(__name__)
CREDENTIAL, DID = "application/vc", "application/did"


@require_safe
def did_document(request: HttpRequest, issuer: str = "") -> HttpResponseBase:
    """Of the first issuer at the site's own address, of another below its short name; never one at the other's."""
    found = get_object_or_404(Issuer, slug=issuer) if issuer else Issuer.objects.order_by("pk").first()
    if found is not None and (dids.of_issuer(found) == dids.site()) == bool(issuer):
        raise Http404
    return answer(request, keys.document(found), DID)


@require_safe
def credential(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    return _signed(request, publishing.of_code(code), language, RDFC)


@require_safe
def credential_jcs(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    return _signed(request, publishing.of_code(code), language, JCS)


@require_safe
def paper(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    found = publishing.of_code(code)
    try:
        made = publishing.paper_of(found, language) if found else b""
    except Refusal as refusal:
        logger.error("The paper %s cannot be sealed: %s", code, refusal)
        return _later(request, language, found)
    if not made:
        raise Http404
    return answer(request, made, "application/pdf")


def _later(request: HttpRequest, language: str, found: Credential | None) -> HttpResponse:
    """Nothing of what is wrong here: whoever runs the installation reads it in the log."""
    with translation.override(language):
        words = {"certificate": found.certificate if found else None}
        response = render(request, "certificates/later.html", words, status=503)
    response["Retry-After"], response["Cache-Control"] = "600", "no-store"
    return response


@require_safe
def report(request: HttpRequest, code: str) -> HttpResponseBase:
    """What a credential names by its digest: the standards that were met, without people and pictures."""
    found = publishing.of_code(code)
    if found is None or not found.report:
        raise Http404
    return HttpResponse(status=410) if found.revoked_at else answer(request, found.report, "application/json")


@require_safe
def by_number(request: HttpRequest, number: str, language: str) -> HttpResponseBase:
    """The one that counts now: after a suspension the number is the same, the credential another."""
    return _signed(request, publishing.of_number(number), language, RDFC)


@require_safe
def badge(request: HttpRequest, number: str, language: str) -> HttpResponseBase:
    """For the holder's own page: it says what holds now, so it may not be kept for long."""
    drawn = publishing.badge(number, language)
    if not drawn:
        raise Http404
    return answer(request, drawn, "image/svg+xml")


@require_safe
def status_list(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    found = get_object_or_404(StatusList.objects.exclude(signed_at=None), uid=uid)
    return answer(request, found.document, CREDENTIAL)


@require_safe
def achievement(request: HttpRequest, edition: str, language: str) -> HttpResponseBase:
    """Where the certificate of an edition and its standards are described, as the addresses in credentials promise."""
    found = publishing.achievement(edition, language)
    if not found:
        raise Http404
    return answer(request, found, "application/ld+json", seconds=86_400)


@require_safe
def annex(request: HttpRequest, edition: str, language: str, part: str) -> HttpResponseBase:
    text = publishing.annex(edition, part, language)
    if not text:
        raise Http404
    return answer(request, text, "text/markdown; charset=utf-8", seconds=86_400)


@require_safe
def bundle(request: HttpRequest) -> HttpResponseBase:
    return answer(request, publishing.bundle(), "application/json")


@require_safe
def roots(request: HttpRequest) -> HttpResponseBase:
    """For whoever wants a reader of PDF to show our own seals as trusted."""
    return answer(request, seals.roots(), "application/x-pem-file", seconds=86_400)


def answer(request: HttpRequest, body: dict[str, Any] | bytes, kind: str, seconds: int = 300) -> HttpResponseBase:
    data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    response = HttpResponse(data, content_type=_named(request, kind))
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept"])
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, response=response) or response


def _named(request: HttpRequest, kind: str) -> str:
    """The kind's own name; the plainer one where nothing else is understood: common programs read JSON under no other."""
    if kind not in (CREDENTIAL, DID) or any(request.accepts(each) for each in (kind, "text/html")):
        return kind
    return next((each for each in ("application/ld+json", "application/json") if request.accepts(each)), kind)


def _signed(request: HttpRequest, found: Credential | None, language: str, suite: str) -> HttpResponseBase:
    """410 once it has been revoked: it existed, and whoever keeps a copy is told by the status list."""
    document = found.documents.get(f"{language}.{suite}") if found else None
    if found is None or document is None:
        raise Http404
    return HttpResponse(status=410) if found.revoked_at else answer(request, document, CREDENTIAL)
