"""What Data Integrity and the EdDSA suites ask of a verifier: a good proof is accepted, each fault of a proof is refused with its type."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gromada.certificates.credential import jsontext, multibase, proof
from gromada.certificates.credential.proof import JCS, OLD_TYPE, RDFC, Signer
from gromada.certificates.credential.terms import VC
from gromada.kit import clock
from tests.certificates.conformance.conftest import EXAMPLES_CONTEXT, STRANGER, STRANGER_DID, Service, plain
from tests.certificates.credential.making import signer

SECURITY = "https://w3id.org/security#"
SUITES = [RDFC, JCS]
FIRST, SECOND = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544", "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54"


def signing(**options: Any) -> Callable[[Service, str], dict[str, Any]]:
    return lambda service, suite: service.signed(plain(), suite=suite, **options)


def forged(**said: Any) -> Callable[[Service, str], dict[str, Any]]:
    """Signed over options that no honest signer would write; the signature itself fits. None takes a word away."""

    def made(service: Service, suite: str) -> dict[str, Any]:
        options = {
            "type": "DataIntegrityProof", "cryptosuite": suite, "created": "2026-01-01T00:00:00Z",
            "verificationMethod": STRANGER.method, "proofPurpose": "assertionMethod",
        }  # fmt: skip
        options = {name: value for name, value in (options | said).items() if value is not None}
        bare = plain()
        if suite == JCS:
            options["@context"] = bare["@context"]
            data = b"".join(map(_sha256, (jsontext.canonical(options), jsontext.canonical(bare))))
        else:
            texts = [options | {"@context": bare["@context"]}, bare]
            try:
                data = b"".join(_sha256(text.encode()) for text in proof.canonical_all(texts, service.held.contexts))
            except proof.Fault:  # what we do not canonicalise somebody else may have signed
                data = b"\0" * 64
        return bare | {"proof": options | {"proofValue": multibase.encode(STRANGER.key.sign(data))}}

    return made


def _sha256(data: bytes) -> bytes:
    return proof.sha256(data).digest()


def changed(change: Callable[[dict[str, Any]], Any]) -> Callable[[Service, str], dict[str, Any]]:
    def made(service: Service, suite: str) -> dict[str, Any]:
        document = service.signed(plain(), suite=suite)
        change(document)
        return document

    return made


def longer(document: dict[str, Any]) -> None:
    value = multibase.decode(document["proof"]["proofValue"])
    document["proof"]["proofValue"] = multibase.encode(value + bytes(32))


NOW = "%Y-%m-%dT%H:%M:%S"
GOOD: dict[str, Callable[[Service, str], dict[str, Any]]] = {
    "a good proof": signing(),
    "without created": forged(created=None),
    "created a year ago": signing(created=clock.now() - timedelta(days=365)),
    "created without a zone is UTC": forged(created="2026-01-01T00:00:00"),
    "created with an offset": forged(created="2026-01-01T00:00:00+02:00"),
    "expires later": forged(expires="2126-01-01T00:00:00Z"),
    "expires later, without a zone": forged(expires="2126-01-01T00:00:00"),
    "id, nonce, domain, challenge": signing(more={"id": FIRST, "nonce": "n", "domain": "a.example", "challenge": "c"}),
    "several domains": signing(more={"domain": ["a.example", "b.example"]}),
    "the key without its fragment": forged(verificationMethod=STRANGER_DID),
}
BAD: dict[str, tuple[Callable[[Service, str], dict[str, Any]], str]] = {
    "no proof": (changed(lambda d: d.pop("proof")), "PARSING_ERROR"),
    "proof null": (changed(lambda d: d.update(proof=None)), "PROOF_VERIFICATION_ERROR"),
    "proof a text": (changed(lambda d: d.update(proof="proof")), "PROOF_VERIFICATION_ERROR"),
    "proofs none": (changed(lambda d: d.update(proof=[])), "PARSING_ERROR"),
    "no type": (changed(lambda d: d["proof"].pop("type")), "PROOF_TRANSFORMATION_ERROR"),
    "another type": (forged(type="UnknownProofType"), "PROOF_TRANSFORMATION_ERROR"),
    "no verificationMethod": (forged(verificationMethod=None), "PROOF_VERIFICATION_ERROR"),
    "a did:key that is none": (forged(verificationMethod="did:key:invalidVm"), "INVALID_VERIFICATION_METHOD"),
    "a did:key with letters of no base": (forged(verificationMethod="did:key:@invalidVm@"), "INVALID_VERIFICATION_METHOD"),
    "another key's fragment": (
        forged(verificationMethod=f"{STRANGER_DID}#{signer(5, 'key').method.rpartition('#')[2]}"),
        "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
    ),
    "a did:web that is not at hand": (forged(verificationMethod="did:web:nobody.example#k"), "PROOF_VERIFICATION_ERROR"),
    "no proofPurpose": (forged(proofPurpose=None), "PROOF_VERIFICATION_ERROR"),
    "a purpose that is none": (forged(proofPurpose="invalidPurpose"), "PROOF_VERIFICATION_ERROR"),
    "a purpose of presentations": (signing(purpose="authentication"), "PROOF_VERIFICATION_ERROR"),
    "no proofValue": (changed(lambda d: d["proof"].pop("proofValue")), "PROOF_VERIFICATION_ERROR"),
    "proofValue null": (changed(lambda d: d["proof"].update(proofValue=None)), "PROOF_VERIFICATION_ERROR"),
    "proofValue without its base": (
        changed(lambda d: d["proof"].update(proofValue=d["proof"]["proofValue"][1:])), "PROOF_VERIFICATION_ERROR",
    ),
    "proofValue in another base": (
        changed(lambda d: d["proof"].update(proofValue=multibase.encode(bytes(64), "u"))), "PROOF_VERIFICATION_ERROR",
    ),
    "proofValue longer than 64 bytes": (changed(longer), "PROOF_VERIFICATION_ERROR"),
    "created in words": (forged(created="invalidDate"), "PROOF_VERIFICATION_ERROR"),
    "expires in words": (forged(expires="invalidDate"), "PROOF_VERIFICATION_ERROR"),
    "expired": (forged(expires=(clock.now() - timedelta(seconds=1)).strftime(NOW + "Z")), "PROOF_VERIFICATION_ERROR"),
    "expired, without a zone": (forged(expires=clock.now().strftime(NOW)), "PROOF_VERIFICATION_ERROR"),
    "a suite nobody knows": (forged(cryptosuite="UnknownCryptosuite"), "PROOF_TRANSFORMATION_ERROR"),
    "no suite": (forged(cryptosuite=None), "PROOF_TRANSFORMATION_ERROR"),
    "the other suite's name": (
        changed(lambda d: d["proof"].update(cryptosuite=(JCS, RDFC)[d["proof"]["cryptosuite"] == JCS])), "PROOF_VERIFICATION_ERROR",
    ),
    "SHA-512 for SHA-256": (
        changed(lambda d: d["proof"].update(proofValue=multibase.encode(STRANGER.key.sign(bytes(128))))), "PROOF_VERIFICATION_ERROR",
    ),
    "changed": (changed(lambda d: d.update(name="Another")), "PROOF_VERIFICATION_ERROR"),
    "a subject changed": (changed(lambda d: d.update(credentialSubject={"id": "did:example:other"})), "PROOF_VERIFICATION_ERROR"),
    "a word without a meaning added": (changed(lambda d: d["credentialSubject"].update(undefinedTerm="x")), "DATA_LOSS_DETECTION_ERROR"),
    "a type without a meaning added": (changed(lambda d: d["type"].append("UndefinedType")), "DATA_LOSS_DETECTION_ERROR"),
    "a null added": (changed(lambda d: d["credentialSubject"].update(name=None)), "DATA_LOSS_DETECTION_ERROR"),
    "a proof's own context that the document does not begin with": (
        changed(lambda d: d["proof"].update({"@context": [EXAMPLES_CONTEXT]})), "PROOF_VERIFICATION_ERROR",
    ),
}  # fmt: skip


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("make", GOOD.values(), ids=GOOD)
def test_a_good_proof_is_accepted(service: Service, make: Callable[..., dict[str, Any]], suite: str) -> None:
    status, said = service.verify(make(service, suite), checks=["proof"])
    assert (status, said["verified"], said["errors"]) == (200, True, []), said


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("make, kind", BAD.values(), ids=BAD)
def test_each_fault_of_a_proof_is_refused_with_its_type(
    service: Service, make: Callable[..., dict[str, Any]], kind: str, suite: str
) -> None:
    status, said = service.verify(make(service, suite), checks=["proof"])
    assert (status, said["verified"]) == (400, False), said
    accepted = (
        {kind, "PROOF_VERIFICATION_ERROR"} if suite == JCS else {kind}
    )  # over JCS any change is a broken signature
    assert accepted & {each["type"].removeprefix(SECURITY) for each in said["errors"]}, said
    assert all(each["title"].endswith(".") for each in said["errors"])


@pytest.mark.parametrize("suite", SUITES)
def test_what_the_asker_expects_of_the_proof_is_held_against_it(service: Service, suite: str) -> None:
    made = service.signed(
        plain(), suite=suite, more={"domain": ["a.example", "b.example"], "challenge": "1235abcd6789"}
    )
    assert service.verify(made, domain=["b.example", "a.example"], challenge="1235abcd6789")[0] == 200
    for options, kind in (
        ({"domain": "a.example"}, "INVALID_DOMAIN_ERROR"),
        ({"domain": "domain.example"}, "INVALID_DOMAIN_ERROR"),
        ({"challenge": "other"}, "INVALID_CHALLENGE_ERROR"),
        ({"expectedProofPurpose": "authentication"}, "PROOF_VERIFICATION_ERROR"),
    ):
        status, said = service.verify(made, **options)
        assert status == 400 and said["type"] == SECURITY + kind, (options, said)
    assert service.verify(service.signed(plain(), suite=suite), challenge="any")[0] == 400


@pytest.mark.parametrize("suite", SUITES)
def test_a_set_of_proofs_counts_only_if_each_is_good(service: Service, suite: str) -> None:
    other = signer(4, "key")
    made = service.signed(service.signed(plain(), suite=suite), by=other, suite=RDFC)
    assert len(made["proof"]) == 2 and service.verify(made)[0] == 200
    broken = deepcopy(made)
    broken["proof"][1]["proofValue"] = made["proof"][0]["proofValue"]
    assert service.verify(broken)[0] == 400
    foreign = made | {"proof": [*made["proof"], {"type": "UnknownProofType"}]}
    assert service.verify(foreign)[0] == 400


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("names", [FIRST, [FIRST], [FIRST, SECOND]])
def test_a_chain_of_proofs_holds_together(service: Service, suite: str, names: Any) -> None:
    first = service.signed(plain(), suite=suite, more={"id": FIRST})
    both = service.signed(first, by=signer(4, "key"), suite=suite, more={"id": SECOND})
    chain = service.signed(both, by=signer(5, "key"), suite=suite, more={"previousProof": names})
    assert service.verify(chain)[0] == 200
    for change in (
        lambda p: p[0].update(proofValue="z" + "1" * 87),
        lambda p: p[0].update(id="urn:uuid:00000000-0000-4000-8000-000000000000"),
        lambda p: p[2].update(previousProof="urn:uuid:missing"),
        lambda p: p[2].update(previousProof=["urn:uuid:missing"]),
        lambda p: p[2].update(previousProof=[*([names] if isinstance(names, str) else names), "urn:uuid:missing"]),
        lambda p: p[2].update(previousProof=7),
        lambda p: p[2].update(previousProof=[]),
        lambda p: p[2].pop("previousProof"),
        lambda p: p.pop(0),
        lambda p: p[0].update(created="2026-01-02T00:00:00Z"),
        lambda p: p[1].update(id=FIRST),
    ):
        broken = deepcopy(chain)
        change(broken["proof"])
        assert service.verify(broken)[0] == 400, broken["proof"]


def test_the_older_suite_of_2020_is_read_and_written(former: Service) -> None:
    old = "https://w3id.org/security/suites/ed25519-2020/v1"
    made = former.signed(plain(**{"@context": [VC, old]}), suite=OLD_TYPE)
    assert made["proof"]["type"] == "Ed25519Signature2020" and "cryptosuite" not in made["proof"]
    assert former.verify(made)[0] == 200
    assert former.verify(made | {"name": "Another"})[0] == 400
    status, issued = former.issue(plain(), suite=OLD_TYPE)
    assert status == 201 and old in issued["@context"]
    assert former.verify(issued | {"issuer": STRANGER_DID})[0] == 400


def test_a_key_that_is_not_the_issuers_is_refused(service: Service) -> None:
    """Whoever signs with a key of their own in another's name: the signature fits, the issuer does not."""
    status, said = service.verify(service.signed(plain(issuer="did:example:somebody"), by=signer(9, "key")))
    assert status == 400 and said["type"].endswith("#CRYPTOGRAPHIC_SECURITY_ERROR")
    status, said = service.verify(service.signed(plain(issuer="https://example.org/issuers/5678")))
    assert status == 200 and len(said["warnings"]) == 1, "an address names no key, so it is a warning"


