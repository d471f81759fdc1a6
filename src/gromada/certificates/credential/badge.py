"""What the credential says: an OpenBadgeCredential (Open Badges 3.0, 1EdTech) that is a Verifiable Credential 2.0, in one language.

Every node has an address of its own, save the identity of the subject, whose form Open Badges closes; so the canonical form is a sort.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from gromada.certificates.credential.multibase import SHA2_256, encode
from gromada.certificates.credential.proof import stamp
from gromada.certificates.credential.status import entry
from gromada.certificates.credential.terms import BADGES, VC

TYPES = ["VerifiableCredential", "OpenBadgeCredential"]


@dataclass(frozen=True)
class Profile:
    """Who issues: a DID, a name, a page."""

    id: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class Outcome:
    """One standard that was met: a fragment for its address, and its name."""

    fragment: str
    name: str


@dataclass(frozen=True)
class Achieved:
    """The certificate of an edition: what it is called and what it takes. `others` are the same in other languages: (address, language)."""

    id: str
    name: str
    description: str
    criteria: str
    criteria_url: str
    language: str
    version: str = ""
    outcomes: tuple[Outcome, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Resource:
    """A public file that belongs to the certificate, known by its digest."""

    id: str
    media_type: str
    digest: str  # multibase multihash, see `digest`


@dataclass(frozen=True)
class Award:
    """One certificate as it is to be said. Moments must know their zone."""

    id: str
    number: str
    issuer: Profile
    subject: str  # an address or urn of the institution or unit
    holder: str
    term: str
    achievement: Achieved
    awarded: datetime
    valid_from: datetime
    valid_until: datetime | None
    status_list: str
    status_index: int
    resources: tuple[Resource, ...] = ()


def credential(award: Award) -> dict[str, Any]:
    """The document, not signed yet. The same award always gives the same document."""
    said: dict[str, Any] = {
        "@context": [VC, BADGES],
        "id": award.id,
        "type": list(TYPES),
        "name": f"{award.achievement.name}, {award.holder}",
        "issuer": _profile(award.issuer),
        "awardedDate": stamp(award.awarded),
        "validFrom": stamp(award.valid_from),
    }
    if award.valid_until is not None:
        said["validUntil"] = stamp(award.valid_until)
    said["credentialSubject"] = _subject(award)
    said["credentialStatus"] = entry(award.status_list, award.status_index)
    if award.resources:
        said["relatedResource"] = [
            {"id": each.id, "digestMultibase": each.digest, "mediaType": each.media_type} for each in award.resources
        ]
    return said


def digest(data: bytes) -> str:
    """A `digestMultibase` (Controlled Identifiers 1.0, 2.4 and 2.5): the multihash of SHA-256 in base64url."""
    return encode(SHA2_256 + sha256(data).digest(), "u")


def _profile(issuer: Profile) -> dict[str, Any]:
    said = {"id": issuer.id, "type": ["Profile"], "name": issuer.name}
    return said | {"url": issuer.url} if issuer.url else said


def _subject(award: Award) -> dict[str, Any]:
    named = {"type": "IdentityObject", "hashed": False, "identityHash": award.holder, "identityType": "name"}
    said: dict[str, Any] = {
        "id": award.subject,
        "type": ["AchievementSubject"],
        "name": award.holder,
        "identifier": [named],
        "licenseNumber": award.number,
    }
    if award.term:
        said["term"] = award.term
    said["achievement"] = _achievement(award)
    if award.achievement.outcomes:
        said["result"] = [_result(award, outcome) for outcome in award.achievement.outcomes]
    return said


def _achievement(award: Award) -> dict[str, Any]:
    what = award.achievement
    said: dict[str, Any] = {
        "id": what.id,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": what.name,
        "description": what.description,
        "criteria": {"id": what.criteria_url, "narrative": what.criteria},
        "inLanguage": what.language,
    }
    if what.version:
        said["version"] = what.version
    if what.others:
        said["related"] = [{"id": id, "type": ["Related"], "inLanguage": language} for id, language in what.others]
    if what.outcomes:
        said["resultDescription"] = [
            {
                "id": f"{what.id}#{outcome.fragment}",
                "type": ["ResultDescription"],
                "name": outcome.name,
                "resultType": "Status",
            }
            for outcome in what.outcomes
        ]
    return said


def _result(award: Award, outcome: Outcome) -> dict[str, Any]:
    return {
        "id": f"{award.id}#{outcome.fragment}",
        "type": ["Result"],
        "resultDescription": f"{award.achievement.id}#{outcome.fragment}",
        "status": "Completed",
    }
