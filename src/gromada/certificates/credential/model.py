"""The form of credentials and presentations: what the Data Model says of every property, 2.0 (sections 4 and 5) and, in its place, 1.1.

A fault is the place where it is, "credentialStatus.type". Whether words have a meaning is asked elsewhere (JSON-LD); here it is shapes.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from gromada.certificates.credential import status
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.integrity import digests
from gromada.certificates.credential.terms import VC

VC1 = "https://www.w3.org/2018/credentials/v1"
CREDENTIAL, PRESENTATION = "VerifiableCredential", "VerifiablePresentation"
ENVELOPED = {CREDENTIAL: "EnvelopedVerifiableCredential", PRESENTATION: "EnvelopedVerifiablePresentation"}
# What must say its type; those of the second line must say where they are as well (4.11; 1.1 asks it of three more).
TYPED = (
    "credentialStatus",
    "credentialSchema",
    "refreshService",
    "termsOfUse",
    "evidence",
    "renderMethod",
    "confidenceMethod",
)
PLACED = {VC: ("credentialSchema",), VC1: ("credentialSchema", "credentialStatus", "refreshService")}
_is_uri = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+").fullmatch
_is_language = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*").fullmatch
# XML Schema 1.1, 3.3.7 and 3.4.28: no zone is further away than 14 hours. Years have four digits here.
_zone = r"Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)"
_moment = re.compile(rf"(\d{{4}}-\d\d-\d\dT)(\d\d)(:\d\d:\d\d(?:\.\d+)?)({_zone})?", re.ASCII).fullmatch


def faults(document: dict[str, Any]) -> list[str]:
    """The places where a credential departs from the Data Model; an empty list is a good form."""
    version = _first_context(document)
    found = _common(document, CREDENTIAL)
    if not issuer_of(document):
        found.append("issuer")
    elif isinstance(document["issuer"], dict) and version == VC:
        found += _texts(document["issuer"], "issuer.")
    found += _subjects(document)
    found += _period(document, *(("issuanceDate", "expirationDate") if version == VC1 else ("validFrom", "validUntil")))
    if version == VC1 and "issuanceDate" not in document:
        found.append("issuanceDate")
    if version == VC:
        found += _texts(document, "")
    for place in TYPED:
        found += _described(document, place, placed=place in PLACED.get(version, ()))
    found += [
        f"credentialStatus.{name}" for each in listed(document.get("credentialStatus")) for name in status.faults(each)
    ]
    found += _resources(document)
    if status.LIST_CREDENTIAL in listed(document.get("type")):
        found += [f"credentialSubject.{name}" for name in status.list_faults(document)]
    return list(dict.fromkeys(found))


def presentation_faults(document: dict[str, Any]) -> list[str]:
    """The same for a presentation; what is wrong inside its credentials is asked of each (`faults`)."""
    found = _common(document, PRESENTATION)
    holder = document.get("holder")
    if "holder" in document and not is_url(holder.get("id") if isinstance(holder, dict) else holder):
        found.append("holder")
    inside = listed(document.get("verifiableCredential"))
    if "verifiableCredential" in document and (
        document["verifiableCredential"] is None or any(type(each) is not dict for each in inside)
    ):
        found.append("verifiableCredential")
    for place in ("termsOfUse", "refreshService"):
        found += _described(document, place, placed=False)
    return list(dict.fromkeys(found))


def enveloped_faults(document: dict[str, Any], kind: str) -> list[str]:
    """Of an enveloped credential or presentation (4.13.2 and 4.13.3): a context that knows the word, the type, a data: address."""
    found = []
    if VC not in listed(document.get("@context")):
        found.append("@context")
    if listed(document.get("type")) != [ENVELOPED[kind]]:
        found.append("type")
    if not (isinstance(document.get("id"), str) and document["id"].startswith("data:") and "," in document["id"]):
        found.append("id")
    return found


def is_enveloped(document: dict[str, Any], kind: str) -> bool:
    return ENVELOPED[kind] in listed(document.get("type"))


def issuer_of(document: dict[str, Any]) -> str:
    """The address of the issuer, "" where there is none."""
    issuer = document.get("issuer")
    id = issuer.get("id") if isinstance(issuer, dict) else issuer
    return id if isinstance(id, str) and is_url(id) else ""


def period(document: dict[str, Any]) -> tuple[Any, Any]:
    """From when and until when, as the document says it, in the words of its version."""
    if _first_context(document) == VC1:
        return document.get("issuanceDate"), document.get("expirationDate")
    return document.get("validFrom"), document.get("validUntil")


def moment(text: Any, *, zoned: bool = True) -> datetime | None:
    """A dateTimeStamp of XML Schema as a moment in UTC; None for anything else, and for what UTC cannot say in the years 1 to 9999.

    `zoned=False` takes one without a zone as UTC, as Data Integrity (2.1) asks for the moments of a proof.
    """
    found = _moment(text) if isinstance(text, str) else None
    if not found or (zoned and not found[4]):
        return None
    day, hour, rest, zone = found.groups()
    over = hour == "24" and not rest.strip(":.0")  # 24:00:00 is the first moment of the next day
    try:
        read = datetime.fromisoformat(f"{day}{'00' if over else hour}{rest}{zone or 'Z'}")
        return read.replace(tzinfo=UTC) + (timedelta(days=over) - (read.utcoffset() or timedelta()))
    except (ValueError, OverflowError):
        return None


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def is_url(value: Any) -> bool:
    return isinstance(value, str) and bool(_is_uri(value))


def _first_context(document: dict[str, Any]) -> str:
    first = [*listed(document.get("@context")), ""][0]
    return first if isinstance(first, str) else ""


def _common(document: dict[str, Any], kind: str) -> list[str]:
    contexts, types = document.get("@context"), listed(document.get("type"))
    found = []
    others = contexts[1:] if isinstance(contexts, list) else []
    if (
        not isinstance(contexts, list)
        or _first_context(document) not in (VC, VC1)
        or not all(isinstance(each, dict) or is_url(each) for each in others)
    ):
        found.append("@context")
    if kind not in types or not all(isinstance(each, str) and each for each in types):
        found.append("type")
    if "id" in document and not is_url(document["id"]):
        found.append("id")
    return found


def _subjects(document: dict[str, Any]) -> list[str]:
    subjects = listed(document.get("credentialSubject"))
    if not subjects or not all(isinstance(subject, dict) and subject for subject in subjects):
        return ["credentialSubject"]
    return ["credentialSubject.id" for each in subjects if "id" in each and not is_url(each["id"])]


def _period(document: dict[str, Any], begins: str, ends: str) -> list[str]:
    found = [name for name in (begins, ends) if name in document and moment(document[name]) is None]
    first, last = moment(document.get(begins)), moment(document.get(ends))
    return found + ([ends] if first and last and last < first else [])


def _texts(value: dict[str, Any], place: str) -> list[str]:
    """Names and descriptions: a text, or a text with its language and direction, or several of these (4.6 and 11.1)."""
    return [
        f"{place}{name}"
        for name in ("name", "description")
        if name in value and not (listed(value[name]) and all(_is_text(each) for each in listed(value[name])))
    ]


def _is_text(value: Any) -> bool:
    if isinstance(value, str):
        return True
    if not isinstance(value, dict) or set(value) - {"@value", "@language", "@direction"}:
        return False
    language, direction = value.get("@language", "en"), value.get("@direction", "ltr")
    spoken = isinstance(language, str) and bool(_is_language(language))
    return isinstance(value.get("@value"), str) and spoken and direction in ("ltr", "rtl")


def _described(document: dict[str, Any], place: str, *, placed: bool) -> list[str]:
    if place not in document:
        return []
    values, found = listed(document[place]), []
    if not values or not all(isinstance(each, dict) for each in values):
        return [place]
    for each in values:
        types = listed(each.get("type"))
        if not types or not all(isinstance(one, str) and one for one in types):
            found.append(f"{place}.type")
        if (placed or "id" in each) and not is_url(each.get("id")):
            found.append(f"{place}.id")
    return found


def _resources(document: dict[str, Any]) -> list[str]:
    if "relatedResource" not in document:
        return []
    resources = listed(document["relatedResource"])
    if not resources or not all(isinstance(each, dict) for each in resources):
        return ["relatedResource"]
    found = ["relatedResource.id" for each in resources if not is_url(each.get("id"))]
    addresses = [str(each.get("id")) for each in resources]
    if len(set(addresses)) != len(addresses):
        found.append("relatedResource.id")
    for each in resources:
        try:
            digests(each)
        except Fault:
            found.append(
                "relatedResource.digestMultibase" if "digestMultibase" in each else "relatedResource.digestSRI"
            )
    return found
