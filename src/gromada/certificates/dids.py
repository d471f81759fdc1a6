"""Who issues, as verifiers know it: a did:web for each issuer. The first has the site's own, others one below their short name.

So that the key of one issuer may not speak for another: each document lists its own keys only.
"""

from django.conf import settings

from gromada.certificates.credential import did
from gromada.people.models import Issuer


def site() -> str:
    return did.of_site(settings.PUBLIC_URL)


def of_issuer(issuer: Issuer) -> str:
    """The first issuer is the one that was there first, so that another one beside it changes nobody's name."""
    earlier = Issuer.objects.filter(pk__lt=issuer.pk).exists()
    return did.of_site(f"{settings.PUBLIC_URL}/issuers/{issuer.slug}") if earlier else site()


def issuer_of(name: str) -> Issuer | None:
    return next((issuer for issuer in Issuer.objects.order_by("pk") if of_issuer(issuer) == name), None)
