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
TYPE, OLD_TYPE = (
    "DataIntegrityProof",
    "Ed25519Signature2020",
)  # the second signs as eddsa-rdfc-2022 does (VC-DI-EDDSA, B.1)
PURPOSE, AUTHENTICATION = "assertionMethod", "authentication"
NONE = Contexts()
MOST = 10  # proofs of one document


@dataclass(frozen=True)
class Signer:
    """A key and the name under which others find its public half."""

    key: Ed25519PrivateKey
    method: str

    @property
    def issuer(self) -> str:
        return self.method.partition("#")[0]


def sign(
    document: dict[str, Any],
    signer: Signer,
    created: datetime,
    *,
    suite: str = RDFC,
    contexts: Contexts = NONE,
    purpose: str = PURPOSE,
    more: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The document with one more proof; what it has already stays (a proof set: each over the document without any proof).

    `more` adds to the proof: "id", "expires", "domain", "challenge", "nonce", or "previousProof", which makes it the next of a chain and
    signs the proofs so named along. Raises Fault as `canonical` does: what would not be covered by the signature is not signed.
    """
    proof = {"type": OLD_TYPE} if suite == OLD_TYPE else {"type": TYPE, "cryptosuite": suite}
    proof |= {"created": stamp(created), "verificationMethod": signer.method, "proofPurpose": purpose} | (more or {})
    bare, others = unsecured(document)
    if suite == JCS:
        proof["@context"] = bare["@context"]
    data = digest(linked(bare, proof, others), proof, contexts)
    proof["proofValue"] = multibase.encode(signer.key.sign(data))
    return bare | {"proof": [*others, proof] if others else proof}


def check(document: dict[str, Any], proof: dict[str, Any], key: Ed25519PublicKey, *, contexts: Contexts = NONE) -> None:
    """Raises Fault "signature" unless this proof of the document is this key's; others as `canonical` does.

    Where a context has older texts at hand, they are tried after the newest. Whether the key may speak for the issuer is another
    question (verifying.py).
    """
    bare, others = unsecured(document)
    value = proof.get("proofValue")
    if not isinstance(value, str) or value[:1] != "z":
        raise Fault("proof", "proofValue")
    signature = multibase.decode(value)
    if len(signature) != 64:
        raise Fault("proof", "proofValue")
    options = {name: held for name, held in proof.items() if name != "proofValue"}
    bare = linked(bare, proof, others)
    if "@context" in proof:
        _begins_with(bare.get("@context"), proof["@context"])
        bare = bare | {"@context": proof["@context"]} if proof.get("cryptosuite") == JCS else bare
    if _fits(key, signature, digest(bare, options, contexts)):
        return
    if options.get("cryptosuite") != JCS and any(
        _fits_older(bare, options, key, signature, old) for old in contexts.older()
    ):
        return
    raise Fault("signature")


def digest(bare: dict[str, Any], options: dict[str, Any], contexts: Contexts = NONE) -> bytes:
    """The 64 bytes that are signed: SHA-256 of the canonical proof options, then of the canonical document (3.2.4 and 3.3.4)."""
    if suite_of(options) == JCS:
        return sha256(jsontext.canonical(options)).digest() + sha256(jsontext.canonical(bare)).digest()
    options = options | {"@context": bare.get("@context")}
    whole, about = canonical_all([bare, options], contexts)
    return sha256(about.encode()).digest() + sha256(whole.encode()).digest()


def suite_of(options: dict[str, Any]) -> str:
    """Which way of signing a proof names. Raises Fault "suite" (unsure) for one we do not know."""
    suite = options.get("cryptosuite")
    if options.get("type") == OLD_TYPE and suite is None:
        return OLD_TYPE
    if options.get("type") != TYPE or suite not in (RDFC, JCS):
        raise Fault("suite", str(suite or options.get("type"))[:80], unsure=True)
    return str(suite)


def linked(bare: dict[str, Any], proof: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, Any]:
    """What a proof is over: the document without proofs, or with those that `previousProof` names (Data Integrity 1.0, 4.3 and 4.5).

    Raises Fault "previous" for a name that no other proof of the document bears.
    """
    if "previousProof" not in proof:
        return bare
    named = proof["previousProof"] if isinstance(proof["previousProof"], list) else [proof["previousProof"]]
    before = [other for other in others if other is not proof and other.get("id") in named]
    missing = [name for name in named if not isinstance(name, str) or name not in [other.get("id") for other in before]]
    if missing or not named or len(before) != len(set(named)):
        raise Fault("previous", str(missing[0] if missing else "previousProof")[:200])
    return bare | {"proof": before}


def _fits(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def _fits_older(
    bare: dict[str, Any], options: dict[str, Any], key: Ed25519PublicKey, signature: bytes, old: Contexts
) -> bool:
    options = options | {"@context": bare.get("@context")}
    try:  # never by the table, which knows the newest text alone
        whole, about = generic.canonical_all([bare, options], old)
    except Fault:
        return False
    return _fits(key, signature, sha256(about.encode()).digest() + sha256(whole.encode()).digest())


def canonical(document: dict[str, Any], contexts: Contexts = NONE) -> str:
    """Canonical N-Quads: by the compiled table where it carries the document's contexts and words, else by the generic processor.

    Raises Fault of `expansion` where no contexts are at hand for another try, else of `generic`.
    """
    return canonical_all([document], contexts)[0]


def canonical_all(documents: list[dict[str, Any]], contexts: Contexts = NONE) -> list[str]:
    """The same for several; those that the table does not carry share one process."""
    found = [_by_table(document, contexts) for document in documents]
    rest = [document for document, text in zip(documents, found, strict=True) if text is None]
    others = iter(generic.canonical_all(rest, contexts) if rest else [])
    return [next(others) if text is None else text for text in found]


def _by_table(document: dict[str, Any], contexts: Contexts) -> str | None:
    try:
        return canon.canonical(expand(document))
    except Fault as fault:
        if fault.code in ("size", "depth") or not contexts.known:
            raise
    return None


def unsecured(document: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The document without its proofs, and these. Raises Fault "proof" for a proof that is no object."""
    bare = dict(document)
    proofs = bare.pop("proof", [])
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if len(proofs) > MOST or not all(isinstance(proof, dict) for proof in proofs):
        raise Fault("proof", str(MOST) if len(proofs) > MOST else "")
    return bare, proofs


def stamp(moment: datetime) -> str:
    """XMLSCHEMA11-2 dateTimeStamp in UTC, whole seconds."""
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"


def _begins_with(whole: Any, start: Any) -> None:
    """3.3.2: the document's contexts must begin with those of the proof."""
    listed = whole if isinstance(whole, list) else [whole]
    first = start if isinstance(start, list) else [start]
    if listed[: len(first)] != first:
        raise Fault("proof", "@context")
