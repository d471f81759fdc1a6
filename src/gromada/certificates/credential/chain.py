"""X.509 certificates of seals: a chain of one's own, reading one that was given, and what did.json says of it."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtensionOID, NameOID

from gromada.certificates.credential.fault import Fault

# Longer than the terms of what it seals: without a timestamp a seal is read with the eyes of today.
LEAF_YEARS, ROOT_YEARS = 10, 25
LONGEST = 64  # bytes of a name, as readers of X.509 count them
CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


def own_root(name: str, key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    """A certificate that vouches for itself and for seals, for twenty-five years."""
    named = _named(name, "root")
    made = _begun(named, named, key.public_key(), now, ROOT_YEARS)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_usage(ca=True), critical=True)
    return made.sign(key, hashes.SHA256())


def own_leaf(
    name: str, did: str, key: PublicKey, root: x509.Certificate, root_key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.Certificate:
    """The certificate of a seal, which also names the issuer as credentials do."""
    made = _begun(_named(name), root.subject, key, now, LEAF_YEARS)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage(ca=False), critical=True)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    made = made.add_extension(above, critical=False)
    names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(did)])
    return made.add_extension(names, critical=False).sign(root_key, hashes.SHA256())


def read(text: bytes) -> list[x509.Certificate]:
    """Certificates of a PEM file, that of the seal first. Raises Fault "chain" with what is amiss."""
    try:
        found = x509.load_pem_x509_certificates(text)
    except ValueError:
        raise Fault("chain", "PEM") from None
    for held, above in pairwise(found):
        try:
            held.verify_directly_issued_by(above)
        except (ValueError, TypeError, InvalidSignature):
            raise Fault("chain", name_of(held)) from None
    key = found[0].public_key()
    if not isinstance(key, PublicKey) or (isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name not in CURVES):
        raise Fault("chain", "RSA, P-256, P-384, P-521")
    return found


def written(chain: Sequence[x509.Certificate]) -> str:
    return "".join(each.public_bytes(Encoding.PEM).decode() for each in chain)


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def name_of(certificate: x509.Certificate) -> str:
    """Whose it is, as readers of PDF show it."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = certificate.subject.get_attributes_for_oid(kind)
        if found:
            return str(found[0].value)
    return certificate.subject.rfc4514_string()


def may_seal(certificate: x509.Certificate) -> bool:
    """Whether its key may sign documents (RFC 5280, 4.2.1.3)."""
    try:
        usage = certificate.extensions.get_extension_for_oid(ExtensionOID.KEY_USAGE).value
    except x509.ExtensionNotFound:
        return True
    assert isinstance(usage, x509.KeyUsage)
    return usage.digital_signature or usage.content_commitment


def thumbprint(certificate: bytes) -> str:
    """SHA-256 of a certificate (DER), base64url without padding: "x5t#S256" of RFC 7515, 4.1.8."""
    return base64.urlsafe_b64encode(sha256(certificate).digest()).rstrip(b"=").decode()


def jwk(certificate: x509.Certificate) -> dict[str, Any]:
    """The public key and the thumbprint as RFC 7517 writes them, for did.json."""
    key = certificate.public_key()
    said = {"x5t#S256": thumbprint(der(certificate))}
    if isinstance(key, ec.EllipticCurvePublicKey):
        size, point = (key.key_size + 7) // 8, key.public_numbers()
        return {
            "kty": "EC",
            "crv": CURVES[key.curve.name],
            "x": _number(point.x, size),
            "y": _number(point.y, size),
        } | said
    assert isinstance(key, rsa.RSAPublicKey)
    numbers = key.public_numbers()
    size = (key.key_size + 7) // 8
    return {"kty": "RSA", "n": _number(numbers.n, size), "e": _number(numbers.e, 3)} | said


def _number(value: int, size: int) -> str:
    return base64.urlsafe_b64encode(value.to_bytes(size)).rstrip(b"=").decode()


def _named(name: str, unit: str = "") -> x509.Name:
    """Common name and organisation: readers show the first, registers want the second."""
    short = name
    while len(short.encode()) > LONGEST:
        short = f"{short.removesuffix('…')[:-1].rstrip()}…"
    parts = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, short), x509.NameAttribute(NameOID.COMMON_NAME, short)]
    if unit:
        parts.insert(1, x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    return x509.Name(parts)


def _begun(
    who: x509.Name, by: x509.Name, key: PublicKey, now: datetime, years: int
) -> x509.CertificateBuilder:  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(by)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=round(365.25 * years)))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
    )  # fmt: skip
