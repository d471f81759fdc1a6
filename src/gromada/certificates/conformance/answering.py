"""What the endpoints do: a request read from JSON goes in, a status and a body come out. Nothing of it touches the keys of issuers."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import randbelow
from typing import Any

from gromada.certificates.conformance import options, problems
from gromada.certificates.conformance.folder import Held
from gromada.certificates.conformance.options import Misread
from gromada.certificates.credential import apart, form, model, proof, status
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.presenting import verify_presentation
from gromada.certificates.credential.terms import VC
from gromada.certificates.credential.verifying import Check, Outcome, Report, Sources, verify

SECONDS = 10  # for everything one request needs, whatever its document is like
DATA_INTEGRITY, OLD_SUITE = (
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/suites/ed25519-2020/v1",
)
PURPOSES = ("revocation", "suspension")
Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True)
class Answering:
    """`lists` is the address under which the status lists are served: {lists}/revocation."""

    held: Held
    lists: str
    sources: Sources
    now: datetime

    def issue(self, request: dict[str, Any], suite: str = "") -> Answer:
        """201 with the credential as it was given, secured; 400 with what stands in the way."""
        try:
            bare, asked = _object(request, "credential"), request.get("options")
            said = options.of_issue(asked if isinstance(asked, dict) else {}, suite)
        except Misread as misread:
            return 400, self._refused([misread.problem])
        bare = self._dated(bare, said)
        wrong = [fault.detail for fault in form.faults(bare, former=True)]
        if wrong:
            return 400, self._refused([problems.of_form(wrong)])
        differ = self._differing(bare)
        if differ:
            return 400, self._refused([problems.of_check(differ)])
        try:
            with apart.within(SECONDS):
                return 201, self._secured(bare, said)
        except Fault as fault:
            return 400, self._refused([problems.of_signing(fault)])

    def verify(self, request: dict[str, Any]) -> Answer:
        """200 where a credential is in order, 400 with every reason where it is not or cannot be judged."""
        try:
            document, asked = _object(request, "verifiableCredential"), request.get("options")
            expected = options.of_verification(asked if isinstance(asked, dict) else {}, (proof.PURPOSE,))
        except Misread as misread:
            return 400, self._refused([misread.problem])
        with apart.within(SECONDS):
            report = self._judged(verify(document, self.sources, self.now, self.held.contexts, expected), document)
        return self._told([report], ["proof", "credentialStatus"] if expected.status else ["proof"])

    def verify_presentation(self, request: dict[str, Any]) -> Answer:
        try:
            document, asked = _object(request, "verifiablePresentation"), request.get("options")
            purposes = (proof.AUTHENTICATION, proof.PURPOSE)
            expected = options.of_verification(asked if isinstance(asked, dict) else {}, purposes)
        except Misread as misread:
            return 400, self._refused([misread.problem])
        with apart.within(SECONDS):
            found = verify_presentation(document, self.sources, self.now, self.held.contexts, expected)
        inside = [each for each in model.listed(document.get("verifiableCredential")) if isinstance(each, dict)]
        reports = [self._judged(report, each) for report, each in zip(found.credentials, inside, strict=True)]
        return self._told([found.own, *reports], ["proof"])

    def update_status(self, request: dict[str, Any]) -> Answer:
        """Sets or clears the bit of a credential that this service issued under the id."""
        entry = request.get("credentialStatus")
        purpose = entry.get("statusPurpose") if isinstance(entry, dict) else None
        id, value = request.get("credentialId"), request.get("status", True)
        if not isinstance(id, str) or purpose not in PURPOSES or not isinstance(value, bool):
            return 400, self._refused(
                [problems.of_request(Fault("missing", "credentialId, credentialStatus.statusPurpose"))]
            )
        self.held.set(purpose, place(id), value)
        return 200, {"credentialId": id, "status": value}

    def status_list(self, purpose: str) -> dict[str, Any]:
        """The list of a purpose as a signed credential, of this moment."""
        address = f"{self.lists}/{purpose}"
        bare = status.credential(
            address, self.held.did, self.held.is_set(purpose), valid_from=self.now, valid_until=self.now + options.DAY, purpose=purpose
        )  # fmt: skip
        return proof.sign(bare, self.held.signer, self.now, contexts=self.held.contexts)

    def status_list_then(self, purpose: str) -> Answer:
        """The list as it was at some moment is not kept, and today's is no answer to that (Bitstring Status List 1.0, 3.2)."""
        past = Check("status", Outcome.UNSURE, "status.away", f"{self.lists}/{purpose}")
        return 404, self._refused([problems.of_check(past)]) | {"status": 404}

    def _dated(self, bare: dict[str, Any], said: options.Issue) -> dict[str, Any]:
        """1.1 asks for the day of issuing, which only the issuer knows: a document without one gets it; one that is there stays."""
        if model.listed(bare.get("@context"))[:1] != [model.VC1] or {"issuanceDate", "proof"} & set(bare):
            return bare
        return bare | {"issuanceDate": proof.stamp(said.created or self.now)}

    def _secured(self, bare: dict[str, Any], said: options.Issue) -> dict[str, Any]:
        contexts = list(bare["@context"])
        wanted = OLD_SUITE if said.suite == proof.OLD_TYPE else DATA_INTEGRITY if contexts[0] != VC else ""
        if wanted and wanted not in contexts and "proof" not in bare:  # 1.1 does not know the words of the proof
            bare = bare | {"@context": [*contexts, wanted]}
        if said.status and contexts[0] == VC and not {"credentialStatus", "proof"} & set(bare) and not _is_list(bare):
            index = place(bare["id"]) if "id" in bare else randbelow(status.SIZE)
            bare = bare | {"credentialStatus": status.entry(f"{self.lists}/{said.status}", index, said.status)}
        if said.suite == proof.JCS:
            proof.canonical(proof.unsecured(bare)[0], self.held.contexts)  # nothing is signed that others would not see
        return proof.sign(
            bare, self.held.signer, said.created or self.now, suite=said.suite, contexts=self.held.contexts,
            purpose=said.purpose, more=said.more,
        )  # fmt: skip

    def _differing(self, document: dict[str, Any]) -> Check | None:
        """A related resource that is at hand (a context) and is not what its digest says. Any text that was ever published will do."""
        for each in model.listed(document.get("relatedResource")):
            address = str(each.get("id")) if isinstance(each, dict) else ""
            try:
                if self.held.is_known(address) and not self.held.is_text_of(address, each):
                    return Check("digests", Outcome.FAILED, "digests.differ", address[:200])
            except Fault:
                continue  # the form says so
        return None

    def _judged(self, report: Report, document: dict[str, Any]) -> Report:
        """An issuer without a DID names no key, so whose key signed cannot be judged: that is a warning, as in the Data Model (7.1)."""
        differ = self._differing(document)
        checks = [differ if differ and check.what == "digests" else check for check in report.checks]
        nameless = not model.issuer_of(document).startswith("did:")
        soft = [_unsure(check) if nameless and check.code == "issuer.other" else check for check in checks]
        return Report(tuple(soft))

    def _told(self, reports: list[Report], checks: list[str]) -> Answer:
        wrong: list[dict[str, Any]] = []
        warnings: list[dict[str, Any]] = []
        for check in (check for report in reports for check in report.checks):
            soft = check.what in ("digests", "issuer") and check.outcome is Outcome.UNSURE
            if check.outcome is not Outcome.PASSED:
                (warnings if soft else wrong).append(problems.of_check(check))
        body = {"verified": not wrong, "checks": checks, "warnings": warnings}
        return (400, self._refused(wrong) | body) if wrong else (200, body | {"errors": [], "problemDetails": []})

    def _refused(self, wrong: list[dict[str, Any]]) -> dict[str, Any]:
        """RFC 9457: the first problem speaks for the answer, all are listed."""
        return {**wrong[0], "status": 400, "verified": False, "errors": wrong, "problemDetails": wrong}


def place(id: str) -> int:
    """The place of a credential in the lists; from its id, so that its status can be set without remembering it."""
    return int.from_bytes(sha256(id.encode()).digest()[:8]) % status.SIZE


def _object(request: dict[str, Any], name: str) -> dict[str, Any]:
    found = request.get(name)
    if not isinstance(found, dict) or not found:
        raise Misread(problems.of_request(Fault("missing", name)))
    return found


def _unsure(check: Check) -> Check:
    return Check(check.what, Outcome.UNSURE, check.code, check.detail)


def _is_list(document: dict[str, Any]) -> bool:
    return status.LIST_CREDENTIAL in model.listed(document.get("type"))
