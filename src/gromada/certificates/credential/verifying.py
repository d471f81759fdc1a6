"""Checking a credential: six questions, each answered passed, failed or could not be checked, none of them silently."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from gromada.certificates.credential import did, form, multibase, proof, status
from gromada.certificates.credential.badge import digest
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


class Sources(Protocol):
    """Where what a check needs comes from: the web, a bundle, a test. Each raises Fault (unsure) for what is not at hand."""

    def document(self, did: str) -> dict[str, Any]: ...
    def status_list(self, address: str) -> dict[str, Any]: ...
    def resource(self, address: str) -> bytes: ...


def verify(document: dict[str, Any], sources: Sources, now: datetime, contexts: Contexts = proof.NONE) -> Report:
    """All six questions about one credential. Raises nothing that the document could cause."""
    asked: list[tuple[str, Callable[[], Check]]] = [
        ("form", lambda: _form(document)),
        ("signature", lambda: _signature(document, sources, now, contexts)),
        ("issuer", lambda: _issuer(document, sources)),
        ("dates", lambda: _dates(document, now)),
        ("status", lambda: _status(document, sources, now, contexts)),
        ("digests", lambda: _digests(document, sources)),
    ]
    return Report(tuple(_answer(what, ask) for what, ask in asked))


def _answer(what: str, ask: Callable[[], Check]) -> Check:
    try:
        return ask()
    except Fault as fault:
        return Check(what, Outcome.UNSURE if fault.unsure else Outcome.FAILED, f"{what}.{fault.code}", fault.detail)


def _form(document: dict[str, Any]) -> Check:
    found = form.faults(document)
    if found:
        return Check("form", Outcome.FAILED, "form.wrong", ", ".join(fault.detail for fault in found))
    return Check("form", Outcome.PASSED, "form.good")


def _signature(document: dict[str, Any], sources: Sources, now: datetime, contexts: Contexts) -> Check:
    """Every proof of a kind we know must be good, and there must be one; proofs of other kinds are left to others."""
    proofs = proof.unsecured(document)[1]
    if not proofs:
        raise Fault("none")
    known = [each for each in proofs if each.get("cryptosuite") in (proof.RDFC, proof.JCS)]
    if not known:
        raise Fault("suite", str(proofs[0].get("cryptosuite") or proofs[0].get("type"))[:80], unsure=True)
    for each in known:
        _in_time(each, now)
        proof.check(document, each, _key(each, sources), contexts=contexts)
    return Check("signature", Outcome.PASSED, "signature.good", str(known[0]["cryptosuite"]))


def _key(each: dict[str, Any], sources: Sources) -> Any:
    if each.get("proofPurpose") != proof.PURPOSE:
        raise Fault("proof", "proofPurpose")
    method = each.get("verificationMethod")
    if not isinstance(method, str):
        raise Fault("proof", "verificationMethod")
    controller = method.partition("#")[0]
    if controller.startswith("did:key:"):
        return did.key_of(method, {})
    if "#" not in method:
        raise Fault("proof", "verificationMethod")
    return did.key_of(method, {controller: sources.document(controller)})


def _in_time(each: dict[str, Any], now: datetime) -> None:
    if "created" in each and form.moment(each["created"]) is None:
        raise Fault("proof", "created")
    if "expires" in each:
        expires = form.moment(each["expires"])
        if expires is None or expires <= now:
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
    begins, ends = document.get("validFrom"), document.get("validUntil")
    first, last = form.moment(begins), form.moment(ends)
    if (begins is not None and first is None) or (ends is not None and last is None):
        raise Fault("unreadable")
    if first and now < first:
        raise Fault("early", str(begins))
    if last and now > last:
        raise Fault("expired", str(ends))
    return Check("dates", Outcome.PASSED, "dates.good", str(ends or ""))


def _status(document: dict[str, Any], sources: Sources, now: datetime, contexts: Contexts) -> Check:
    entries = form.listed(document.get("credentialStatus"))
    if not entries:
        return Check("status", Outcome.PASSED, "status.none")
    for each in entries:
        if not isinstance(each, dict) or each.get("type") != status.ENTRY:
            raise Fault("kind", str(each.get("type") if isinstance(each, dict) else "")[:80], unsure=True)
        address = each.get("statusListCredential")
        if not isinstance(address, str):
            raise Fault("list", "statusListCredential")
        listed = sources.status_list(address)
        _trusted(listed, document, address, sources, now, contexts)
        if status.is_set(each, listed):
            raise Fault("suspended" if each.get("statusPurpose") == "suspension" else "revoked")
    return Check("status", Outcome.PASSED, "status.good", str(listed.get("validFrom", "")))


def _trusted(
    listed: dict[str, Any], document: dict[str, Any], address: str, sources: Sources, now: datetime, contexts: Contexts
) -> None:
    """A list counts only if it is this list, signed by the same issuer, and still young enough to be believed."""
    if listed.get("id") != address or form.issuer_of(listed) != form.issuer_of(document):
        raise Fault("list", "id" if listed.get("id") != address else "issuer")
    _signature(listed, sources, now, contexts)
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
        if multibase.decode(str(each.get("digestMultibase", ""))) != multibase.decode(digest(found)):
            raise Fault("differ", each["id"][:200])
    if missing:
        raise Fault("away", missing.detail, unsure=True)
    return Check("digests", Outcome.PASSED, "digests.good" if resources else "digests.none", str(len(resources)))
