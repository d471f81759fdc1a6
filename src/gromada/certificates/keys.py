"""Keys that sign credentials: made by command, locked in the database or inside a token, replaced, withdrawn. A secret half is had only as a Signer."""

from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certificates import dids, keeping, seals
from gromada.certificates.credential import did
from gromada.certificates.credential.multibase import public_key, public_multikey
from gromada.certificates.credential.proof import Signer
from gromada.certificates.models import ERASED, SigningKey
from gromada.certificates.tokens.objects import Kind
from gromada.certificates.vocabulary import Place
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer


def make(issuer: Issuer, *, place: Place | None = None, by: object) -> SigningKey:
    """A new key that signs from now on; the one before it is retired, and what it signed stays good.

    Without a word about its place it lies in the token, where one is set. Where that fails, the one before goes on signing.
    """
    now = clock.now()
    fragment = _fragment(now)
    with keeping.made(Kind.ED25519, fragment, issuer.slug, place) as secret, transaction.atomic():
        assert isinstance(secret, Ed25519PrivateKey)
        multikey = public_multikey(secret.public_key())
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        SigningKey.objects.filter(issuer=issuer, retired_at__isnull=True).update(retired_at=now, **ERASED)
        made = SigningKey.objects.create(
            issuer=issuer, fragment=fragment, multikey=multikey, made_at=now, **keeping.kept(secret, multikey)
        )
        facts = {"fragment": fragment, "public": multikey, "place": made.place}
        append("key.made", "key", made.uid, by=by, facts=facts)
    return made


def withdraw(key: SigningKey, *, reason: str, by: object) -> None:
    """The key was lost or stolen: nothing that it signed counts any more, from now on and for the past alike."""
    now = clock.now()
    with transaction.atomic():
        held = SigningKey.objects.select_for_update().get(pk=key.pk)
        if held.withdrawn_at:
            raise Refusal(No(_("The key %(fragment)s has been withdrawn already.") % {"fragment": held.fragment}))
        held.withdrawn_at, held.retired_at, held.locked = now, held.retired_at or now, ""
        held.save(update_fields=["withdrawn_at", "retired_at", "locked"])
        append("key.withdrawn", "key", held.uid, by=by, facts={"fragment": held.fragment}, private={"reason": reason})


def signing_key(issuer: Issuer) -> SigningKey | None:
    return SigningKey.objects.filter(issuer=issuer, retired_at__isnull=True).first()


def signer(key: SigningKey) -> Signer:
    """The key, opened. Refuses with a sentence where the secret of the environment is not the one that locked it, or its token is away."""
    secret = keeping.opened(key, public_key(key.multikey), key.multikey, key.fragment)
    assert isinstance(secret, Ed25519PrivateKey)
    return Signer(secret, f"{dids.of_issuer(key.issuer)}#{key.fragment}")


def document(issuer: Issuer | None) -> dict[str, Any]:
    """An issuer's did.json: every public key that ever signed for it; a withdrawn one says since when. None: no issuer yet, no key."""
    if issuer is None:
        return did.document(dids.site(), [])
    keys = SigningKey.objects.filter(issuer=issuer)
    listed = [did.Listed(key.fragment, key.multikey, key.withdrawn_at) for key in keys]
    return did.document(dids.of_issuer(issuer), listed, seals.listed(issuer))


def documents() -> dict[str, dict[str, Any]]:
    """All of them, by their DIDs."""
    found = {dids.of_issuer(issuer): document(issuer) for issuer in Issuer.objects.order_by("pk")}
    return found or {dids.site(): document(None)}


def _fragment(now: datetime) -> str:
    day = f"key-{now:%Y-%m-%d}"
    taken = SigningKey.objects.filter(fragment__startswith=day).count()
    return f"{day}-{taken + 1}" if taken else day
