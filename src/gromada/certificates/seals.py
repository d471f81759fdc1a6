"""Seals of PDFs: made with a chain of one's own or given by an authority, encrypted at rest, replaced, withdrawn."""

from collections.abc import Callable
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_pem_private_key,
)
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certificates import dids, timestamps, vault
from gromada.certificates.credential import chain, did
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.sealing import Stamper
from gromada.certificates.models import Seal
from gromada.certificates.vocabulary import Use
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer

Secret = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
SHA256 = hashes.SHA256()


def make(issuer: Issuer, *, by: object) -> Seal:
    """A new seal under the issuer's own root; the one before it is retired, and what it sealed stays good."""
    with transaction.atomic():
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        root = current(issuer, Use.ROOT) or _make_root(issuer, by=by)
        above, key = chain.read(root.chain.encode()), ec.generate_private_key(ec.SECP256R1())
        root_key = _secret(root)
        assert isinstance(root_key, ec.EllipticCurvePrivateKey)
        name = dids.of_issuer(issuer)
        own = chain.own_leaf(issuer.name, name, key.public_key(), above[0], root_key, clock.now())
        return _kept(issuer, Use.HERE, [own, *above], key, by=by)


def configure(issuer: Issuer, certificates: bytes, secret: bytes, password: str = "", *, by: object) -> Seal:
    """A seal whose certificate an authority issued: PEM with the chain, that of the seal first, and the key (PEM)."""
    held = _given(certificates)
    try:
        key = load_pem_private_key(secret, password.encode() or None)
    except (ValueError, TypeError):
        raise Refusal(_("The key cannot be read: it is not PEM, or its password is wrong or missing.")) from None
    if not isinstance(key, Secret) or key.public_key() != held[0].public_key():
        raise Refusal(_("The key does not belong to the certificate of “%(name)s”.") % {"name": chain.name_of(held[0])})
    with transaction.atomic():
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        return _kept(issuer, Use.HERE, held, key, by=by)


def expect(issuer: Issuer, certificates: bytes, *, by: object) -> Seal:
    """A seal that is kept elsewhere: only what it seals is taken, and did.json owns up to it."""
    held = _given(certificates)
    with transaction.atomic():
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        return _kept(issuer, Use.OUTSIDE, held, None, by=by)


def withdraw(seal: Seal, *, reason: str, by: object) -> None:
    """The key of the seal was lost or stolen: nothing that it sealed counts. Our own root goes with it, for it lay beside it."""
    now = clock.now()
    with transaction.atomic():
        held = Seal.objects.select_for_update().get(pk=seal.pk)
        if held.withdrawn_at:
            raise Refusal(No(_("The seal %(name)s has been withdrawn already.") % {"name": held.name}))
        root = current(held.issuer, Use.ROOT)
        if root and held.chain.endswith(root.chain):
            Seal.objects.filter(pk=root.pk).update(retired_at=now, withdrawn_at=now)
        held.withdrawn_at, held.retired_at = now, held.retired_at or now
        held.save(update_fields=["withdrawn_at", "retired_at"])
        append("seal.withdrawn", "seal", held.uid, by=by, facts={"name": held.name}, private={"reason": reason})


def current(issuer: Issuer, use: Use = Use.HERE) -> Seal | None:
    return Seal.objects.filter(issuer=issuer, use=use, retired_at__isnull=True).first()


def listed(issuer: Issuer) -> list[did.ListedSeal]:
    """For did.json: every seal that ever sealed for the issuer; a withdrawn one says since when."""
    found = Seal.objects.filter(issuer=issuer).exclude(use=Use.ROOT)
    return [did.ListedSeal(seal.name, chain.jwk(certificate(seal)), seal.withdrawn_at) for seal in found]


def roots() -> bytes:
    """The certificates that a reader of PDFs may be told to trust, as PEM."""
    held = Seal.objects.filter(use=Use.ROOT, withdrawn_at__isnull=True)
    return "".join(seal.chain for seal in held).encode()


