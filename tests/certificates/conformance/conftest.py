"""The service switched on, with a key of its own and contexts as their authors publish them, asked over HTTP as the suites ask."""

import json
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from gromada.certificates.conformance import folder
from gromada.certificates.conformance.folder import Held
from gromada.certificates.credential import multibase, proof
from gromada.certificates.credential.proof import Signer
from gromada.certificates.credential.terms import VC
from gromada.kit import clock
from tests.certificates.credential.making import signer

EXAMPLES_CONTEXT = "https://www.w3.org/ns/credentials/examples/v2"
PACKAGES = Path(__file__).resolve().parents[3] / ".verifiers" / "node_modules"
HERE = "http://testserver"


@dataclass(frozen=True)
class Service:
    """What a suite does: it posts JSON and reads a status and JSON."""

    client: Client
    held: Held

    def post(self, path: str, body: Any) -> tuple[int, dict[str, Any]]:
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        answer = self.client.post(path, text, content_type="application/json")
        return answer.status_code, json.loads(answer.content)

    def issue(self, credential: Any, **options: Any) -> tuple[int, dict[str, Any]]:
        return self.post("/credentials/issue", {"credential": credential, "options": options})

    def verify(self, credential: Any, **options: Any) -> tuple[int, dict[str, Any]]:
        return self.post("/credentials/verify", {"verifiableCredential": credential, "options": options})

    def verify_presentation(self, presentation: Any, **options: Any) -> tuple[int, dict[str, Any]]:
        return self.post("/presentations/verify", {"verifiablePresentation": presentation, "options": options})

    def signed(self, document: dict[str, Any], by: Signer | None = None, **more: Any) -> dict[str, Any]:
        """Signed by somebody else, as the suites' own generators do."""
        created = more.pop("created", clock.now() - timedelta(minutes=1))
        return proof.sign(document, by or STRANGER, created, contexts=self.held.contexts, **more)


STRANGER = signer(3, "key")
STRANGER_DID = STRANGER.method.partition("#")[0]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    text = shared / "vectors" / "open-badges" / "contexts" / "credentials-v2.jsonld"
    if not text.is_file():
        pytest.skip("the texts of contexts are not beside this checkout")
    packages = Path(os.environ.get("GROMADA_NODE_MODULES") or PACKAGES)
    place = tmp_path_factory.mktemp("conformance")
    folder.prepare(place, packages if packages.is_dir() else None, {VC: text})
    return place


@pytest.fixture
def service(db: None, settings: Any, prepared: Path, client: Client) -> Service:
    settings.CONFORMANCE = prepared
    (prepared / folder.SET).unlink(missing_ok=True)
    return Service(client, folder.held(prepared))


@pytest.fixture
def former(service: Service) -> Service:
    """With the contexts of the Data Model 1.1, which only the packages of npm keep."""
    if "https://w3id.org/security/data-integrity/v2" not in service.held.contexts.known:
        pytest.skip("the packages with older contexts are not installed (.ci/run says which)")
    return service


def plain(**changed: Any) -> dict[str, Any]:
    """The least that is a credential 2.0. A value of None takes the property away."""
    said: dict[str, Any] = {
        "@context": [VC],
        "type": ["VerifiableCredential"],
        "issuer": STRANGER_DID,
        "credentialSubject": {"id": "did:example:subject"},
    }
    return {name: value for name, value in (said | changed).items() if value is not GONE}


GONE = object()


def public_of(signer: Signer) -> str:
    return multibase.public_multikey(signer.key.public_key())
