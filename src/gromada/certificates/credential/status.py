"""Bitstring Status List (W3C, v1.0): which credentials have been revoked, 131,072 of them in one signed list that tells nobody apart."""

import base64
import re
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
MOST_BITS = 8  # of one entry
PURPOSE = "revocation"
ENDING = ("revocation", "suspension")  # what makes a credential not count; other purposes inform
_is_hexadecimal = re.compile(r"0x[0-9a-fA-F]+").fullmatch
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
    """The bits of an `encodedList`. Raises Fault "list" (not gzip in base64url), "length" (shorter than 131,072 entries, or absurdly long)."""
    if not isinstance(text, str) or text[:1] != "u":
        raise Fault("list", "encodedList")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        bits = unpacker.decompress(decode(text), MOST // 8 + 1)
    except (zlib.error, Fault):
        raise Fault("list", "encodedList") from None
    if not unpacker.eof or not SIZE // 8 <= len(bits) <= MOST // 8:
        raise Fault("length", str(len(bits) * 8))
    return bits


def entry(address: str, index: int, purpose: str = PURPOSE) -> dict[str, Any]:
    """The `credentialStatus` of a credential. Open Badges allows one; the index is a string (2.1)."""
    return {
        "id": f"{address}#{index}",
        "type": ENTRY,
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def credential(
    address: str,
    issuer: str,
    revoked: Iterable[int],
    *,
    valid_from: datetime,
    valid_until: datetime,
    purpose: str = PURPOSE,
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
            "statusPurpose": purpose,
            "encodedList": encode(revoked),
        },
    }


def is_set(entry: dict[str, Any], listed: dict[str, Any]) -> bool:
    """Whether the entry's bits say anything but zero; the list's own signature and dates are checked elsewhere. Faults as `value`."""
    return value(entry, listed) != 0


def value(entry: dict[str, Any], listed: dict[str, Any]) -> int:
    """What the list says of an entry (3.2): 0 or 1, or more where `statusSize` gives it several bits.

    Raises Fault "entry" or "list" for what is malformed or does not belong together, "range" for an index outside the list.
    """
    wrong = faults(entry)
    if wrong:
        raise Fault("entry", wrong[0])
    subject = listed.get("credentialSubject")
    if LIST_CREDENTIAL not in _all(listed.get("type")):
        raise Fault("list", "type")
    if not isinstance(subject, dict) or subject.get("type") not in (LIST, [LIST]):
        raise Fault("list", "credentialSubject")
    if entry["statusPurpose"] not in _all(subject.get("statusPurpose")):
        raise Fault("list", "statusPurpose")
    bits, size = decoded(subject.get("encodedList")), entry.get("statusSize", 1)
    first = int(entry["statusListIndex"]) * size
    if first + size > len(bits) * 8:
        raise Fault("range", entry["statusListIndex"])
    found = 0
    for place in range(first, first + size):
        found = found << 1 | bool(bits[place >> 3] & (0x80 >> (place & 7)))
    return found


def faults(entry: Any) -> list[str]:
    """What is malformed in a status entry of this kind (2.1); one of another kind is left to others."""
    if not isinstance(entry, dict) or ENTRY not in _all(entry.get("type")):
        return []
    index, size = entry.get("statusListIndex"), entry.get("statusSize", 1)
    found = [] if isinstance(entry.get("statusPurpose"), str) else ["statusPurpose"]
    if not isinstance(index, str) or not index.isascii() or not index.isdecimal() or len(index) > 12:
        found.append("statusListIndex")
    if not isinstance(entry.get("statusListCredential"), str) or ":" not in entry["statusListCredential"]:
        found.append("statusListCredential")
    elif entry.get("id") == entry["statusListCredential"]:
        found.append("id")
    if type(size) is not int or not 0 < size <= MOST_BITS:
        return [*found, "statusSize"]
    messages = entry.get("statusMessage")
    if (size > 1 or messages is not None) and not _are_messages(messages, 1 << size):
        found.append("statusMessage")
    references = _all(entry.get("statusReference", []))
    return found if all(isinstance(each, str) and ":" in each for each in references) else [*found, "statusReference"]


def list_faults(document: dict[str, Any]) -> list[str]:
    """What is malformed in the subject of a status list credential (2.2)."""
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict) or subject.get("type") not in (LIST, [LIST]):
        return ["type"]
    purposes, ttl = _all(subject.get("statusPurpose")), subject.get("ttl", 0)
    found = [] if purposes and all(isinstance(each, str) for each in purposes) else ["statusPurpose"]
    try:
        decoded(subject.get("encodedList"))
    except Fault:
        found.append("encodedList")
    return found if type(ttl) is int and ttl >= 0 else [*found, "ttl"]


def _are_messages(messages: Any, many: int) -> bool:
    if not isinstance(messages, list) or len(messages) != many:
        return False
    shaped = all(isinstance(each, dict) and isinstance(each.get("message"), str) for each in messages)
    return shaped and all(isinstance(each.get("status"), str) and _is_hexadecimal(each["status"]) for each in messages)


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
