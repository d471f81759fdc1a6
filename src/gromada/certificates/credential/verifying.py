"""Checking a credential: six questions, each answered passed, failed or could not be checked, none of them silently."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from gromada.certificates.credential import did, form, integrity, model, proof, status
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Check:
    """`what` is one of the six; `code` names the sentence; `detail` is a place, a day or an address of the document itself."""

    what: str
    outcome: Outcome
    code: str
    detail: str = ""


@dataclass(frozen=True)
class Report:
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Outcome:
        """Passed only if every essential check passed. Files that are not at hand make nothing unsure; files that differ make it fail."""
        outcomes = [check.outcome for check in self.checks]
        if Outcome.FAILED in outcomes:
            return Outcome.FAILED
        unsure = [check for check in self.checks if check.outcome is Outcome.UNSURE and check.what != "digests"]
        return Outcome.UNSURE if unsure else Outcome.PASSED

    def of(self, what: str) -> Check:
        return next(check for check in self.checks if check.what == what)


@dataclass(frozen=True)
class Expected:
    """What the asker knows of the proof, and how strict the reading is.

    `every`: each proof must be of a kind we know, and no word of the document may be without a meaning, whatever the suite.
    `former`: documents of the Data Model 1.1 are read too. `status`: whether the status is asked.
    """

    purposes: tuple[str, ...] = (proof.PURPOSE,)
    domains: tuple[str, ...] = ()
    challenge: str = ""
    every: bool = False
    former: bool = False
    status: bool = True


class Sources(Protocol):
    """Where what a check needs comes from: the web, a bundle, a test. Each raises Fault (unsure) for what is not at hand."""

    def document(self, did: str) -> dict[str, Any]: ...
    def status_list(self, address: str) -> dict[str, Any]: ...
    def resource(self, address: str) -> bytes: ...


def verify(
    document: dict[str, Any],
    sources: Sources,
    now: datetime,
    contexts: Contexts = proof.NONE,
    expected: Expected = Expected(),
) -> Report:
    """All six questions about one credential. Raises nothing that the document could cause."""
    asked: list[tuple[str, Callable[[], Check]]] = [
        ("form", lambda: _form(document, expected)),
        ("signature", lambda: signature(document, sources, now, contexts, expected)),
        ("issuer", lambda: _issuer(document, sources)),
        ("dates", lambda: _dates(document, now)),
        ("status", lambda: _status(document, sources, now, contexts, expected)),
        ("digests", lambda: _digests(document, sources)),
    ]
    return Report(tuple(answer(what, ask) for what, ask in asked))


def answer(what: str, ask: Callable[[], Check]) -> Check:
    try:
        return ask()
    except Fault as fault:
        return Check(what, Outcome.UNSURE if fault.unsure else Outcome.FAILED, f"{what}.{fault.code}", fault.detail)


def _form(document: dict[str, Any], expected: Expected) -> Check:
    found = form.faults(document, former=expected.former)
    if found:
        return Check("form", Outcome.FAILED, "form.wrong", ", ".join(fault.detail for fault in found))
    return Check("form", Outcome.PASSED, "form.good")


def signature(
    document: dict[str, Any], sources: Sources, now: datetime, contexts: Contexts, expected: Expected
) -> Check:
    """Every proof of a kind we know must be good, and there must be one; proofs of other kinds are left to others, unless `every`.

    Raises Fault for what is wrong with one of them.
    """
    bare, proofs = proof.unsecured(document)
    if not proofs:
        raise Fault("none")
    known = [each for each in proofs if each.get("cryptosuite") in (proof.RDFC, proof.JCS) or _is_old(each)]
    if not known or (expected.every and len(known) != len(proofs)):
        other = next(each for each in proofs if each not in known)
        raise Fault("suite", str(other.get("cryptosuite") or other.get("type"))[:80], unsure=True)
    for each in known:
        _fitting(each, expected)
        _in_time(each, now)
        if "id" in each and [other.get("id") for other in proofs].count(each["id"]) != 1:
            raise Fault("proof", "id")
        proof.check(document, each, _key(each, sources), contexts=contexts)
    if expected.every and all(proof.suite_of(each) == proof.JCS for each in known):
        proof.canonical(bare, contexts)  # refuses words without a meaning, which JCS signs without asking
    return Check("signature", Outcome.PASSED, "signature.good", proof.suite_of(known[0]))


def _is_old(each: dict[str, Any]) -> bool:
    return each.get("type") == proof.OLD_TYPE and "cryptosuite" not in each


def _fitting(each: dict[str, Any], expected: Expected) -> None:
    """What a proof says of itself (Data Integrity 1.0, 2.1 and 4.4): its purpose, and for whom and what it was made."""
    if each.get("proofPurpose") not in expected.purposes:
        raise Fault("proof", "proofPurpose")
    domains = form.listed(each.get("domain"))
    if not all(isinstance(one, str) for one in domains) or (expected.domains and set(domains) != set(expected.domains)):
        raise Fault("domain", str(each.get("domain"))[:200])
    challenge = each.get("challenge", "")
    if not isinstance(challenge, str) or (expected.challenge and challenge != expected.challenge):
        raise Fault("challenge", str(challenge)[:200])
    for name in ("id", "nonce"):
        if name in each and not isinstance(each[name], str):
            raise Fault("proof", name)


def _key(each: dict[str, Any], sources: Sources) -> Any:
    method, purpose = each.get("verificationMethod"), str(each.get("proofPurpose"))
    if not isinstance(method, str):
        raise Fault("proof", "verificationMethod")
    controller = method.partition("#")[0]
    if controller.startswith("did:key:"):
        return did.key_of(method, {}, purpose)
    if "#" not in method:
        raise Fault("proof", "verificationMethod")
    return did.key_of(method, {controller: sources.document(controller)}, purpose)


def _in_time(each: dict[str, Any], now: datetime) -> None:
    if "created" in each and model.moment(each["created"], zoned=False) is None:
        raise Fault("proof", "created")
    if "expires" in each:
        expires = model.moment(each["expires"], zoned=False)
        if expires is None:
            raise Fault("proof", "expires")
        if expires <= now:
            raise Fault("expired", str(each["expires"])[:40])


def _issuer(document: dict[str, Any], sources: Sources) -> Check:
    """Whoever signed must be who the document says issued it: the key's controller is the issuer."""
    issuer = form.issuer_of(document)
    if not issuer:
        raise Fault("none")
    signed = [str(each.get("verificationMethod", "")).partition("#")[0] for each in proof.unsecured(document)[1]]
    if issuer not in signed:
        raise Fault("other", issuer[:200])
    if not issuer.startswith("did:key:"):
        sources.document(issuer)
    return Check("issuer", Outcome.PASSED, "issuer.good", issuer)


