"""Whether a document has the form of a credential: the rules of the Data Model and, where it calls itself a badge, of Open Badges 3.0 (B).

By hand and not by the JSON Schema, so that each fault has a place and the schema need not be carried; tests compare both.
"""

import re
from typing import Any

from gromada.certificates.credential import model
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.model import issuer_of, listed, moment
from gromada.certificates.credential.terms import VC

__all__ = ["faults", "issuer_of", "listed", "moment"]

BADGE_TYPES = {"OpenBadgeCredential", "AchievementCredential"}
_badge_context = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)?\.json").fullmatch
# What stands under a name must say that it is this. "identifier" means something else inside an identifier of a profile.
TYPED = {
    "achievement": "Achievement",
    "address": "Address",
    "alignment": "Alignment",
    "creator": "Profile",
    "evidence": "Evidence",
    "identifier": "IdentityObject",
    "image": "Image",
    "otherIdentifier": "IdentifierEntry",
    "parentOrg": "Profile",
    "related": "Related",
    "result": "Result",
    "resultDescription": "ResultDescription",
    "rubricCriterionLevel": "RubricCriterionLevel",
    "source": "Profile",
}
NEEDED = {
    "Achievement": ("id", "criteria", "description", "name"),
    "Alignment": ("targetName", "targetUrl"),
    "IdentifierEntry": ("identifier", "identifierType"),
    "IdentityObject": ("hashed", "identityHash", "identityType"),
    "Image": ("id",),
    "Profile": ("id",),
    "Related": ("id",),
    "ResultDescription": ("id", "name", "resultType"),
    "RubricCriterionLevel": ("id", "name"),
}


def faults(document: dict[str, Any], *, former: bool = False) -> list[Fault]:
    """Everything that is wrong with the form, each with its place; an empty list is a good form. `former`: 1.1 is a good form too."""
    found = model.faults(document)
    contexts, types = listed(document.get("@context")), listed(document.get("type"))
    if not former and contexts[:1] != [VC]:
        found.append("@context")
    if BADGE_TYPES & {each for each in types if isinstance(each, str)}:
        found += _badge(document, contexts, listed(document.get("credentialSubject")))
    elif any(_badge_context(str(each)) for each in contexts) and "EndorsementCredential" not in types:
        found.append("type")
    return [Fault("form", place) for place in dict.fromkeys(found)]


def _badge(document: dict[str, Any], contexts: list[Any], subjects: list[Any]) -> list[str]:
    found = [name for name in ("id", "validFrom") if name not in document]
    if len(contexts) < 2 or not _badge_context(str(contexts[1])):
        found.append("@context")
    if isinstance(document.get("issuer"), dict):
        found += _typed(document["issuer"], "Profile", "issuer")
    for subject in subjects:
        if not isinstance(subject, dict) or "AchievementSubject" not in listed(subject.get("type")):
            found.append("credentialSubject.type")
        elif not listed(subject.get("achievement")):
            found.append("credentialSubject.achievement")
        elif not subject.get("id") and not listed(subject.get("identifier")):
            found.append("credentialSubject.id")
    return found + _inside(document, "")


def _inside(value: dict[str, Any], place: str) -> list[str]:
    found = []
    for name, held in value.items():
        if name in ("@context", "proof", "endorsement"):
            continue
        for each in listed(held):
            if isinstance(each, dict):
                where = f"{place}.{name}" if place else name
                kind = TYPED.get(name)
                found += _typed(each, kind, where) if kind else []
                found += _inside(each, where)
            elif name in TYPED and name not in ("image", "identifier", "resultDescription"):
                found.append(f"{place}.{name}" if place else name)
    return found


def _typed(value: dict[str, Any], kind: str, place: str) -> list[str]:
    if kind not in listed(value.get("type")):
        return [f"{place}.type"]
    return [f"{place}.{name}" for name in NEEDED.get(kind, ()) if name not in value]
