"""Common verifiers (npm: @digitalbazaar/vc, @digitalcredentials/verifier-core) accept ours and refuse what is not in order.

Their packages are looked for in `.verifiers/node_modules` of the checkout (`npm install --prefix .verifiers` with the names in .ci/run) or
where GROMADA_NODE_MODULES says. What counts is each verifier's `status`: both call a revoked credential verified.
"""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gromada.certificates.credential.proof import Signer
from tests.certificates.credential.making import DAY, DID, LIST, NOON, listing, signed, signer, sources

SCRIPT = Path(__file__).with_name("others.mjs")
HERE = Path(__file__).resolve().parents[3] / ".verifiers" / "node_modules"


@pytest.fixture(scope="module")
def packages() -> Path:
    folder = Path(os.environ.get("GROMADA_NODE_MODULES") or HERE)
    if shutil.which("node") is None or not (folder / "@digitalbazaar" / "vc").is_dir():
        pytest.skip("Node or the verifiers' packages are not installed (.ci/run says which)")
    return folder


def ask(packages: Path, which: str, **asked: Any) -> Any:
    command = ["node", str(SCRIPT), str(packages), which]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def other_key() -> dict[str, Any]:
    """The issuer's name with somebody else's key under it."""
    return signed(by=Signer(signer(9).key, signer().method))


@pytest.mark.parametrize(
    "credential, revoked, now, verified, reason",
    [
        (signed(), (), NOON, True, "status false"),
        (signed(), (94567,), NOON, True, "status true"),  # verified, and yet revoked: its status says so
        (signed() | {"name": "Another name"}, (), NOON, False, "Invalid signature."),
        (other_key(), (), NOON, False, "Invalid signature."),
        (signed(), (), NOON + 3000 * DAY, False, "validUntil"),
    ],
    ids=["good", "revoked", "changed", "wrong key", "expired"],
)
def test_digitalbazaar_judges_as_we_do(
    packages: Path,
    texts: dict[str, Any],
    credential: dict[str, Any],
    revoked: tuple[int, ...],
    now: datetime,
    verified: bool,
    reason: str,
) -> None:
    held = sources(revoked)
    documents = texts | held.documents | held.lists
    said = ask(packages, "vc", credential=credential, documents=documents, now=now.isoformat())
    assert said["verified"] is verified
    assert any(reason in each for each in said["reasons"]), said


def core(packages: Path, texts: dict[str, Any], credential: dict[str, Any], *revoked: int) -> dict[str, bool]:
    """verifier-core asks the clock itself, so the list is of today; its log says what of each step."""
    documents = texts | {"https://znak.example/.well-known/did.json": sources().documents[DID]}
    documents[LIST] = listing(revoked, made=datetime.now(UTC))
    said = ask(packages, "core", credential=credential, documents=documents)
    return {each["id"]: each["valid"] for each in said["log"]} | {name: False for name in said["errors"]}


def dated(**changed: Any) -> dict[str, Any]:
    today = datetime.now(UTC)
    return signed(
        **{"awarded": today - 9 * DAY, "valid_from": today - 9 * DAY, "valid_until": today + 9 * DAY} | changed
    )


def test_digitalcredentials_accepts_ours(packages: Path, texts: dict[str, Any]) -> None:
    said = core(packages, texts, dated())
    assert (said["valid_signature"], said["expiration"], said["revocation_status"]) == (True, True, True)


def test_digitalcredentials_says_that_it_was_revoked(packages: Path, texts: dict[str, Any]) -> None:
    assert core(packages, texts, dated(), 94567)["revocation_status"] is False


def test_digitalcredentials_refuses_what_was_changed_or_signed_by_another_or_is_over(
    packages: Path, texts: dict[str, Any]
) -> None:
    for credential in (dated() | {"name": "Another name"}, other_key()):
        assert core(packages, texts, credential).get("valid_signature") is not True
    assert core(packages, texts, dated(valid_until=datetime.now(UTC) - DAY))["expiration"] is False
