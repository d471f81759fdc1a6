"""Problem details (RFC 9457) with the types that the specifications name, and a sentence each."""

from typing import Any

from django.utils.translation import gettext as _

from gromada.certificates import sentences
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.verifying import Check, Outcome

_MODEL, _SECURITY = "https://www.w3.org/TR/vc-data-model#", "https://w3id.org/security#"
_STATUS = "https://www.w3.org/ns/credentials/status-list#"
_TYPES = {
    "signature.none": _SECURITY + "PARSING_ERROR",
    "signature.term": _SECURITY + "DATA_LOSS_DETECTION_ERROR",
    "signature.type": _SECURITY + "DATA_LOSS_DETECTION_ERROR",
    "signature.relative": _SECURITY + "DATA_LOSS_DETECTION_ERROR",
    "signature.value": _SECURITY + "DATA_LOSS_DETECTION_ERROR",
    "signature.suite": _SECURITY + "PROOF_TRANSFORMATION_ERROR",
    "signature.domain": _SECURITY + "INVALID_DOMAIN_ERROR",
    "signature.challenge": _SECURITY + "INVALID_CHALLENGE_ERROR",
    "signature.did": _SECURITY + "INVALID_VERIFICATION_METHOD",
    "signature.method": _SECURITY + "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
    "signature.key": _SECURITY + "INVALID_VERIFICATION_METHOD",
    "dates.unreadable": _MODEL + "MALFORMED_VALUE_ERROR",
    "dates.early": _MODEL + "RANGE_ERROR",
    "dates.expired": _MODEL + "RANGE_ERROR",
    "status.away": _STATUS + "STATUS_RETRIEVAL_ERROR",
    "status.length": _STATUS + "STATUS_LIST_LENGTH_ERROR",
    "status.range": _STATUS + "RANGE_ERROR",
    "status.entry": _STATUS + "MALFORMED_VALUE_ERROR",
}
_KINDS = {
    "form": _MODEL + "MALFORMED_VALUE_ERROR",
    "signature": _SECURITY + "PROOF_VERIFICATION_ERROR",
    "issuer": _MODEL + "CRYPTOGRAPHIC_SECURITY_ERROR",
    "dates": _MODEL + "RANGE_ERROR",
    "status": _STATUS + "STATUS_VERIFICATION_ERROR",
    "digests": _MODEL + "CRYPTOGRAPHIC_SECURITY_ERROR",
}


def of_check(check: Check) -> dict[str, Any]:
    return _problem(_TYPES.get(check.code, _KINDS[check.what]), sentences.sentence(check), check.detail)


def of_form(places: list[str]) -> dict[str, Any]:
    return of_check(Check("form", Outcome.FAILED, "form.wrong", ", ".join(places)))


def of_signing(fault: Fault) -> dict[str, Any]:
    """Why something is not signed. What the signature would not cover is named as such."""
    check = Check("signature", Outcome.FAILED, f"signature.{fault.code}", fault.detail)
    type = _TYPES.get(check.code, _SECURITY + "PROOF_GENERATION_ERROR")
    return _problem(type, _("It was not signed: %(why)s") % {"why": sentences.sentence(check)}, fault.detail)


def of_options(name: str) -> dict[str, Any]:
    return _problem(
        _SECURITY + "PROOF_GENERATION_ERROR",
        _("The option “%(name)s” cannot be read; see the service's documentation for what it may be.") % {"name": name},
        name,
    )


def of_request(fault: Fault) -> dict[str, Any]:
    """A request that is not the JSON it should be."""
    said = {
        "size": _("The request is too large or has too many values: at most %(detail)s."),
        "depth": _("The request is nested too deep: at most %(detail)s levels."),
        "duplicate": _("The name “%(detail)s” stands twice in one object; which one counts cannot be known."),
        "missing": _("The request needs an object named “%(detail)s”."),
    }.get(fault.code) or _("The request is not JSON with one object in UTF-8 (%(detail)s).")
    return _problem(_MODEL + "PARSING_ERROR", said % {"detail": fault.detail or fault.code}, fault.detail)


def _problem(type: str, title: str, detail: str) -> dict[str, Any]:
    return {"type": type, "title": title, "detail": detail}
