"""What the Data Model 2.0 asks of presentations (4.13), signed and unsigned."""

from typing import Any

import pytest

from gromada.certificates.credential.terms import VC
from tests.certificates.conformance.conftest import GONE, STRANGER_DID, Service, plain
from tests.certificates.credential.making import signer

OWN = {"Own": "https://example.org/#Own"}
DOMAIN, CHALLENGE = "github.com/w3c/vc-data-model-2.0-test-suite", "123456789"
ENVELOPED = {
    "@context": VC,
    "type": "EnvelopedVerifiableCredential",
    "id": "data:application/vc+jwt,eyJhbGciOiJFUzI1NiJ9.eyJ2YyI6e319.c2lnbmF0dXJl",
}


def presentation(**changed: Any) -> dict[str, Any]:
    said = {"@context": [VC], "type": ["VerifiablePresentation"], "verifiableCredential": []}
    return {name: value for name, value in (said | changed).items() if value is not GONE}


def signed(service: Service, **changed: Any) -> dict[str, Any]:
    document = presentation(**changed)
    more = {"domain": DOMAIN, "challenge": CHALLENGE}
    return service.signed(document, suite="eddsa-rdfc-2022", purpose="authentication", more=more)


GOOD: dict[str, dict[str, Any]] = {
    "an empty one": {},
    "without credentials": {"verifiableCredential": GONE},
    "id": {"id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"},
    "another type": {"@context": [VC, OWN], "type": ["VerifiablePresentation", "Own"]},
    "holder a URL": {"holder": STRANGER_DID},
    "holder an object": {"holder": {"id": STRANGER_DID}},
    "another holder": {"holder": "did:example:somebody"},
}
BAD: dict[str, dict[str, Any]] = {
    "no context": {"@context": GONE},
    "another context first": {"@context": [OWN, VC]},
    "a context that is no URL": {"@context": [VC, "https ://not-a-url/contexts/example/v1"]},
    "a number for a context": {"@context": [VC, 123192875]},
    "no type": {"type": GONE},
    "not a presentation": {"@context": [VC, OWN], "type": ["Own"]},
    "a type without a meaning": {"type": ["VerifiablePresentation", "Unmapped"]},
    "id no URL": {"id": "not-a-url"},
    "holder no URL": {"holder": "z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj"},
    "holder's id no URL": {"holder": {"id": "z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj"}},
    "holder without id": {"holder": {"name": "Somebody"}},
    "a credential that is a text": {"verifiableCredential": ["https://example.org/credentials/1"]},
    "a credential that is a number": {"verifiableCredential": [7]},
    "credentials null": {"verifiableCredential": None},
    "a credential without a proof": {"verifiableCredential": [plain()]},
    "a credential without a type": {"verifiableCredential": [plain(type=GONE)]},
    "termsOfUse without type": {"termsOfUse": [{"id": "urn:policy"}]},
    "something else": {"@context": GONE, "type": ["NonconformingDocument"], "verifiableCredential": GONE},
}


@pytest.mark.parametrize("changed", GOOD.values(), ids=GOOD)
def test_a_good_presentation_is_accepted_signed_and_unsigned(service: Service, changed: dict[str, Any]) -> None:
    inside = {} if "verifiableCredential" in changed else {"verifiableCredential": [service.signed(plain())]}
    status, said = service.verify_presentation(signed(service, **changed | inside), checks=[])
    assert (status, said["verified"]) == (200, True), said
    assert service.verify_presentation(presentation(**changed | inside))[0] == 200


@pytest.mark.parametrize("changed", BAD.values(), ids=BAD)
def test_what_departs_from_the_model_is_refused(service: Service, changed: dict[str, Any]) -> None:
    status, said = service.verify_presentation(presentation(**changed), checks=[])
    assert status == 400 and said["errors"] and said["title"].endswith("."), said


def test_every_credential_in_it_is_checked(service: Service) -> None:
    good, bad = service.signed(plain()), service.signed(plain()) | {"name": "Changed"}
    assert service.verify_presentation(signed(service, verifiableCredential=[good, good]))[0] == 200
    for inside in ([good, bad], [bad], [good, good | {"issuer": "did:example:other"}]):
        assert service.verify_presentation(signed(service, verifiableCredential=inside))[0] == 400


def test_its_own_proof_is_checked_too(service: Service) -> None:
    made = signed(service, verifiableCredential=[service.signed(plain())])
    assert service.verify_presentation(made, domain=DOMAIN, challenge=CHALLENGE)[0] == 200
    for options in ({"challenge": "other"}, {"domain": "other.example"}, {"expectedProofPurpose": "assertionMethod"}):
        assert service.verify_presentation(made, **options)[0] == 400
    assert service.verify_presentation(made | {"proof": made["proof"] | {"proofValue": "z5nmMBw2u9TGKd"}})[0] == 400
    assert service.verify_presentation(made | {"holder": "did:example:added"})[0] == 400
    unsigned = {name: value for name, value in made.items() if name != "proof"}
    assert service.verify_presentation(unsigned, challenge=CHALLENGE)[0] == 400, "what was asked for is not there"


def test_a_holders_own_word_needs_no_second_proof(service: Service) -> None:
    """4.13.4: the credential is secured by the presentation, so holder and issuer are one."""
    own = plain(issuer=STRANGER_DID)
    assert service.verify_presentation(signed(service, holder=STRANGER_DID, verifiableCredential=[own]))[0] == 200
    assert service.verify_presentation(signed(service, verifiableCredential=[own]))[0] == 400
    for holder, issuer in (("did:example:alice", STRANGER_DID), (STRANGER_DID, "did:example:alice")):
        made = signed(service, holder=holder, verifiableCredential=[plain(issuer=issuer)])
        assert service.verify_presentation(made)[0] == 400
    other = signer(6, "key").method.partition("#")[0]
    made = signed(service, holder=other, verifiableCredential=[plain(issuer=other)])
    assert service.verify_presentation(made)[0] == 400, "the holder's name alone proves nothing"


def test_enveloped_ones_are_refused_with_a_sentence(service: Service) -> None:
    """They are secured by JOSE, which is not read here: never is something called verified that was not."""
    assert service.verify(ENVELOPED)[0] == 400
    assert service.verify_presentation(presentation(verifiableCredential=[ENVELOPED]))[0] == 400
    assert service.verify_presentation(ENVELOPED | {"type": "EnvelopedVerifiablePresentation"})[0] == 400
