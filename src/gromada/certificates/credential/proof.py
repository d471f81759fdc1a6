"""Data Integrity proofs with Ed25519: eddsa-rdfc-2022 and eddsa-jcs-2022 (W3C Data Integrity EdDSA Cryptosuites v1.0, 3.2 and 3.3)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gromada.certificates.credential import canon, generic, jsontext, multibase
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.expansion import expand
from gromada.certificates.credential.fault import Fault

RDFC, JCS = "eddsa-rdfc-2022", "eddsa-jcs-2022"
TYPE = "DataIntegrityProof"
PURPOSE = "assertionMethod"
NONE = Contexts()


@dataclass(frozen=True)
class Signer:
    """A key and the name under which others find its public half."""

    key: Ed25519PrivateKey
    method: str


def sign(
    document: dict[str, Any], signer: Signer, created: datetime, *, suite: str = RDFC, contexts: Contexts = NONE
) -> dict[str, Any]:
    """The document with one more proof; what it has already stays (a proof set, each proof over the document without any).

    Raises Fault as `canonical` does: what would not be covered by the signature is not signed.
    """
    proof = {
        "type": TYPE,
        "cryptosuite": suite,
        "created": stamp(created),
        "verificationMethod": signer.method,
        "proofPurpose": PURPOSE,
    }
    bare, others = unsecured(document)
    if suite == JCS:
        proof["@context"] = bare["@context"]
    data = digest(bare, proof, contexts)
    proof["proofValue"] = multibase.encode(signer.key.sign(data))
    return bare | {"proof": [*others, proof] if others else proof}


def check(document: dict[str, Any], proof: dict[str, Any], key: Ed25519PublicKey, *, contexts: Contexts = NONE) -> None:
    """Raises Fault "signature" unless this proof of the document is this key's; others as `canonical` does.

    Whether the key may speak for the issuer is another question (verifying.py).
    """
    bare, _others = unsecured(document)
    value = proof.get("proofValue")
    if not isinstance(value, str) or value[:1] != "z":
        raise Fault("proof", "proofValue")
    signature = multibase.decode(value)
    if len(signature) != 64:
        raise Fault("proof", "proofValue")
    options = {name: held for name, held in proof.items() if name != "proofValue"}
    if proof.get("cryptosuite") == JCS and "@context" in proof:
        _begins_with(bare.get("@context"), proof["@context"])
        bare = bare | {"@context": proof["@context"]}
    try:
        key.verify(signature, digest(bare, options, contexts))
    except InvalidSignature:
        raise Fault("signature") from None


def digest(bare: dict[str, Any], options: dict[str, Any], contexts: Contexts = NONE) -> bytes:
    """The 64 bytes that are signed: SHA-256 of the canonical proof options, then of the canonical document (3.2.4 and 3.3.4)."""
    suite = options.get("cryptosuite")
    if options.get("type") != TYPE or suite not in (RDFC, JCS):
        raise Fault("suite", str(suite or options.get("type"))[:80], unsure=True)
    if "previousProof" in options:
        raise Fault("suite", "previousProof", unsure=True)
    if suite == JCS:
        return sha256(jsontext.canonical(options)).digest() + sha256(jsontext.canonical(bare)).digest()
    options = options | {"@context": bare.get("@context")}
    whole, about = canonical(bare, contexts), canonical(options, contexts)
    return sha256(about.encode()).digest() + sha256(whole.encode()).digest()


def canonical(document: dict[str, Any], contexts: Contexts = NONE) -> str:
    """Canonical N-Quads: by the compiled table where it carries the document's contexts and words, else by the generic processor.

    Raises Fault of `expansion` where no contexts are at hand for another try, else of `generic`.
    """
    try:
        return canon.canonical(expand(document))
    except Fault as fault:
        if fault.code in ("size", "depth") or not contexts.known:
            raise
    return generic.canonical(document, contexts)


def unsecured(document: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The document without its proofs, and these. Raises Fault "proof" for a proof that is no object."""
    bare = dict(document)
    proofs = bare.pop("proof", [])
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if not all(isinstance(proof, dict) for proof in proofs):
        raise Fault("proof")
    return bare, proofs


def stamp(moment: datetime) -> str:
    """XMLSCHEMA11-2 dateTimeStamp in UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _begins_with(whole: Any, start: Any) -> None:
    """3.3.2: the document's contexts must begin with those of the proof."""
    listed = whole if isinstance(whole, list) else [whole]
    first = start if isinstance(start, list) else [start]
    if listed[: len(first)] != first:
        raise Fault("proof", "@context")