def _dates(document: dict[str, Any], now: datetime) -> Check:
    begins, ends = model.period(document)
    first, last = form.moment(begins), form.moment(ends)
    if (begins is not None and first is None) or (ends is not None and last is None):
        raise Fault("unreadable")
    if first and now < first:
        raise Fault("early", str(begins))
    if last and now > last:
        raise Fault("expired", str(ends))
    return Check("dates", Outcome.PASSED, "dates.good", str(ends or ""))


def _status(document: dict[str, Any], sources: Sources, now: datetime, contexts: Contexts, expected: Expected) -> Check:
    entries = form.listed(document.get("credentialStatus")) if expected.status else []
    if not entries:
        return Check("status", Outcome.PASSED, "status.none")
    for each in entries:
        if not isinstance(each, dict) or each.get("type") != status.ENTRY:
            raise Fault("kind", str(each.get("type") if isinstance(each, dict) else "")[:80], unsure=True)
        if status.faults(each):
            raise Fault("entry", status.faults(each)[0])
        address = each["statusListCredential"]
        listed = sources.status_list(address)
        _trusted(listed, document, address, sources, now, contexts)
        if status.is_set(each, listed) and each["statusPurpose"] in status.ENDING:
            raise Fault("suspended" if each["statusPurpose"] == "suspension" else "revoked")
    return Check("status", Outcome.PASSED, "status.good", str(listed.get("validFrom", "")))


def _trusted(
    listed: dict[str, Any], document: dict[str, Any], address: str, sources: Sources, now: datetime, contexts: Contexts
) -> None:
    """A list counts only if it is this list, signed by the same issuer, and still young enough to be believed."""
    if listed.get("id") != address or form.issuer_of(listed) != form.issuer_of(document):
        raise Fault("list", "id" if listed.get("id") != address else "issuer")
    signature(listed, sources, now, contexts, Expected())
    _issuer(listed, sources)
    begins, ends = form.moment(listed.get("validFrom")), form.moment(listed.get("validUntil"))
    if (begins and now < begins) or (ends and now > ends):
        raise Fault("stale", str(listed.get("validUntil"))[:40], unsure=True)


def _digests(document: dict[str, Any], sources: Sources) -> Check:
    resources = form.listed(document.get("relatedResource"))
    missing: Fault | None = None
    for each in resources:
        if not isinstance(each, dict) or not isinstance(each.get("id"), str):
            raise Fault("unreadable")
        try:
            found = sources.resource(each["id"])
        except Fault as fault:
            missing = fault
            continue
        if not integrity.matches(each, found):
            raise Fault("differ", each["id"][:200])
    if missing:
        raise Fault("away", missing.detail, unsure=True)
    return Check("digests", Outcome.PASSED, "digests.good" if resources else "digests.none", str(len(resources)))
