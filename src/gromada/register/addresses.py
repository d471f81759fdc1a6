"""Addresses that are printed or sent: whole, with the host of the installation."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from gromada.register.queries.holders import Standing


def whole_address(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def verification_address(number: str) -> str:
    """What a QR code holds: short, without a language."""
    return whole_address(reverse("open:verification", args=[number]))


def code_address(standing: Standing) -> str:
    """What the code of a holder leads to: the verification of its number, or its page where no number is known."""
    certificate = standing.certificate
    if certificate.number:
        return verification_address(certificate.number)
    return whole_address(reverse("register:holder", args=[certificate.holder.slug]))


def short_address(request: HttpRequest, number: str) -> str:
    """The answer's own address in the language that the reader's browser asks for."""
    with translation.override(translation.get_language_from_request(request)):
        path = reverse("register:answer", args=[number.strip("/")])
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
