"""The libraries on which the public suites stand (npm) and the service understand each other, both ways."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from gromada.certificates.credential import multibase
from gromada.certificates.credential.model import VC1
from gromada.certificates.credential.terms import VC
from tests.certificates.conformance.conftest import EXAMPLES_CONTEXT, PACKAGES, STRANGER, STRANGER_DID, Service, plain

SCRIPT = Path(__file__).with_name("others.mjs")
SUITES = ["eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020"]
OLD = "https://w3id.org/security/suites/ed25519-2020/v1"
FORMER = {
    "@context": [VC1],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential"],
    "issuer": STRANGER_DID,
    "issuanceDate": "2026-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:subject"},
}
WORDED = plain(
    **{"@context": [VC, EXAMPLES_CONTEXT], "type": ["VerifiableCredential", "Any"]},
    name=[{"@value": "Pies", "@language": "pl-PL", "@direction": "ltr"}, {"@value": "Dog", "@language": "EN"}],
    credentialSubject=[
        {"id": "did:example:a", "grade": [1, 2.5, True, 0.1, -0.0], "deep": [{"a": {"b": {"c": "ż\n\t\"\\"}}}, {}]},
        {"type": "Other", "same": [{"x": "1"}, {"x": "1"}]},
    ],
    termsOfUse=[{"type": "Policy"}, {"type": "Policy"}],
    evidence={"id": "urn:evidence:1", "type": ["Seen", "Heard"]},
    relatedResource={"id": "https://example.org/", "digestSRI": "sha256-" + "A" * 43 + "="},
)  # fmt: skip


@pytest.fixture(scope="module")
def packages() -> Path:
    folder = Path(os.environ.get("GROMADA_NODE_MODULES") or PACKAGES)
    if shutil.which("node") is None or not (folder / "@digitalbazaar" / "ed25519-signature-2020").is_dir():
        pytest.skip("Node or the packages of the suites are not installed (.ci/run says which)")
    return folder


def ask(packages: Path, service: Service, *, key: bool = False, **asked: Any) -> Any:
    public = multibase.public_multikey(STRANGER.key.public_key())
    secret = multibase.encode(
        b"\x80\x26" + STRANGER.key.private_bytes_raw() + STRANGER.key.public_key().public_bytes_raw()
    )
    pair = {"id": STRANGER.method, "controller": STRANGER_DID, "publicKeyMultibase": public}
    pair |= {"secretKeyMultibase": secret, "privateKeyMultibase": secret}
    said = asked | {"documents": service.held.contexts.known} | ({"key": pair} if key else {})
    done = subprocess.run(
        ["node", str(SCRIPT), str(packages)],
        input=json.dumps(said),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def dressed(document: dict[str, Any], suite: str) -> dict[str, Any]:
    return document | {"@context": [*document["@context"], OLD]} if suite.startswith("Ed") else document


@pytest.mark.parametrize("suite", SUITES)
def test_what_they_sign_we_accept_and_refuse_once_it_is_changed(former: Service, packages: Path, suite: str) -> None:
    given = [dressed(each, suite) for each in (plain(), FORMER, WORDED)]
    for signed in ask(packages, former, key=True, sign=[{"credential": each, "suite": suite} for each in given]):
        status, said = former.verify(signed)
        assert status == 200, (said, signed)
        assert former.verify(signed | {"credentialSubject": {"id": "did:example:other"}})[0] == 400


@pytest.mark.parametrize("suite", SUITES)
def test_what_we_issue_they_accept_and_refuse_once_it_is_changed(former: Service, packages: Path, suite: str) -> None:
    issued = []
    for each in (plain(), FORMER, WORDED):
        status, signed = former.issue(each | {"issuer": former.held.did}, cryptosuite=suite)
        assert status == 201, signed
        issued += [signed, signed | {"credentialSubject": {"id": "did:example:other"}}]
    told = ask(packages, former, verify=issued, old=suite.startswith("Ed"))
    assert [each is True for each in told] == [True, False] * 3, told


def test_presentations_of_theirs_are_accepted_with_their_challenge_and_domain(former: Service, packages: Path) -> None:
    (credential,) = ask(packages, former, key=True, sign=[{"credential": plain(), "suite": "eddsa-rdfc-2022"}])
    domain, challenge = "github.com/w3c/vc-data-model-2.0-test-suite", "123456789"
    wishes = [
        {"presentation": {"@context": [VC], "type": ["VerifiablePresentation"], **more}, "suite": suite, "domain": domain,
         "challenge": challenge}
        for suite in SUITES[:2]
        for more in ({}, {"verifiableCredential": [credential, credential]}, {"holder": {"id": STRANGER_DID}})
    ]  # fmt: skip
    for signed in ask(packages, former, key=True, sign=wishes):
        assert signed["proof"]["proofPurpose"] == "authentication"
        assert former.verify_presentation(signed, checks=[])[0] == 200
        assert former.verify_presentation(signed, domain=domain, challenge=challenge)[0] == 200
        assert former.verify_presentation(signed, challenge="another")[0] == 400


def test_proofs_that_their_generators_spoil_are_refused(former: Service, packages: Path) -> None:
    spoilt = [
        {"proof": {"expires": "invalidDate"}},
        {"proof": {"expires": "2020-01-01T00:00:00Z"}},
        {"set": {"date": "invalidDate"}},
        {"set": {"cryptosuite": "UnknownCryptosuite"}},
        {"set": {"verificationMethod": "did:key:invalidVm"}},
    ]
    wishes = [{"credential": plain(), "suite": suite, **each} for suite in SUITES[:2] for each in spoilt]
    for signed in ask(packages, former, key=True, sign=wishes):
        assert former.verify(signed, checks=["proof"])[0] == 400, signed["proof"]
    kept = [{"credential": plain(), "suite": suite, "set": {"date": "2025-01-01T00:00:00Z"}} for suite in SUITES[:2]]
    for signed in ask(packages, former, key=True, sign=kept):
        assert former.verify(signed, checks=["proof"])[0] == 200, signed["proof"]
