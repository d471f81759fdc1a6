"""The options of a request, read strictly: what is misspelt or of the wrong kind is refused, not passed over."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from gromada.certificates.conformance import problems
from gromada.certificates.credential import model, proof
from gromada.certificates.credential.verifying import Expected

DAY = timedelta(days=1)
SUITES = (proof.RDFC, proof.JCS, proof.OLD_TYPE)
# The suite may be named by any of these; common clients differ.
SUITE_NAMES = ("cryptosuite", "suite", "proofType", "type")


class Misread(ValueError):
    """A request that cannot be understood; `problem` says where."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem["title"])
        self.problem = problem


@dataclass(frozen=True)
class Issue:
    """How a credential is to be secured. `status` is the purpose of the entry that is added, "" for none."""

    suite: str = proof.RDFC
    created: datetime | None = None
    purpose: str = proof.PURPOSE
    status: str = "revocation"
    more: dict[str, Any] = field(default_factory=dict)


def of_issue(said: dict[str, Any], suite: str) -> Issue:
    """Raises Misread for an option that cannot be read."""
    named = next((str(said[name]) for name in SUITE_NAMES if said.get(name) and said[name] != proof.TYPE), "")
    wanted = suite or named or proof.RDFC
    if wanted not in SUITES:
        raise Misread(problems.of_options("cryptosuite"))
    more = {
        name: said[name]
        for name in ("domain", "challenge", "nonce", "previousProof", "expires")
        if said.get(name) is not None
    }
    more |= {"id": said["proofId"]} if said.get("proofId") is not None else {}
    for name in ("challenge", "nonce", "id"):
        if not isinstance(more.get(name, ""), str):
            raise Misread(problems.of_options(name))
    if "id" in more and not model.is_url(more["id"]):
        raise Misread(problems.of_options("proofId"))
    for name in ("domain", "previousProof"):
        if not all(isinstance(each, str) for each in model.listed(more.get(name))):
            raise Misread(problems.of_options(name))
    created = _moment(said, "created")
    _moment(said, "expires")
    purpose = said.get("proofPurpose") or proof.PURPOSE
    if purpose not in (proof.PURPOSE, proof.AUTHENTICATION):
        raise Misread(problems.of_options("proofPurpose"))
    return Issue(wanted, created, purpose, _status(said.get("credentialStatus")), more)


def of_verification(said: dict[str, Any], purposes: tuple[str, ...]) -> Expected:
    """Raises Misread as above. `checks` that name neither status leave it out; without `checks` everything is asked."""
    purpose, checks = said.get("expectedProofPurpose"), said.get("checks")
    domains, challenge = model.listed(said.get("domain")), said.get("challenge") or ""
    if purpose is not None and not isinstance(purpose, str):
        raise Misread(problems.of_options("expectedProofPurpose"))
    if not all(isinstance(each, str) for each in domains):
        raise Misread(problems.of_options("domain"))
    if not isinstance(challenge, str):
        raise Misread(problems.of_options("challenge"))
    if not all(isinstance(each, str) for each in model.listed(checks)):
        raise Misread(problems.of_options("checks"))
    asked = not checks or bool({"credentialStatus", "status"} & set(model.listed(checks)))
    return Expected(
        (purpose,) if purpose else purposes, tuple(domains), challenge, every=True, former=True, status=asked
    )


def _moment(said: dict[str, Any], name: str) -> datetime | None:
    if said.get(name) is None:
        return None
    found = model.moment(said[name])
    if found is None:
        raise Misread(problems.of_options(name))
    return found


def _status(asked: Any) -> str:
    """false: none; an object or a word: its purpose; nothing said: revocation."""
    purpose = asked.get("statusPurpose", "revocation") if isinstance(asked, dict) else asked
    if purpose is False:
        return ""
    if purpose not in (None, True, "revocation", "suspension"):
        raise Misread(problems.of_options("credentialStatus"))
    return purpose if isinstance(purpose, str) else "revocation"
