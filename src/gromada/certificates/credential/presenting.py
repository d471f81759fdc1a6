"""Checking a presentation: its form, its own proof where it has one, and every credential in it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gromada.certificates.credential import model, proof
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.verifying import (
    Check,
    Expected,
    Outcome,
    Report,
    Sources,
    answer,
    signature,
    verify,
)

MOST = 50  # credentials in one presentation


@dataclass(frozen=True)
class Presented:
    """The presentation's own checks, and a report of each credential in it."""

    own: Report
    credentials: tuple[Report, ...]

    @property
    def verdict(self) -> Outcome:
        outcomes = [self.own.verdict, *(each.verdict for each in self.credentials)]
        return next((each for each in (Outcome.FAILED, Outcome.UNSURE) if each in outcomes), Outcome.PASSED)


def verify_presentation(
    document: dict[str, Any], sources: Sources, now: datetime, contexts: Contexts, expected: Expected
) -> Presented:
    """`expected` is about the presentation's proof. A presentation without a proof is no more than a folder of credentials, which may be.

    A credential without a proof of its own counts only as its holder's word: in a signed presentation, issued by the holder.
    """
    own = Report(
        (
            answer("form", lambda: _form(document)),
            answer("signature", lambda: _signature(document, sources, now, contexts, expected)),
        )
    )
    of_credentials = replace(expected, purposes=(proof.PURPOSE,), domains=(), challenge="")
    asserted = _signing_holder(document) if own.verdict is Outcome.PASSED else ""
    inside = [each for each in model.listed(document.get("verifiableCredential")) if isinstance(each, dict)]
    reports = []
    for each in inside:
        found = verify(each, sources, now, contexts, of_credentials)
        own_word = asserted and "proof" not in each and model.issuer_of(each) == asserted
        reports.append(_without(found, ("signature", "issuer")) if own_word else found)
    return Presented(own, tuple(reports))


def _form(document: dict[str, Any]) -> Check:
    found = model.presentation_faults(document)
    if len(model.listed(document.get("verifiableCredential"))) > MOST:
        found.append("verifiableCredential")
    if found:
        return Check("form", Outcome.FAILED, "form.wrong", ", ".join(found))
    return Check("form", Outcome.PASSED, "form.good")


def _signature(
    document: dict[str, Any], sources: Sources, now: datetime, contexts: Contexts, expected: Expected
) -> Check:
    if "proof" in document:
        return signature(document, sources, now, contexts, expected)
    if expected.challenge or expected.domains:
        raise Fault("none")
    proof.canonical(document, contexts)
    return Check("signature", Outcome.PASSED, "signature.none")


def _signing_holder(document: dict[str, Any]) -> str:
    """The holder, if one of the presentation's proofs is made with a key of theirs; else ""."""
    holder = document.get("holder")
    id = holder.get("id") if isinstance(holder, dict) else holder
    signed = [str(each.get("verificationMethod")).partition("#")[0] for each in proof.unsecured(document)[1]]
    return id if isinstance(id, str) and id in signed else ""


def _without(report: Report, left: tuple[str, ...]) -> Report:
    return Report(tuple(check for check in report.checks if check.what not in left))
