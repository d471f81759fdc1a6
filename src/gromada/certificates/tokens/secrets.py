"""Private keys in a token, in the shape of those of `cryptography`: whoever signs with one need not know where it lies."""

from typing import Any, NoReturn, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pkcs11 import Mechanism

from gromada.certificates.tokens import objects, troubles
from gromada.certificates.tokens.objects import Kind, Public, Where


class InToken:
    """What all have in common: they stay where they are."""

    where: Where

    def look(self) -> None:
        """Refuses unless the key can be reached now."""
        objects.look(self.where)

    def destroy(self) -> None:
        objects.destroy(self.where)

    def private_bytes(self, *said: Any, **named: Any) -> NoReturn:
        raise troubles.not_readable()

    private_bytes_raw = private_numbers = exchange = decrypt = private_bytes

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class Ed25519InToken(InToken, Ed25519PrivateKey):
    def __init__(self, where: Where, public: Ed25519PublicKey) -> None:
        self.where, self._public = where, public

    def public_key(self) -> Ed25519PublicKey:
        return self._public

    def sign(self, data: Any) -> bytes:
        return objects.sign(self.where, bytes(data), Mechanism.EDDSA)


class CurveInToken(InToken, ec.EllipticCurvePrivateKey):
    def __init__(self, where: Where, public: ec.EllipticCurvePublicKey) -> None:
        self.where, self._public = where, public

    def public_key(self) -> ec.EllipticCurvePublicKey:
        return self._public

    @property
    def curve(self) -> ec.EllipticCurve:
        return self._public.curve

    @property
    def key_size(self) -> int:
        return self._public.key_size

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """Digested here: not every token digests, and what travels is shorter."""
        algorithm = signature_algorithm.algorithm
        assert isinstance(algorithm, hashes.HashAlgorithm)
        digest = hashes.Hash(algorithm)
        digest.update(bytes(data))
        return objects.der(objects.sign(self.where, digest.finalize(), Mechanism.ECDSA))


class RsaInToken(InToken, rsa.RSAPrivateKey):
    def __init__(self, where: Where, public: rsa.RSAPublicKey) -> None:
        self.where, self._public = where, public

    def public_key(self) -> rsa.RSAPublicKey:
        return self._public

    @property
    def key_size(self) -> int:
        return self._public.key_size

    def sign(self, data: Any, padding_: Any, algorithm: Any) -> bytes:
        assert isinstance(padding_, padding.PKCS1v15) and isinstance(algorithm, hashes.SHA256)
        return objects.sign(self.where, bytes(data), Mechanism.SHA256_RSA_PKCS)


Inside = Ed25519InToken | CurveInToken | RsaInToken


def make(kind: Kind, label: str, name: str) -> Inside:
    return held(*objects.make(kind, label, name))


def held(where: Where, public: Public) -> Inside:
    """The key with this public half; nothing is asked of the token yet."""
    if isinstance(public, Ed25519PublicKey):
        return Ed25519InToken(where, public)
    return RsaInToken(where, public) if isinstance(public, rsa.RSAPublicKey) else CurveInToken(where, public)
