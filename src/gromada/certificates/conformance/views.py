"""The endpoints. Each is a thin reading of the request; 404 where the service is switched off."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gromada.certificates.conformance import folder, problems
from gromada.certificates.conformance.answering import PURPOSES, Answering
from gromada.certificates.conformance.sources import House
from gromada.certificates.credential import jsontext
from gromada.certificates.credential.bundle import Bundle
from gromada.certificates.credential.fault import Fault
from gromada.kit import clock

Deed = Callable[..., tuple[int, dict[str, Any]]]


def _where_switched_on(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def seen(request: HttpRequest, **places: str) -> HttpResponse:
        if settings.CONFORMANCE is None:
            raise Http404
        return view(request, **places)

    return seen


def _endpoint(deed: Deed) -> Callable[..., HttpResponse]:
    """Reads the request's JSON, gives it to the service, writes what it answers."""

    @csrf_exempt
    @never_cache
    @_where_switched_on
    @require_POST
    @wraps(deed)
    def view(request: HttpRequest, **places: str) -> HttpResponse:
        with translation.override(_language(request)):
            try:
                asked = jsontext.load(_body(request))
            except Fault as fault:
                return _written(400, problems.of_request(fault) | {"status": 400, "verified": False})
            return _written(*deed(_service(request), asked, **places))

    return view


@_endpoint
def issue(service: Answering, asked: dict[str, Any], suite: str = "") -> tuple[int, dict[str, Any]]:
    return service.issue(asked, suite)


@_endpoint
def verify(service: Answering, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return service.verify(asked)


@_endpoint
def verify_presentation(service: Answering, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return service.verify_presentation(asked)


@_endpoint
def update_status(service: Answering, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return service.update_status(asked)


@never_cache
@_where_switched_on
@require_safe
def status_list(request: HttpRequest, purpose: str) -> HttpResponse:
    if purpose not in PURPOSES:
        raise Http404
    service = _service(request)
    if "timestamp" in request.GET:
        return _written(*service.status_list_then(purpose))
    return _written(200, service.status_list(purpose))


def _service(request: HttpRequest) -> Answering:
    """The service under the address by which it was reached, for that is where others look for its lists."""
    lists = request.build_absolute_uri(reverse("conformance:list", args=["purpose"])).rpartition("/")[0]
    bare = Answering(folder.held(Path(settings.CONFORMANCE or "")), lists, Bundle(), clock.now())
    return replace(bare, sources=House(lists, bare.status_list, PURPOSES))


def _language(request: HttpRequest) -> str:
    """As asked for; programs that ask for none, or for any, read English."""
    asked = request.headers.get("Accept-Language", "*").strip()
    return "en" if asked in ("", "*") else translation.get_language_from_request(request)


def _body(request: HttpRequest) -> bytes:
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not said.isdigit() or int(said) > jsontext.MAX_BYTES:
        raise Fault("size", str(jsontext.MAX_BYTES))
    return request.body


def _written(status: int, body: dict[str, Any]) -> HttpResponse:
    """Clients of the suites read JSON only under a name that says so."""
    kind = "application/json" if status < 400 else "application/problem+json"
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=kind)
