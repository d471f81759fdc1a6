"""Bitstring Status List (W3C, v1.0): which credentials have been revoked, 131,072 of them in one signed list that tells nobody apart."""

import base64
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.multibase import decode
from gromada.certificates.credential.proof import stamp
from gromada.certificates.credential.terms import VC

SIZE = 131_072  # entries; fewer would tell readers of the list whose certificate is asked after (v1.0, 3.1)
MOST = 64 * SIZE
PURPOSE = "revocation"
ENTRY, LIST, LIST_CREDENTIAL = "BitstringStatusListEntry", "BitstringStatusList", "BitstringStatusListCredential"


def encode(revoked: Iterable[int], size: int = SIZE) -> str:
    """The `encodedList`: a bit for each index, the first at the left of the first byte; gzip, base64url, multibase "u" (3.3).

    Raises IndexError for an index outside the list. The same revocations always give the same text.
    """
    bits = bytearray(size // 8)
    for index in revoked:
        if not 0 <= index < size:
            raise IndexError(index)
        bits[index >> 3] |= 0x80 >> (index & 7)
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return "u" + base64.urlsafe_b64encode(packer.compress(bytes(bits)) + packer.flush()).decode().rstrip("=")


def decoded(text: Any) -> bytes:
    """The bits of an `encodedList`. Raises Fault "list": not gzip in base64url, shorter than 131,072 entries, or absurdly long."""
    if not isinstance(text, str) or text[:1] != "u":
        raise Fault("list", "encodedList")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        bits = unpacker.decompress(decode(text), MOST // 8 + 1)
    except (zlib.error, Fault):
        raise Fault("list", "encodedList") from None
    if not unpacker.eof or not SIZE // 8 <= len(bits) <= MOST // 8:
        raise Fault("list", str(len(bits) * 8))
    return bits


def entry(address: str, index: int) -> dict[str, Any]:
    """The `credentialStatus` of a credential. Open Badges allows one; the index is a string (2.1)."""
    return {
        "id": f"{address}#{index}",
        "type": ENTRY,
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def credential(
    address: str, issuer: str, revoked: Iterable[int], *, valid_from: datetime, valid_until: datetime
) -> dict[str, Any]:
    """The list as a credential, not signed yet (2.2). It is to be short-lived, so that an old list cannot hide a revocation for long."""
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", LIST_CREDENTIAL],
        "issuer": issuer,
        "validFrom": stamp(valid_from),
        "validUntil": stamp(valid_until),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": LIST,
            "statusPurpose": PURPOSE,
            "encodedList": encode(revoked),
        },
    }


def is_set(entry: dict[str, Any], listed: dict[str, Any]) -> bool:
    """Whether the entry's bit is set in the list (3.2); the list's own signature and dates are checked elsewhere.

    Raises Fault "list" where the two do not belong together.
    """
    subject = listed.get("credentialSubject")
    if not isinstance(subject, dict) or subject.get("type") not in (LIST, [LIST]):
        raise Fault("list", "credentialSubject")
    if entry.get("statusPurpose") not in _all(subject.get("statusPurpose")):
        raise Fault("list", "statusPurpose")
    index = entry.get("statusListIndex")
    if not isinstance(index, str) or not index.isascii() or not index.isdecimal() or len(index) > 9:
        raise Fault("list", "statusListIndex")
    bits, number = decoded(subject.get("encodedList")), int(index)
    if number >= len(bits) * 8:
        raise Fault("list", "statusListIndex")
    return bool(bits[number >> 3] & (0x80 >> (number & 7)))


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
