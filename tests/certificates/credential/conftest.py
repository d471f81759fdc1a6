"""What the tests of the credential stand on: vectors of public specifications (read where they lie), their contexts, a key of the tests."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gromada.certificates.credential import did, multibase
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.proof import Signer
from gromada.certificates.credential.terms import BADGES, VC

FILES = {VC: "credentials-v2.jsonld", BADGES: "ob-v3p0-3.0.3.json"}
FILES["https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"] = "ob-v3p0-extensions.json"
EXAMPLES = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def vectors(shared: Path) -> Path:
    folder = shared / "vectors"
    if not folder.is_dir():
        pytest.skip("the vectors of public specifications are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def texts(vectors: Path) -> dict[str, Any]:
    """The contexts as their authors publish them, by address."""
    folder = vectors / "open-badges" / "contexts"
    return {address: json.loads((folder / name).read_text()) for address, name in FILES.items()}


@pytest.fixture(scope="session")
def contexts(texts: dict[str, Any]) -> Contexts:
    return Contexts(given=texts | {"https://www.w3.org/ns/credentials/examples/v2": EXAMPLES})


@pytest.fixture(scope="session")
def w3c(vectors: Path) -> Signer:
    """The key pair of the specification's vectors."""
    pair = json.loads((vectors / "eddsa" / "keyPair.json").read_text())
    key = multibase.secret_key(pair["privateKeyMultibase"])
    assert multibase.public_multikey(key.public_key()) == pair["publicKeyMultibase"]
    return Signer(key, did.method_of_key(key.public_key()))
