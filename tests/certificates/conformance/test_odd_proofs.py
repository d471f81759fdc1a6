"""Whatever stands where a word of a proof or of an option belongs: the answer is a refusal with a sentence, never a breakdown, never a yes."""

import math
from copy import deepcopy
from typing import Any

import pytest

from gromada.certificates.credential.proof import JCS
from gromada.certificates.credential.terms import VC
from tests.certificates.conformance.conftest import Service, plain

ODD: list[Any] = [
    None, True, 5, 1.5, -0.0, "", " ", "x", "did:key:z", "z" * 3000, [], {}, [[]], [None], [{}], ["x", 5],
    {"@value": "x"}, {"id": 5}, {"type": []}, {"@id": {}}, {"@list": [[]]}, {"@context": "https://nobody.example/"},
]  # fmt: skip
OWN = {"Own": "https://example.org/#Own"}


@pytest.mark.parametrize(
    "word", ["type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue", "@context"]
)
def test_nothing_odd_in_the_place_of_a_word_of_a_proof_is_accepted(service: Service, word: str) -> None:
    made = service.signed(plain(), suite=JCS)
    for odd in ODD:
        status, said = service.verify(made | {"proof": made["proof"] | {word: odd}}, checks=["proof"])
        assert (status, said["verified"]) == (400, False) and said["title"].endswith("."), (odd, said)


@pytest.mark.parametrize("word", ["previousProof", "domain", "challenge", "nonce", "expires", "id", "anything"])
def test_no_word_can_be_added_to_a_proof(service: Service, word: str) -> None:
    made = service.signed(plain(), suite=JCS)
    for odd in ODD:
        assert service.verify(made | {"proof": made["proof"] | {word: odd}}, checks=["proof"])[0] == 400, odd


@pytest.mark.parametrize("option", ["domain", "challenge", "expectedProofPurpose", "checks"])
def test_odd_options_of_a_verification_never_break_it(service: Service, option: str) -> None:
    made = service.signed(plain(), suite=JCS)
    for odd in ODD:
        status, said = service.verify(made, **{option: odd})
        assert status == (200 if said["verified"] else 400), (odd, said)


@pytest.mark.parametrize(
    "path", ["/credentials/issue", "/credentials/verify", "/presentations/verify", "/credentials/status"]
)
def test_odd_requests_are_refused(service: Service, path: str) -> None:
    names = ("credential", "verifiableCredential", "verifiablePresentation", "credentialStatus")
    for odd in ODD:
        for body in (odd, dict.fromkeys(names, odd), {"credentialId": "urn:x", "credentialStatus": odd}):
            status, said = service.post(path, body)
            assert (status, said["verified"]) == (400, False), (body, said)
    assert service.post(path, {"credential": math.inf})[0] == 400, "JSON has no infinity"


def test_a_context_within_an_object_of_its_own_is_read(service: Service) -> None:
    made = service.signed(plain(**{"@context": [VC, {"@context": OWN}], "type": ["VerifiableCredential", "Own"]}))
    assert service.verify(made)[0] == 200
    for contexts in ([VC], [VC, {"@context": {"Own": "https://example.org/#Another"}}]):
        assert service.verify(made | {"@context": contexts})[0] == 400
    flat = deepcopy(made) | {"@context": [VC, OWN]}
    assert service.verify(flat)[0] == 200, "it says the same"
