"""Status lists: which is filled now, and signing them anew, at once when a bit changes and daily so that none grows old."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from gromada.certificates import dids, keys
from gromada.certificates.credential import proof, status
from gromada.certificates.models import Credential, StatusList
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer

LASTS = timedelta(days=7)
FRESH = timedelta(hours=20)  # younger lists are left alone by the daily signing
FULL = status.SIZE * 3 // 4  # further credentials go to the next list, so that unused places stay easy to find


def current(issuer: Issuer) -> StatusList:
    """The list that new credentials go to; made where there is none with room."""
    Issuer.objects.select_for_update().get(pk=issuer.pk)
    listed = StatusList.objects.filter(issuer=issuer).last()
    if listed is None or listed.credentials.count() >= FULL:
        listed = StatusList.objects.create(issuer=issuer)
        sign(listed)
    return listed


def sign(listed: StatusList) -> bool:
    """Writes and signs the list as it is now; whether there was a key to do it."""
    key = keys.signing_key(listed.issuer)
    if key is None:
        return False
    signer, now = keys.signer(key), clock.now()
    with transaction.atomic():
        # Whoever signs later reads later: without the lock an older reading could overwrite a newer revocation.
        StatusList.objects.select_for_update().get(pk=listed.pk)
        gone = Credential.objects.filter(status_list=listed, revoked_at__isnull=False).values_list("index", flat=True)
        bare = status.credential(
            listed.address, dids.of_issuer(listed.issuer), gone, valid_from=now, valid_until=now + LASTS
        )
        listed.document, listed.signed_at, listed.valid_until = proof.sign(bare, signer, now), now, now + LASTS
        listed.save(update_fields=["document", "signed_at", "valid_until"])
    return True


def sign_due() -> int:
    """Every list that is a day old, was never signed, was signed by a key that has been withdrawn since, or does not say yet who was revoked.

    A list whose key cannot be reached holds up no other; what was in the way is said at the end.
    """
    old = Q(signed_at__isnull=True) | Q(signed_at__lte=clock.now() - FRESH)
    withdrawn = Q(issuer__signing_keys__withdrawn_at__gte=clock.now() - LASTS)
    silent = Q(credentials__revoked_at__gt=F("signed_at"))
    signed, refused = 0, dict[str, No]()
    for listed in StatusList.objects.filter(old | withdrawn | silent).distinct():
        try:
            signed += sign(listed)
        except Refusal as refusal:
            refused |= {str(reason): reason for reason in refusal.reasons}
    if refused:
        raise Refusal(*refused.values())
    return signed
