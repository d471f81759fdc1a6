"""The vectors of "Data Integrity EdDSA Cryptosuites v1.0", byte for byte."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gromada.certificates.credential import jsontext, multibase, proof
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.proof import JCS, RDFC, Signer

CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
RDF = {"folder": "eddsa-rdfc-2022", "end": "DataInt"}
# What the vector "employ" needs of its own context, which is not among the shared ones: read off its canonical form.
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"
NAMES = {
    name: f"https://schema.org/{name}" for name in ("additionalName", "familyName", "gender", "givenName", "identifier")
}
DATES = {
    "birthDate": {"@id": "https://schema.org/birthDate", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "residentSince": {"@id": f"{CITIZENSHIP[:28]}#residentSince", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
}
OWN = ("EmploymentAuthorizationDocumentCredential", "EmployablePerson", "EmploymentAuthorizationDocument")
OWN += ("birthCountry", "employmentAuthorizationDocument", "lprCategory", "lprNumber")
EMPLOY = (
    NAMES
    | DATES
    | {"Person": "https://schema.org/Person"}
    | {name: f"https://w3id.org/citizenship#{name}" for name in OWN}
)
EMPLOY |= {"image": {"@id": "https://schema.org/image", "@type": "@id"}}


def text(vectors: Path, *parts: str) -> str:
    return vectors.joinpath("eddsa", *parts).read_text()


def read(vectors: Path, *parts: str) -> Any:
    return json.loads(text(vectors, *parts))


@pytest.fixture
def wide(texts: dict[str, Any], contexts: Contexts) -> Contexts:
    return Contexts(given=contexts.known | {CITIZENSHIP: {"@context": EMPLOY}})


@pytest.mark.parametrize("unsigned, folder", [("unsigned.json", ""), ("employmentAuth.json", "employ")])
def test_rdfc_is_byte_identical_to_the_specification(
    vectors: Path, wide: Contexts, w3c: Signer, unsigned: str, folder: str
) -> None:
    document, where = read(vectors, unsigned), ("eddsa-rdfc-2022", folder) if folder else ("eddsa-rdfc-2022",)
    assert proof.canonical(document, wide) == text(vectors, *where, "canonDocDataInt.txt")
    options = read(vectors, *where, "proofConfigDataInt.json")
    assert proof.canonical(options, wide) == text(vectors, *where, "proofCanonDataInt.txt")
    assert proof.digest(document, options, wide).hex() == text(vectors, *where, "combinedHashDataInt.txt")
    signed = proof.sign(document, w3c, CREATED, suite=RDFC, contexts=wide)
    assert signed == read(vectors, *where, "signedDataInt.json")
    assert multibase.decode(signed["proof"]["proofValue"]).hex() == text(vectors, *where, "sigHexDataInt.txt")


def test_jcs_is_byte_identical_to_the_specification(vectors: Path, w3c: Signer) -> None:
    document = read(vectors, "unsigned.json")
    assert jsontext.canonical(document).decode() == text(vectors, "eddsa-jcs-2022", "canonDocJCS.txt")
    options = read(vectors, "eddsa-jcs-2022", "proofConfigJCS.json")
    assert jsontext.canonical(options).decode() == text(vectors, "eddsa-jcs-2022", "proofCanonJCS.txt")
    assert proof.digest(document, options).hex() == text(vectors, "eddsa-jcs-2022", "combinedHashJCS.txt")
    assert proof.sign(document, w3c, CREATED, suite=JCS) == read(vectors, "eddsa-jcs-2022", "signedJCS.json")


@pytest.mark.parametrize("where", ["eddsa-jcs-2022/signedJCS.json", "eddsa-rdfc-2022/signedDataInt.json"])
def test_the_signed_vectors_are_accepted_and_refused_once_a_letter_changes(
    vectors: Path, contexts: Contexts, w3c: Signer, where: str
) -> None:
    signed = read(vectors, where)
    key = w3c.key.public_key()
    proof.check(signed, signed["proof"], key, contexts=contexts)
    with pytest.raises(Fault, match="signature"):
        proof.check(signed | {"name": "Alumni Credentials"}, signed["proof"], key, contexts=contexts)
