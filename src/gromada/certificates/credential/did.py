"""Decentralised identifiers: did:key (the key is the name) and did:web (the site is the name), and the document that lists keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.multibase import public_key, public_multikey

CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
JWK_CONTEXT = "https://w3id.org/security/jwk/v1"
THUMBPRINT = "x5t#S256"


@dataclass(frozen=True)
class Listed:
    """A key in the document of a did:web: its fragment, and the moment from which nothing may be believed that it signs."""

    fragment: str
    multikey: str
    revoked: datetime | None = None


@dataclass(frozen=True)
class ListedSeal:
    """A seal of PDFs in the same document: `jwk` has its public key and the thumbprint of its X.509 certificate (chain.jwk)."""

    fragment: str
    jwk: dict[str, Any]
    revoked: datetime | None = None


def of_key(key: Ed25519PublicKey) -> str:
    return f"did:key:{public_multikey(key)}"


def method_of_key(key: Ed25519PublicKey) -> str:
    """The only verification method of a did:key."""
    did = of_key(key)
    return f"{did}#{did[8:]}"


def of_site(address: str) -> str:
    """https://example.org:8443/x → did:web:example.org%3A8443:x (did:web, 2.5.1)."""
    parts = urlsplit(address)
    path = [quote(part, safe="") for part in parts.path.split("/") if part]
    return ":".join(["did:web", parts.netloc.lower().replace(":", "%3A"), *path])


def address_of(did: str) -> str:
    """Where the document of a did:web lies (did:web, 2.5.2). Raises Fault "did" for another method."""
    method, host, *path = did.split(":")[1:] if did.startswith("did:web:") else ("", "")
    if method != "web" or not host or "/" in host or "@" in unquote(host):
        raise Fault("did", did[:200], unsure=True)
    place = "/".join(path) if path else ".well-known"
    return f"https://{unquote(host)}/{place}/did.json"


def document(did: str, keys: list[Listed], seals: Sequence[ListedSeal] = ()) -> dict[str, Any]:
    """The controller document of a did:web: every public key ever used; a revoked one says when and may vouch for nothing.

    Keys of seals are listed, so that a PDF can be told from a forged one, and never vouch for a credential.
    """
    methods = [
        _method(did, key.fragment, key.revoked, {"type": "Multikey", "publicKeyMultibase": key.multikey})
        for key in keys
    ]
    methods += [
        _method(did, seal.fragment, seal.revoked, {"type": "JsonWebKey", "publicKeyJwk": seal.jwk}) for seal in seals
    ]
    vouching = [f"{did}#{key.fragment}" for key in keys if not key.revoked]
    contexts = [*CONTEXTS, JWK_CONTEXT] if seals else CONTEXTS
    return {"@context": contexts, "id": did, "verificationMethod": methods, "assertionMethod": vouching}


def seals(document: dict[str, Any]) -> dict[str, str]:
    """Thumbprints of the certificates with which the issuer seals PDFs: since when one has been revoked, else ""."""
    found = {}
    for each in _entries(document.get("verificationMethod")):
        held = each.get("publicKeyJwk") if isinstance(each, dict) else None
        if isinstance(held, dict) and isinstance(held.get(THUMBPRINT), str):
            found[held[THUMBPRINT]] = str(each.get("revoked", ""))[:40]
    return found


def _method(did: str, fragment: str, revoked: datetime | None, key: dict[str, Any]) -> dict[str, Any]:
    named = {"id": f"{did}#{fragment}", "type": key["type"], "controller": did} | key
    return named | ({"revoked": revoked.strftime("%Y-%m-%dT%H:%M:%SZ")} if revoked else {})


def key_of(method: str, documents: dict[str, dict[str, Any]], purpose: str = "assertionMethod") -> Ed25519PublicKey:
    """The key of a verification method that may be used for the purpose. `documents` holds those of did:web and others by their DID.

    Raises Fault "did" (a document not at hand or a method of naming we do not know: unsure), "method" (not listed, or not for this purpose),
    "key", "revoked".
    """
    controller, _hash, fragment = method.partition("#")
    if controller.startswith("did:key:"):
        if fragment not in ("", controller[8:]):  # such a document has one key only, so some leave the fragment out
            raise Fault("method", method[:200])
        return public_key(controller[8:])
    found = documents.get(controller)
    if found is None:
        raise Fault("did", controller[:200], unsure=True)
    if found.get("id") != controller:
        raise Fault("method", str(found.get("id"))[:200])
    for each in _entries(found.get("verificationMethod")):
        if isinstance(each, dict) and _absolute(each.get("id"), controller) == method:
            return _usable(each, found, controller, purpose)
    raise Fault("method", method[:200])


def _usable(entry: dict[str, Any], found: dict[str, Any], controller: str, purpose: str) -> Ed25519PublicKey:
    method = _absolute(entry.get("id"), controller)
    vouching = [each.get("id") if isinstance(each, dict) else each for each in _entries(found.get(purpose))]
    if "revoked" in entry:
        raise Fault("revoked", str(entry["revoked"])[:40])
    if method not in {_absolute(each, controller) for each in vouching} or entry.get("controller") != controller:
        raise Fault("method", method[:200])
    return public_key(str(entry.get("publicKeyMultibase", "")))


def _absolute(name: Any, controller: str) -> str:
    return f"{controller}{name}" if isinstance(name, str) and name.startswith("#") else str(name)


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []
