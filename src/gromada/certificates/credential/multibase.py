"""Multibase and Multikey (W3C Controlled Identifiers 1.0, 2.3 and 2.4): base58btc ("z…"), base64url without padding ("u…"), Ed25519 keys."""

import base64
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gromada.certificates.credential.fault import Fault

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PUBLIC, SECRET = b"\xed\x01", b"\x80\x26"  # multicodec ed25519-pub and ed25519-priv as varints
SHA2_256 = b"\x12\x20"  # multihash: sha2-256, 32 bytes
_FOUR = 58**4
_PAIRS = [a + b for a in ALPHABET for b in ALPHABET]
_DIGITS = {letter: value for value, letter in enumerate(ALPHABET)}
MAX_LETTERS = 4096


def base58(data: bytes) -> str:
    """base58btc as Bitcoin wrote it, eight digits at a step; a leading zero byte is a "1"."""
    number, found = int.from_bytes(data), []
    while number:
        number, rest = divmod(number, _FOUR * _FOUR)
        high, low = divmod(rest, _FOUR)
        found.append(f"{_PAIRS[high // 3364]}{_PAIRS[high % 3364]}{_PAIRS[low // 3364]}{_PAIRS[low % 3364]}")
    found.reverse()
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + "".join(found).lstrip("1")


def base58_decoded(text: str) -> bytes:
    """Raises Fault "multibase" for a letter outside the alphabet or a text too long."""
    if len(text) > MAX_LETTERS:
        raise Fault("multibase", "base58btc")
    number = 0
    try:
        for letter in text:
            number = number * 58 + _DIGITS[letter]
    except KeyError:
        raise Fault("multibase", "base58btc") from None
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def encode(data: bytes, base: str = "z") -> str:
    if base == "z":
        return "z" + base58(data)
    return "u" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(text: str) -> bytes:
    """The bytes of a multibase text. Raises Fault "multibase" for a base that is neither z nor u, or letters that are not its own."""
    if text[:1] == "z":
        return base58_decoded(text[1:])
    if text[:1] == "u" and "=" not in text and "+" not in text and "/" not in text:
        try:
            return base64.b64decode(text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise Fault("multibase", "base64url") from None
    raise Fault("multibase", text[:1])


def public_multikey(key: Ed25519PublicKey) -> str:
    return "z" + base58(PUBLIC + key.public_bytes_raw())


def secret_multikey(key: Ed25519PrivateKey) -> str:
    return "z" + base58(SECRET + key.private_bytes_raw())


@lru_cache(maxsize=256)
def public_key(multikey: str) -> Ed25519PublicKey:
    """The key of `publicKeyMultibase`. Raises Fault "key" for anything that is not an Ed25519 Multikey in base58btc."""
    data = decode(multikey) if multikey[:1] == "z" else b""
    if data[:2] != PUBLIC or len(data) != 34:
        raise Fault("key", multikey[:60])
    return Ed25519PublicKey.from_public_bytes(data[2:])


def secret_key(multikey: str) -> Ed25519PrivateKey:
    """The key of `secretKeyMultibase`. Raises Fault "key"; the text is never repeated in it."""
    data = decode(multikey) if multikey[:1] == "z" else b""
    if data[:2] != SECRET or len(data) != 34:
        raise Fault("key", "secret")
    return Ed25519PrivateKey.from_private_bytes(data[2:])
