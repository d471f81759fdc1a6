"""What the Data Model 2.0 asks of a credential, requirement by requirement: the good are signed (201), the others refused (400)."""

from datetime import timedelta
from typing import Any

import pytest

from gromada.certificates.credential.terms import VC
from gromada.kit import clock
from tests.certificates.conformance.conftest import EXAMPLES_CONTEXT, GONE, STRANGER_DID, Service, plain

TERM = {"Own": "https://example.org/#Own"}
DIGEST = {"id": VC, "digestMultibase": "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"}
SRI = {"id": VC, "digestSRI": "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"}
JULY = {"id": VC, "digestSRI": "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg"}
AWAY = {"id": "https://example.org/report", "digestMultibase": "uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw"}
SCHEMA = {"id": "https://example.org/schema", "type": "JsonSchema"}
STATUS = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://example.org/list",
}
MESSAGES = [{"status": "0x0", "message": "valid"}, {"status": "0x1", "message": "lost"}]
DOG = {"@value": "Dog", "@language": "en"}


def years(number: int) -> str:
    return (clock.now() + timedelta(days=365 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")


GOOD: dict[str, dict[str, Any]] = {
    "4.1 the least": {},
    "4.3 a second context by address": {"@context": [VC, EXAMPLES_CONTEXT], "type": ["VerifiableCredential", "Any"]},
    "4.3 a second context as an object": {"@context": [VC, TERM], "type": ["VerifiableCredential", "Own"]},
    "4.4 id a URL": {"id": "https://example.org/credentials/1"},
    "4.4 id a URN": {"id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"},
    "4.4 subject's id a DID": {"credentialSubject": {"id": "did:example:another"}},
    "4.5 a type that is a URL": {"type": ["VerifiableCredential", "https://example.org/#Own"]},
    "4.5 the order of types does not matter": {"type": ["https://example.org/#Own", "VerifiableCredential"]},
    "4.6 name a text": {"name": "Name", "description": "Description"},
    "4.6 name with a language": {"name": DOG, "description": DOG},
    "4.6 name with a direction": {"name": DOG | {"@direction": "ltr"}, "description": DOG | {"@direction": "rtl"}},
    "4.6 name in several languages": {"name": [DOG, {"@value": "Pies", "@language": "pl"}]},
    "4.6 the issuer's name": {"issuer": {"id": STRANGER_DID, "name": DOG, "description": [DOG]}},
    "4.7 issuer an object": {"issuer": {"id": "did:example:issuer"}},
    "4.8 several subjects": {"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]},
    "4.9 validFrom with milliseconds": {"validFrom": "2023-02-25T19:10:39.123Z"},
    "4.9 validFrom with an offset": {"validFrom": "2023-02-25T19:10:39-06:00"},
    "4.9 validFrom in the future": {"validFrom": years(50)},
    "4.9 validUntil": {"validUntil": "2033-02-25T19:10:39.5+14:00"},
    "4.9 both in order": {"validFrom": years(-1), "validUntil": years(1)},
    "4.9 both the same": {"validFrom": "2023-01-01T00:00:00Z", "validUntil": "2023-01-01T01:00:00+01:00"},
    "4.9 a day's last moment": {"validFrom": "2023-02-25T24:00:00Z", "validUntil": "2023-02-26T00:00:00Z"},
    "4.9 without end": {"validUntil": "9999-12-31T23:59:59Z"},
    "4.10 status without id": {"credentialStatus": {"type": "https://example.org/#Status"}},
    "4.10 status with id": {"credentialStatus": STATUS | {"id": "https://example.org/list#7"}},
    "4.10 several": {"credentialStatus": [STATUS, STATUS | {"statusPurpose": "suspension"}]},
    "4.11 schema": {"credentialSchema": SCHEMA},
    "4.11 schemas": {"credentialSchema": [SCHEMA, SCHEMA | {"id": "https://example.org/other"}]},
    "5.3 digestMultibase": {"relatedResource": [DIGEST]},
    "5.3 digestSRI": {"relatedResource": [SRI]},
    "5.3 one object, its media type": {"relatedResource": SRI | {"mediaType": "application/ld+json"}},
    "5.3 a digest of an older text": {"relatedResource": [JULY]},
    "5.3 not at hand": {"relatedResource": [AWAY]},
    "5.4 refreshService": {"refreshService": {"type": "https://example.org/#Refresh", "id": "https://example.org/r"}},
    "5.5 termsOfUse": {"termsOfUse": [{"type": "https://example.org/#Policy"}, {"type": "https://e.org/#P", "id": "urn:p"}]},
    "5.6 evidence": {"evidence": [{"type": "https://example.org/#Seen"}, {"type": "https://example.org/#Heard"}]},
    "status list 2.1 messages": {"credentialStatus": STATUS | {"statusSize": 1, "statusMessage": MESSAGES}},
}  # fmt: skip
BAD: dict[str, dict[str, Any]] = {
    "4.3 no context": {"@context": GONE},
    "4.3 not an ordered set": {"@context": VC},
    "4.3 another context first": {"@context": [EXAMPLES_CONTEXT, VC]},
    "4.3 a context that is no URL": {"@context": [VC, "https ://not-a-url/contexts/example/v1"]},
    "4.3 a number for a context": {"@context": [VC, 123192875]},
    "4.3 a context that nobody has here": {"@context": [VC, "https://nobody.example/context"]},
    "4.4 id null": {"id": None},
    "4.4 id several": {"id": ["did:example:a", "did:example:b"]},
    "4.4 id no URL": {"id": "not-a-url"},
    "4.4 subject's ids several": {"credentialSubject": {"id": ["did:example:a", "did:example:b"]}},
    "4.4 subject's id no URL": {"credentialSubject": {"id": "not a url"}},
    "4.5 no type": {"type": GONE},
    "4.5 not a credential": {"type": ["https://example.org/#Own"]},
    "4.5 a type without a meaning": {"type": ["VerifiableCredential", "Unmapped"]},
    "4.5 the same with no vocabulary": {"@context": [VC, {"@vocab": None}], "type": ["VerifiableCredential", "Unmapped"]},
    "4.5 a type that means no URL": {"@context": [VC, {"Own": "https ://not-a-url#Own"}], "type": ["VerifiableCredential", "Own"]},
    "4.5 a type that is a number": {"type": ["VerifiableCredential", 2]},
    "4.6 name with another property": {"name": DOG | {"url": "did:example:x"}},
    "4.6 description with another property": {"description": DOG | {"url": "did:example:x"}},
    "4.6 issuer's name with another property": {"issuer": {"id": STRANGER_DID, "name": DOG | {"url": "did:example:x"}}},
    "4.6 issuer's description with another": {"issuer": {"id": STRANGER_DID, "description": DOG | {"url": "did:e:x"}}},
    "4.6 name a number": {"name": 7},
    "4.6 a language that is none": {"name": {"@value": "Dog", "@language": "not a language"}},
    "4.7 no issuer": {"issuer": GONE},
    "4.7 issuer null": {"issuer": None},
    "4.7 issuer no URL": {"issuer": "not-a-url"},
    "4.7 issuer's id missing": {"issuer": {"name": "Somebody"}},
    "4.7 issuer's id null": {"issuer": {"id": None}},
    "4.7 issuer's id no URL": {"issuer": {"id": "not-a-url"}},
    "4.8 no subject": {"credentialSubject": GONE},
    "4.8 an empty subject": {"credentialSubject": {}},
    "4.8 one of several empty": {"credentialSubject": [{"id": "did:example:a"}, {}]},
    "4.8 a subject that is a text": {"credentialSubject": "did:example:a"},
    "4.9 validFrom a day": {"validFrom": "2023-02-25"},
    "4.9 validFrom without a zone": {"validFrom": "2023-02-25T19:10:39"},
    "4.9 a zone further away than any": {"validFrom": "2023-02-25T19:10:39+14:01"},
    "4.9 more than a whole day": {"validFrom": "2023-02-25T24:00:00.1Z"},
    "4.9 other digits": {"validFrom": "٢٠٢٣-02-25T19:10:39Z"},
    "4.9 before the first year": {"validFrom": "0001-01-01T00:00:00+14:00"},
    "4.9 after the last year": {"validUntil": "9999-12-31T23:59:59-14:00"},
    "4.9 validUntil in words": {"validUntil": "tomorrow"},
    "4.9 validUntil a number": {"validUntil": 2033},
    "4.9 over before it begins": {"validFrom": years(1), "validUntil": years(-1)},
    "4.10 status without type": {"credentialStatus": {"id": "https://example.org/list#7"}},
    "4.10 status of type 2": {"credentialStatus": {"id": "https://example.org/list#7", "type": 2}},
    "4.10 status's ids several": {"credentialStatus": STATUS | {"id": ["did:example:a", "did:example:b"]}},
    "4.10 status's id no URL": {"credentialStatus": STATUS | {"id": "not-a-url"}},
    "4.11 schema without id": {"credentialSchema": {"type": "JsonSchema"}},
    "4.11 schema without type": {"credentialSchema": {"id": "https://example.org/schema"}},
    "4.11 schema's id a number": {"credentialSchema": SCHEMA | {"id": 4}},
    "5.2 VerifiableCredential redefined": {"@context": [VC, {"VerifiableCredential": "https://example.org/#Bad"}]},
    "5.2 a protected word redefined": {
        "@context": [VC, {"@protected": True} | TERM, {"Own": "https://example.org/#Other"}],
        "type": ["VerifiableCredential", "Own"],
    },
    "5.3 texts instead of objects": {"relatedResource": [VC]},
    "5.3 no id": {"relatedResource": [{"digestSRI": SRI["digestSRI"]}]},
    "5.3 the same id twice": {"relatedResource": [SRI, DIGEST]},
    "5.3 no digest": {"relatedResource": [{"id": VC, "mediaType": "application/ld+json"}]},
    "5.3 a wrong digest": {"relatedResource": [SRI | {"digestSRI": "sha384-" + "A" * 64}]},
    "5.3 a wrong digestMultibase": {"relatedResource": [{"id": VC, "digestMultibase": AWAY["digestMultibase"]}]},
    "5.3 hexadecimal for base64": {"relatedResource": [{"id": AWAY["id"], "digestSRI": "sha256-" + "ca3d163b" * 8}]},
    "5.3 a multibase that is no digest": {"relatedResource": [AWAY | {"digestMultibase": "uZTQ0MjM1NiAgcmVwb3J0"}]},
    "5.4 refreshService without type": {"refreshService": {"id": "https://example.org/r"}},
    "5.5 termsOfUse without type": {"termsOfUse": [{"id": "urn:p"}]},
    "5.6 evidence without type": {"evidence": [{"type": "https://example.org/#Seen"}, {}]},
    "5.6 evidence a text": {"evidence": "seen"},
    "a word without a meaning": {"statusEntry": {"type": "BitstringStatusListEntry", "statusListIndex": True}},
    "a word without a meaning in the subject": {"credentialSubject": {"id": "did:example:a", "undefinedTerm": "x"}},
    "status list 2.1 no purpose": {"credentialStatus": STATUS | {"statusPurpose": 5}},
    "status list 2.1 index a number": {"credentialStatus": STATUS | {"statusListIndex": 7}},
    "status list 2.1 index negative": {"credentialStatus": STATUS | {"statusListIndex": "-7"}},
    "status list 2.1 index no number": {"credentialStatus": STATUS | {"statusListIndex": "7x"}},
    "status list 2.1 list no URL": {"credentialStatus": STATUS | {"statusListCredential": "list"}},
    "status list 2.1 id is the list": {"credentialStatus": STATUS | {"id": "https://example.org/list"}},
    "status list 2.1 size 0": {"credentialStatus": STATUS | {"statusSize": 0}},
    "status list 2.1 size 2 without messages": {"credentialStatus": STATUS | {"statusSize": 2}},
    "status list 2.1 too few messages": {"credentialStatus": STATUS | {"statusSize": 2, "statusMessage": MESSAGES}},
    "status list 2.1 a message without words": {"credentialStatus": STATUS | {"statusMessage": [{"status": "0x0"}] * 2}},
    "status list 2.1 reference no URL": {"credentialStatus": STATUS | {"statusReference": ["here"]}},
}  # fmt: skip


@pytest.mark.parametrize("changed", GOOD.values(), ids=GOOD)
def test_a_good_credential_is_signed_as_it_was_given(service: Service, changed: dict[str, Any]) -> None:
    given = plain(**changed)
    status, signed = service.issue(given, credentialStatus=False)
    assert status == 201, signed
    made = signed.pop("proof")
    assert signed == given
    assert (made["type"], made["cryptosuite"]) == ("DataIntegrityProof", "eddsa-rdfc-2022")


@pytest.mark.parametrize("changed", BAD.values(), ids=BAD)
def test_what_departs_from_the_model_is_refused_with_a_sentence(service: Service, changed: dict[str, Any]) -> None:
    status, said = service.issue(plain(**changed), credentialStatus=False)
    assert status == 400, said
    assert said["type"].startswith(("https://www.w3.org/", "https://w3id.org/")) and said["title"].endswith(".")
    assert "proof" not in said and said["verified"] is False


# Without a context JCS has nothing to put into its proof.
SIGNABLE = {name: changed for name, changed in BAD.items() if changed.get("@context") is not GONE}


@pytest.mark.parametrize("changed", SIGNABLE.values(), ids=SIGNABLE)
def test_the_same_is_refused_where_it_comes_signed(service: Service, changed: dict[str, Any]) -> None:
    """By whom and how does not matter: JCS signs anything that is JSON."""
    status, said = service.verify(service.signed(plain(**changed), suite="eddsa-jcs-2022"))
    assert status == 400 and said["errors"], said


def test_a_credential_of_another_issuer_is_judged_by_its_digests_too(service: Service) -> None:
    signed = service.signed(plain(relatedResource=[SRI | {"digestSRI": "sha384-" + "A" * 64}]))
    status, said = service.verify(signed)
    assert status == 400 and "https://www.w3.org/ns/credentials/v2" in said["title"]
    assert service.verify(service.signed(plain(relatedResource=[SRI])))[0] == 200
    status, said = service.verify(service.signed(plain(relatedResource=[AWAY])))
    assert status == 200 and [each["detail"] for each in said["warnings"]] == [AWAY["id"]]
