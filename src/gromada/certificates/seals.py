"""Seals of PDFs: made with a chain of one's own or given by an authority, locked in the database or inside a token, replaced, withdrawn."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certificates import dids, keeping, timestamps
from gromada.certificates.credential import chain, did
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.sealing import Stamper
from gromada.certificates.keeping import Secret
from gromada.certificates.models import ERASED, Seal
from gromada.certificates.tokens import objects, secrets
from gromada.certificates.tokens.objects import Kind
from gromada.certificates.vocabulary import Place, Use
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer

SHA256 = hashes.SHA256()


def make(issuer: Issuer, *, place: Place | None = None, by: object) -> Seal:
    """A new seal under the issuer's own root; the one before it is retired, and what it sealed stays good.

    Its key and that of the root lie in one place: where the root lies elsewhere, there is a new one.
    """
    place = keeping.place(place)
    with ExitStack() as stack:
        root = current(issuer, Use.ROOT)
        fresh = (
            root is None or root.place is not place or (place is Place.TOKEN and root.token != settings.PKCS11_TOKEN)
        )
        if root and not fresh:
            above, root_key = chain.read(root.chain.encode()), _secret(root)
        else:
            root_key = stack.enter_context(keeping.made(Kind.P256, _name(Use.ROOT), issuer.slug, place))
            above = [chain.own_root(issuer.name, _curve(root_key), clock.now())]
        key = _curve(stack.enter_context(keeping.made(Kind.P256, _name(Use.HERE), issuer.slug, place)))
        stack.enter_context(transaction.atomic())
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        if fresh:
            _kept(issuer, Use.ROOT, above, root_key, by=by)
        named = dids.of_issuer(issuer)
        own = chain.own_leaf(issuer.name, named, key.public_key(), above[0], _curve(root_key), clock.now())
        return _kept(issuer, Use.HERE, [own, *above], key, by=by)


def configure(issuer: Issuer, certificates: bytes, secret: bytes, password: str = "", *, by: object) -> Seal:
    """A seal whose certificate an authority issued: PEM with the chain, that of the seal first, and the key (PEM)."""
    held = _given(certificates)
    try:
        key = load_pem_private_key(secret, password.encode() or None)
    except (ValueError, TypeError):
        raise Refusal(_("The key cannot be read: it is not PEM, or its password is wrong or missing.")) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) or key.public_key() != held[0].public_key():
        raise Refusal(_("The key does not belong to the certificate of “%(name)s”.") % {"name": chain.name_of(held[0])})
    with transaction.atomic():
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        return _kept(issuer, Use.HERE, held, key, by=by)


def adopt(issuer: Issuer, certificates: bytes, *, by: object) -> Seal:
    """A seal whose certificate an authority issued for a key that lies in the token: PEM with the chain, that of the seal first."""
    held = _given(certificates)
    where = objects.belonging(_public(held[0]), _name(Use.HERE), chain.name_of(held[0]))
    with transaction.atomic():
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        return _kept(issuer, Use.HERE, held, secrets.held(where, _public(held[0])), by=by)


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
            Seal.objects.filter(pk=root.pk).update(retired_at=now, withdrawn_at=now, **ERASED)
        held.withdrawn_at, held.retired_at, held.locked = now, held.retired_at or now, ""
        held.save(update_fields=["withdrawn_at", "retired_at", "locked"])
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
    return _certificate(seal.chain)


@lru_cache(maxsize=4)
def _certificate(written: str) -> x509.Certificate:
    return chain.read(written.encode())[0]


def name_of(seal: Seal) -> str:
    """Whose it is, as readers of PDF show it."""
    return chain.name_of(certificate(seal))


def stamper(seal: Seal) -> Stamper:
    """The seal, opened. Refuses with a sentence where its key cannot be."""
    return _stamper(seal.chain, _Pen(seal.locked or seal.token_key, _signing(_secret(seal))), settings.TIMESTAMP_URL)


@dataclass(frozen=True)
class _Pen:
    """What signs, known by where its key lies, so that the stamper of the same key is found again."""

    key: str
    sign: Callable[[bytes], bytes] = field(compare=False)


@lru_cache(maxsize=4)
def _stamper(written: str, pen: _Pen, timestamp: str) -> Stamper:
    held = [chain.der(each) for each in chain.read(written.encode())]
    return Stamper(pen.sign, held, timestamps.From(timestamp) if timestamp else None)


def _signing(key: Secret) -> Callable[[bytes], bytes]:
    if isinstance(key, rsa.RSAPrivateKey):
        return lambda data: key.sign(data, padding.PKCS1v15(), SHA256)
    return lambda data: _curve(key).sign(data, ec.ECDSA(SHA256))


def _secret(seal: Seal) -> Secret:
    return keeping.opened(seal, _public(certificate(seal)), seal.thumbprint, seal.name)


def _public(held: x509.Certificate) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
    key = held.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey)
    return key


def _curve(key: Secret) -> ec.EllipticCurvePrivateKey:
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


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
    Seal.objects.filter(issuer=issuer, use=use, retired_at__isnull=True).update(retired_at=now, **ERASED)
    made = Seal.objects.create(
        issuer=issuer, name=_name(use), use=use, chain=chain.written(held), thumbprint=print_, made_at=now,
        **keeping.kept(key, print_),
    )  # fmt: skip
    facts = {"name": made.name, "use": use, "thumbprint": print_, "place": made.place}
    append("seal.made", "seal", made.uid, by=by, facts=facts)
    return made


def _name(use: Use) -> str:
    kind = {Use.ROOT: "root", Use.HERE: "seal", Use.OUTSIDE: "outside"}[use]
    day = f"{kind}-{clock.now():%Y-%m-%d}"
    taken = Seal.objects.filter(name__startswith=day).count()
    return f"{day}-{taken + 1}" if taken else day
