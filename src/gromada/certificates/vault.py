"""Secrets at rest: locked with a key stretched from GROMADA_KEYS_SECRET, bound to what they belong to."""

import base64
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings
from django.utils.translation import gettext as _

from gromada.kit.refusal import No, Refusal


def locked(secret: bytes, belongs: str) -> str:
    """salt (16), nonce (12), ciphertext with its tag. `belongs` (a public half) is bound to it, so that two cannot be exchanged."""
    salt, nonce = os.urandom(16), os.urandom(12)
    box = ChaCha20Poly1305(_stretched(settings.KEYS_SECRET, salt))
    return base64.b64encode(salt + nonce + box.encrypt(nonce, secret, belongs.encode())).decode()


def opened(text: str, belongs: str, name: str) -> bytes:
    """Refuses with a sentence that names the key where the secret of the environment is not the one that locked it."""
    try:
        return _opened(text, belongs, settings.KEYS_SECRET)
    except InvalidTag:
        raise Refusal(
            No(
                _("The key %(fragment)s cannot be opened: GROMADA_KEYS_SECRET is not the one with which it was made.")
                % {"fragment": name}
            )
        ) from None


@lru_cache(maxsize=16)
def _opened(text: str, belongs: str, said: str) -> bytes:
    data = base64.b64decode(text)
    return ChaCha20Poly1305(_stretched(said, data[:16])).decrypt(data[16:28], data[28:], belongs.encode())


def _stretched(said: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(said.encode())