def certificate(seal: Seal) -> x509.Certificate:
    return chain.read(seal.chain.encode())[0]


def name_of(seal: Seal) -> str:
    """Whose it is, as readers of PDF show it."""
    return chain.name_of(certificate(seal))


def stamper(seal: Seal) -> Stamper:
    """The seal, opened. Refuses with a sentence where its key cannot be."""
    return _stamper(seal.chain, _signing(seal), settings.TIMESTAMP_URL)


@lru_cache(maxsize=4)
def _stamper(written: str, sign: Callable[[bytes], bytes], timestamp: str) -> Stamper:
    held = [chain.der(each) for each in chain.read(written.encode())]
    return Stamper(sign, held, timestamps.From(timestamp) if timestamp else None)


def _signing(seal: Seal) -> Callable[[bytes], bytes]:
    return _signing_with(vault.opened(seal.locked, seal.thumbprint, seal.name))


@lru_cache(maxsize=4)
def _signing_with(secret: bytes) -> Callable[[bytes], bytes]:
    """Kept, so that the stamper of the same key is found again."""
    key = load_der_private_key(secret, None)
    if isinstance(key, rsa.RSAPrivateKey):
        return lambda data: key.sign(data, padding.PKCS1v15(), SHA256)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return lambda data: key.sign(data, ec.ECDSA(SHA256))


def _secret(seal: Seal) -> Secret:
    key = load_der_private_key(vault.opened(seal.locked, seal.thumbprint, seal.name), None)
    assert isinstance(key, Secret)
    return key


def _make_root(issuer: Issuer, *, by: object) -> Seal:
    key = ec.generate_private_key(ec.SECP256R1())
    return _kept(issuer, Use.ROOT, [chain.own_root(issuer.name, key, clock.now())], key, by=by)


def _given(certificates: bytes) -> list[x509.Certificate]:
    try:
        held = chain.read(certificates)
    except Fault as fault:
        raise Refusal(
            _("The certificates cannot be used (%(detail)s): give PEM, that of the seal first, then whoever issued it.")
            % {"detail": fault.detail}
        ) from None
    said = {"name": chain.name_of(held[0]), "day": f"{held[0].not_valid_after_utc:%Y-%m-%d}"}
    if not chain.may_seal(held[0]):
        raise Refusal(_("The certificate of “%(name)s” is not one for signing documents.") % said)
    if held[0].not_valid_after_utc <= clock.now():
        raise Refusal(_("The certificate of “%(name)s” ended on %(day)s.") % said)
    return held


def _kept(issuer: Issuer, use: Use, held: list[x509.Certificate], key: Secret | None, *, by: object) -> Seal:
    """Writes the seal; whichever was for the same use until now is retired."""
    now, print_ = clock.now(), chain.thumbprint(chain.der(held[0]))
    if Seal.objects.filter(thumbprint=print_).exists():
        raise Refusal(_("The certificate of “%(name)s” is here already.") % {"name": chain.name_of(held[0])})
    Seal.objects.filter(issuer=issuer, use=use, retired_at__isnull=True).update(retired_at=now)
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()) if key else b""
    made = Seal.objects.create(
        issuer=issuer, name=_name(use), use=use, chain=chain.written(held), thumbprint=print_, made_at=now,
        locked=vault.locked(secret, print_) if secret else "",
    )  # fmt: skip
    append("seal.made", "seal", made.uid, by=by, facts={"name": made.name, "use": use, "thumbprint": print_})
    return made


def _name(use: Use) -> str:
    kind = {Use.ROOT: "root", Use.HERE: "seal", Use.OUTSIDE: "outside"}[use]
    day = f"{kind}-{clock.now():%Y-%m-%d}"
    taken = Seal.objects.filter(name__startswith=day).count()
    return f"{day}-{taken + 1}" if taken else day