def test_the_dates_of_a_credential_are_asked(service: Service) -> None:
    for dates in ({"validUntil": "2020-01-01T00:00:00Z"}, {"validFrom": "2120-01-01T00:00:00Z"}):
        status, said = service.verify(service.signed(plain(**dates)))
        assert status == 400 and said["type"].endswith("#RANGE_ERROR")


def test_dates_at_the_ends_of_the_calendar_are_answered_too(service: Service) -> None:
    """Where no hour may be added or taken away, the day is told as it stands."""
    for dates, day in (
        ({"validUntil": "0001-01-01T00:00:00Z"}, "1 January 1"),
        ({"validFrom": "9999-12-31T23:59:59Z"}, "31 December 9999"),
    ):
        status, said = service.verify(service.signed(plain(**dates)))
        assert status == 400 and said["type"].endswith("#RANGE_ERROR")
        assert day in said["title"].replace("\xa0", " ")
    assert service.verify(service.signed(plain(validUntil="9999-12-31T24:00:00+14:00")))[0] == 200


def test_a_curve_other_than_ed25519_is_refused(service: Service) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes([8]) * 32)
    p256 = "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"
    made = service.signed(plain(issuer=f"did:key:{p256}"), by=Signer(key, f"did:key:{p256}#{p256}"))
    status, said = service.verify(made)
    assert status == 400 and said["type"] == SECURITY + "INVALID_VERIFICATION_METHOD"
