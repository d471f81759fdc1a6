"""Keys in a token: made there, found again by their CKA_ID, proved, deleted. Their private halves are never read."""

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import uuid4

from asn1crypto.core import BitString, ObjectIdentifier, OctetString, PrintableString
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from django.conf import settings
from pkcs11 import Attribute, KeyType, Mechanism, MechanismFlag, ObjectClass, PKCS11Error

from gromada.certificates.tokens import troubles
from gromada.certificates.tokens.session import Opened, run

Public = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class Kind(Enum):
    """What can be made: its name, its type, how it is made and how it signs, and how its curve is written (PKCS#11 3.0, 2.3)."""

    ED25519 = (
        "Ed25519", KeyType.EC_EDWARDS, Mechanism.EC_EDWARDS_KEY_PAIR_GEN, Mechanism.EDDSA,
        (PrintableString("edwards25519").dump(), ObjectIdentifier("1.3.101.112").dump()),
    )  # fmt: skip
    P256 = (
        "P-256", KeyType.EC, Mechanism.EC_KEY_PAIR_GEN, Mechanism.ECDSA,
        (ObjectIdentifier("1.2.840.10045.3.1.7").dump(),),
    )  # fmt: skip

    def __init__(
        self, title: str, type_: KeyType, making: Mechanism, signing: Mechanism, curves: tuple[bytes, ...]
    ) -> None:
        self.title, self.type, self.making, self.signing, self.curves = title, type_, making, signing, curves


@dataclass(frozen=True)
class Where:
    """A private key in a token. `name` is what we call it in sentences."""

    token: str
    id: bytes
    name: str


def make(kind: Kind, label: str, name: str) -> tuple[Where, Public]:
    """A new pair in the token of the settings, which signs and never leaves. Refuses where that fails, and leaves nothing behind."""
    run(lambda held: _able(held, kind))
    return run(lambda held: _make(held, kind, label, name), again=False)


def sign(where: Where, data: bytes, mechanism: Mechanism) -> bytes:
    """As the token answers: of ECDSA (over a digest) the two numbers, one after the other."""
    _reachable(where)
    return run(lambda held: bytes(_key(held, where).sign(data, mechanism=mechanism)))


def look(where: Where) -> None:
    """Refuses unless the key can be reached now."""
    _reachable(where)
    run(lambda held: _key(held, where))


def destroy(where: Where) -> None:
    run(lambda held: _destroy(held, where.id))


def belonging(public: Public, name: str, whose: str) -> Where:
    """The key in the token of the settings whose public half this is, proved by signing. Refuses where there is none."""
    return run(lambda held: _belonging(held, public, name, whose))


def knows(kind: Kind) -> None:
    """Refuses unless the token can make such keys and sign with them."""
    run(lambda held: _able(held, kind))


def der(numbers: bytes) -> bytes:
    """An ECDSA signature as everybody but tokens writes it (RFC 3279, 2.2.3)."""
    half = len(numbers) // 2
    return encode_dss_signature(int.from_bytes(numbers[:half]), int.from_bytes(numbers[half:]))


def _reachable(where: Where) -> None:
    if not settings.PKCS11_MODULE:
        raise troubles.not_configured(where.token, where.name)
    if where.token != settings.PKCS11_TOKEN:
        raise troubles.another_configured(where.token, where.name, settings.PKCS11_TOKEN)


def _able(held: Opened, kind: Kind) -> None:
    known = held.token.slot.get_mechanisms()
    for mechanism in (kind.making, kind.signing):
        if mechanism not in known:
            raise troubles.cannot(held.label, kind.title, f"CKM_{mechanism.name}")


def _make(held: Opened, kind: Kind, label: str, name: str) -> tuple[Where, Public]:
    where = Where(held.label, uuid4().bytes, name)
    try:
        public = _generated(held, kind, label, where.id)
        key = _key(held, where)
        _prove(public, key)
        if key[Attribute.EXTRACTABLE] or not key[Attribute.SENSITIVE]:
            raise InvalidSignature
    except (InvalidSignature, ValueError):
        _destroy(held, where.id)
        raise troubles.bad_key(held.label) from None
    except BaseException:
        with suppress(PKCS11Error):
            _destroy(held, where.id)
        raise
    return where, public


def _generated(held: Opened, kind: Kind, label: str, id_: bytes) -> Public:
    """In a session beside the one that signs, which needs no right to write. Makers differ in how they want a curve to be written."""
    secret = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
    session = held.token.open(rw=True)
    try:
        for curve in kind.curves:
            known = session.create_domain_parameters(kind.type, {Attribute.EC_PARAMS: curve}, local=True)
            try:
                pair = known.generate_keypair(
                    store=True, id=id_, label=label, mechanism=kind.making,
                    capabilities=MechanismFlag.SIGN | MechanismFlag.VERIFY, private_template=secret,
                )  # fmt: skip
                return _public(kind, bytes(pair[0][Attribute.EC_POINT]))
            except PKCS11Error:
                if curve is kind.curves[-1]:
                    raise
    finally:
        with suppress(PKCS11Error):
            session.close()
    raise AssertionError("every kind has a curve")


def _public(kind: Kind, point: bytes) -> Public:
    """Of CKA_EC_POINT as makers write it: bare, or within an OCTET STRING or a BIT STRING. Raises ValueError."""
    length = 32 if kind is Kind.ED25519 else 65
    if len(point) != length:
        point = BitString.load(point).contents[1:] if point[:1] == b"\x03" else OctetString.load(point).native
    if kind is Kind.ED25519:
        return Ed25519PublicKey.from_public_bytes(point)
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def _prove(public: Public, key: Any) -> None:
    """Raises InvalidSignature unless the two belong together."""
    probe = uuid4().bytes + uuid4().bytes
    if isinstance(public, Ed25519PublicKey):
        public.verify(key.sign(probe, mechanism=Mechanism.EDDSA), probe)
    elif isinstance(public, rsa.RSAPublicKey):
        signed = key.sign(probe, mechanism=Mechanism.SHA256_RSA_PKCS)
        public.verify(signed, probe, padding.PKCS1v15(), hashes.SHA256())
    else:
        signed = der(key.sign(probe, mechanism=Mechanism.ECDSA))
        public.verify(signed, probe, ec.ECDSA(Prehashed(hashes.SHA256())))


def _key(held: Opened, where: Where) -> Any:
    if where.id not in held.keys:
        found = list(held.session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: where.id}))
        if not found:
            raise troubles.not_there(held.label, where.name)
        held.keys[where.id] = found[0]
    return held.keys[where.id]


def _destroy(held: Opened, id_: bytes) -> None:
    held.keys.pop(id_, None)
    session = held.token.open(rw=True)
    try:
        for each in list(session.get_objects({Attribute.ID: id_})):
            each.destroy()
    finally:
        session.close()


def _belonging(held: Opened, public: Public, name: str, whose: str) -> Where:
    kind = KeyType.RSA if isinstance(public, rsa.RSAPublicKey) else KeyType.EC
    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.KEY_TYPE: kind}
    found: list[Any] = list(held.session.get_objects(wanted))
    for key in found:
        with suppress(InvalidSignature, ValueError, PKCS11Error):
            _prove(public, key)
            if key.id:
                return Where(held.label, bytes(key.id), name)
    raise troubles.no_such_key(held.label, whose)
