"""Secret halves of keys: made and kept in the database, locked, or in a token, and opened again from wherever they lie."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from django.conf import settings
from django.utils.translation import gettext as _

from gromada.certificates import vault
from gromada.certificates.models.kept import Kept
from gromada.certificates.tokens import secrets
from gromada.certificates.tokens.objects import Kind, Public, Where
from gromada.certificates.vocabulary import Place
from gromada.kit.refusal import No, Refusal

Secret = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def place(wanted: Place | None = None) -> Place:
    """Where a new key goes: as was said, else into the token where one is set."""
    return wanted or (Place.TOKEN if settings.PKCS11_MODULE else Place.DATABASE)


@contextmanager
def made(kind: Kind, name: str, whose: str, wanted: Place | None = None) -> Iterator[Secret]:
    """A new key. Where what is done with it fails, nothing of it stays in the token."""
    if place(wanted) is Place.DATABASE:
        yield Ed25519PrivateKey.generate() if kind is Kind.ED25519 else ec.generate_private_key(ec.SECP256R1())
        return
    secret = secrets.make(kind, f"Gromada {whose} {name}", name)
    try:
        yield secret
    except BaseException:
        with suppress(Refusal):
            secret.destroy()
        raise


def kept(secret: Secret | None, belongs: str) -> dict[str, str]:
    """What of it the row of a key holds; nothing of one that lies with somebody else."""
    if secret is None:
        return {}
    if isinstance(secret, secrets.InToken):
        return {"token": secret.where.token, "token_key": secret.where.id.hex()}
    if isinstance(secret, Ed25519PrivateKey):
        return {"locked": vault.locked(secret.private_bytes_raw(), belongs)}
    written = secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return {"locked": vault.locked(written, belongs)}


def opened(row: Kept, public: Public, belongs: str, name: str) -> Secret:
    """The key of a row. Refuses with a sentence where it cannot be reached or opened now."""
    if row.place is Place.TOKEN:
        secret = secrets.held(Where(row.token, bytes.fromhex(row.token_key), name), public)
        secret.look()
        return secret
    if row.place is None:
        raise Refusal(No(_("The key %(name)s signs no more; its secret half has been erased.") % {"name": name}))
    raw = vault.opened(row.locked, belongs, name)
    if isinstance(public, Ed25519PublicKey):
        return Ed25519PrivateKey.from_private_bytes(raw)
    key = load_der_private_key(raw, None)
    assert isinstance(key, Secret)
    return key
