"""The Ed25519 key that signs the heads of days. Made on first use; the private half never leaves settings.KEYS."""

import base64
import os
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings


def sign(message: bytes) -> tuple[str, str]:
    """The public key and the signature, both base64."""
    key = _private_key()
    return _public(key), base64.b64encode(key.sign(message)).decode()


def verify(message: bytes, key: str, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True)).verify(
            base64.b64decode(signature, validate=True), message
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def public_keys() -> list[str]:
    """Every key that has signed here, oldest first, one a line: a new key does not orphan the heads of the old one."""
    published = _folder() / "journal.pub"
    return published.read_text().split() if published.exists() else []


def _private_key() -> Ed25519PrivateKey:
    path = _folder() / "journal.pem"
    if not path.exists():
        _make_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path.name} is not an Ed25519 key")
    if _public(key) not in public_keys():
        with (path.parent / "journal.pub").open("a") as published:
            published.write(_public(key) + "\n")
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle, made = tempfile.mkstemp(dir=path.parent)  # mkstemp opens with 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        # A link fails where the name is taken: of two processes that start at once, both use the first one's key.
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(made)


def _public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def _folder() -> Path:
    return Path(settings.KEYS)
