"""The service as a whole: off unless it is switched on, its own key, its limits, its problem details."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from gromada.certificates.conformance import answering, folder
from gromada.certificates.credential import apart, contexts, generic, proof
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.model import VC1
from gromada.certificates.credential.terms import VC
from gromada.cli.main import main
from gromada.kit import clock
from tests.certificates.conformance.conftest import STRANGER_DID, Service, plain

ADDRESSES = ("/credentials/issue", "/credentials/verify", "/presentations/verify", "/credentials/status")


def test_it_is_off_unless_it_is_switched_on(client: Client, db: None) -> None:
    for address in ADDRESSES:
        assert client.post(address, "{}", content_type="application/json").status_code == 404
        assert client.get(address).status_code == 404
    assert client.get("/credentials/lists/revocation").status_code == 404


def test_only_posts_are_answered(service: Service) -> None:
    for address in ADDRESSES:
        assert service.client.get(address).status_code == 405
    assert service.client.get("/credentials/lists/other").status_code == 404


def test_it_signs_with_a_key_that_no_issuer_has(service: Service) -> None:
    _status, issued = service.issue(plain(issuer=service.held.did))
    assert issued["proof"]["verificationMethod"].startswith(service.held.did + "#")
    assert service.held.did.startswith("did:key:z6Mk")


@pytest.mark.parametrize(
    "option",
    [
        {"cryptosuite": "ecdsa-rdfc-2019"},
        {"created": "yesterday"},
        {"created": "2026-01-01T00:00:00"},
        {"created": "0001-01-01T00:00:00+14:00"},
        {"expires": 7},
        {"domain": [7]},
        {"challenge": ["c"]},
        {"nonce": 7},
        {"proofId": "first"},
        {"proofPurpose": "keyAgreement"},
        {"previousProof": [7]},
        {"credentialStatus": {"statusPurpose": "message"}},
    ],
)
def test_an_option_that_cannot_be_read_is_refused_by_its_name(service: Service, option: dict[str, Any]) -> None:
    status, said = service.issue(plain(), **option)
    assert status == 400 and next(iter(option)) in said["title"]


def test_options_go_into_the_proof(service: Service) -> None:
    options = {
        "created": "2026-01-02T03:04:05Z", "expires": "2126-01-01T00:00:00Z", "domain": ["a.example"], "challenge": "c", "nonce": "n",
        "proofId": "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544",
    }  # fmt: skip
    _status, issued = service.issue(plain(issuer=service.held.did), **options)
    assert {name: issued["proof"][name] for name in options if name != "proofId"} | {
        "proofId": issued["proof"]["id"]
    } == options
    assert service.verify(issued)[0] == 200


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_sets_and_chains_are_issued(service: Service, suite: str) -> None:
    id = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"
    _status, first = service.issue(plain(issuer=service.held.did), proofId=id, cryptosuite=suite)
    _status, set = service.issue(first, cryptosuite="eddsa-rdfc-2022")
    status, chain = service.post(f"/credentials/issue/{suite}", {"credential": set, "options": {"previousProof": id}})
    assert status == 201 and [each.get("previousProof") for each in chain["proof"]] == [None, None, id]
    assert service.verify(chain)[0] == 200
    status, said = service.issue(set, previousProof="urn:uuid:missing")
    assert status == 400 and "urn:uuid:missing" in said["title"]


def test_former_credentials_are_issued_with_the_words_of_their_proof(former: Service) -> None:
    given = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        "type": ["VerifiableCredential"],
        "issuer": former.held.did,
        "issuanceDate": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:subject"},
    }
    for suite in ("eddsa-rdfc-2022", "eddsa-jcs-2022"):
        status, issued = former.issue(given, cryptosuite=suite)
        assert status == 201, issued
        assert issued["@context"] == [*given["@context"], "https://w3id.org/security/data-integrity/v2"]
        assert (
            former.verify(issued)[0] == 200
            and former.verify(issued | {"expirationDate": "2027-01-01T00:00:00Z"})[0] == 400
        )
    for bad in (
        {"issuanceDate": "today"},
        {"expirationDate": "2025-01-01T00:00:00Z"},
        {"credentialStatus": {"type": "X"}},
    ):
        assert former.issue(given | bad)[0] == 400


def test_a_former_credential_without_the_day_of_issuing_gets_it_from_the_issuer(former: Service) -> None:
    given = plain(**{"@context": [VC1, "https://w3id.org/security/data-integrity/v2"]}, issuer=former.held.did)
    status, issued = former.issue(given, created="2026-01-01T00:00:00Z")
    assert (status, issued["issuanceDate"]) == (201, "2026-01-01T00:00:00Z") and former.verify(issued)[0] == 200
    assert former.issue(given)[1]["issuanceDate"] <= clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    for bad in (None, "", "today", ["2026-01-01T00:00:00Z"]):
        assert former.issue(given | {"issuanceDate": bad})[0] == 400, "what is there and wrong is not replaced"
    undated = former.signed(given)
    assert former.issue(undated)[0] == 400 and former.verify(undated)[0] == 400, "what is signed already is not changed"


BODIES: list[tuple[Any, str]] = [
    (b"not json", "JSON"),
    (b"[]", "JSON"),
    (b'{"credential": {}, "credential": {}}', "twice"),
    ({}, "credential"),
    ({"credential": None}, "credential"),
    ({"credential": "text"}, "credential"),
    ({"credential": {}}, "credential"),
    (b'{"credential": ' + b'{"a":' * 50 + b"1" + b"}" * 50 + b"}", "deep"),
    (b'{"credential": [' + b"1," * 30_000 + b"1]}", "many values"),
    (b" " * 1_000_001, "large"),
]


@pytest.mark.parametrize("body, word", BODIES, ids=[word for _body, word in BODIES])
def test_a_request_that_cannot_be_read_is_a_problem_with_a_sentence(service: Service, body: Any, word: str) -> None:
    """RFC 9457: a type, a title, the status; nothing of the program."""
    text = body if isinstance(body, bytes) else json.dumps(body)
    answer = service.client.post("/credentials/issue", text, content_type="application/json")
    said = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert said["type"].startswith("https://www.w3.org/") and word in said["title"] and said["status"] == 400


@pytest.mark.parametrize(
    "asked, said", [("pl", "Zapytanie wymaga obiektu"), ("en", "The request needs"), ("*", "The request needs")]
)
def test_sentences_are_in_the_language_of_the_request(service: Service, asked: str, said: str) -> None:
    answer = service.client.post(
        "/credentials/verify", "{}", content_type="application/json", headers={"accept-language": asked}
    )
    assert said in json.loads(answer.content)["title"]


def poison(size: int) -> dict[str, Any]:
    """Nodes without names that all know each other, so that every order must be tried."""
    knows = {"knows": {"@id": "https://example.org/knows"}}
    every = [{"@id": f"_:x{number}"} for number in range(size)]
    return plain(**{"@context": [VC, knows], "credentialSubject": [each | {"knows": every} for each in every]})


def test_a_poison_graph_ends_in_time_on_every_address(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "SECONDS", 2)
    began = time.monotonic()
    proofs = [{"type": "DataIntegrityProof", "cryptosuite": suite, "proofPurpose": "assertionMethod", "proofValue": "z" + "1" * 64,
               "verificationMethod": STRANGER_DID} for suite in ("eddsa-rdfc-2022", "eddsa-jcs-2022")]  # fmt: skip
    document = poison(12) | {"proof": proofs}
    assert service.issue(poison(12))[0] == 400
    for status, said in (
        service.verify(document),
        service.verify_presentation(
            {"@context": [VC], "type": ["VerifiablePresentation"], "verifiableCredential": [document] * 9}
        ),
    ):
        assert status == 400 and said["verified"] is False
    assert time.monotonic() - began < 12


def test_one_question_has_one_time_however_much_it_asks() -> None:
    began = time.monotonic()
    with apart.within(1), pytest.raises(proof.Fault):
        for _again in range(50):
            generic.canonical({"@context": {"a": "urn:a"}, "a": "1"}, Contexts())
    assert time.monotonic() - began < 3


def test_contexts_without_end_are_refused(service: Service) -> None:
    nested = {"id": "did:example:s", "name": [{"@context": VC, "name": str(number)} for number in range(400)]}
    assert service.issue(plain(credentialSubject=nested))[0] == 400


def test_an_older_text_of_a_context_is_tried(service: Service, tmp_path: Path) -> None:
    """A credential signed while its context said something else is good as long as that text is pinned."""
    address = "https://example.org/context"
    texts = [json.dumps({"@context": {"own": f"https://example.org/#{word}"}}).encode() for word in ("old", "new")]
    place = tmp_path / "contexts"
    contexts.write(place, {VC: service.held.contexts.versions[VC][0], address: texts[0]})
    document = plain(**{"@context": [VC, address], "own": "word"})
    signed = proof.sign(document, service.held.signer, clock.now(), contexts=Contexts(place))
    pins = contexts.write(place, {address: texts[1]})
    assert len(pins[address]) == 2
    key = service.held.signer.key.public_key()
    proof.check(signed, signed["proof"], key, contexts=Contexts(place))
    (place / f"{pins[address][1]}.jsonld").unlink()
    with pytest.raises(proof.Fault, match="signature"):
        proof.check(signed, signed["proof"], key, contexts=Contexts(place))


def test_the_command_prepares_the_folder_and_says_how_to_go_on(
    tmp_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = shared / "vectors" / "open-badges" / "contexts" / "credentials-v2.jsonld"
    place = tmp_path / "service"
    asked = ["conformance", str(place), "--context", f"{VC}={text}", "--host", "localhost", "--host", "127.0.0.1"]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert folder.held(place).did in said and "GROMADA_CONFORMANCE=" in said and "--certificate" in said
    assert "none https://www.w3.org/2018/credentials/v1" in said
    assert (place / "key").stat().st_mode & 0o077 == 0 and (place / "https.key").stat().st_mode & 0o077 == 0
    before = folder.held(place).did
    assert main(asked) == 0 and folder.held(place).did == before, "the key stays"
    assert main(["conformance", str(place), "--context", "nonsense"]) == 1
    assert main(["conformance", str(place), "--context", f"{VC}={tmp_path / 'missing'}"]) == 1
