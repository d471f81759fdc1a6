"""Digests of related resources (VC 2.0, 5.3): digestMultibase (a multihash, or the bare digest that some write) and digestSRI (W3C SRI)."""

import base64
import hashlib
from typing import Any

from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.multibase import decode

MULTIHASHES = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}
LENGTHS = {32: "sha256", 48: "sha384", 64: "sha512"}


def digests(resource: dict[str, Any]) -> list[tuple[str, bytes]]:
    """Every digest of a related resource, as (algorithm, bytes). Raises Fault "digest" for one that is none, or where there is none."""
    found = []
    if "digestMultibase" in resource:
        found.append(_multibase(resource["digestMultibase"]))
    if "digestSRI" in resource:
        texts = resource["digestSRI"].split() if isinstance(resource["digestSRI"], str) else []
        found += [_sri(text) for text in texts] or [_sri("")]
    if not found:
        raise Fault("digest", str(resource.get("id"))[:200])
    return found


def matches(resource: dict[str, Any], data: bytes) -> bool:
    """Whether every digest is that of the data. Raises Fault as `digests` does."""
    return all(hashlib.new(algorithm, data).digest() == said for algorithm, said in digests(resource))


def _multibase(text: Any) -> tuple[str, bytes]:
    try:
        data = decode(text) if isinstance(text, str) else b""
    except Fault:
        data = b""
    algorithm = MULTIHASHES.get(data[:2])
    if algorithm and len(data) - 2 == data[1]:
        return algorithm, data[2:]
    if len(data) in LENGTHS:
        return LENGTHS[len(data)], data
    raise Fault("digest", str(text)[:80])


def _sri(text: str) -> tuple[str, bytes]:
    algorithm, _dash, said = text.partition("?")[0].partition("-")
    try:
        data = base64.b64decode(said, validate=True)
    except ValueError:
        data = b""
    if LENGTHS.get(len(data)) != algorithm:
        raise Fault("digest", text[:80])
    return algorithm, data
