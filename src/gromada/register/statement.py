"""What the accessibility statement says of this installation; what nobody has told yet is said to be unknown.

Where the office has entered no day, the day of the first line of the journal stands: since then the site is in use.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.people.models import Issuer
from gromada.register.models import AccessibilityFacts


@dataclass(frozen=True)
class Statement:
    """`site` is the address of the installation."""

    issuer: Issuer | None
    site: str
    email: str
    phone: str
    contact: str
    architecture: str
    communication: str
    published_on: date
    updated_on: date
    drawn_up_on: date
    reviewed_on: date | None


def statement() -> Statement:
    issuer = Issuer.objects.order_by("pk").first()
    begun = Entry.objects.order_by("seq").values_list("happened_on", flat=True).first() or clock.today()
    facts = AccessibilityFacts.objects.filter(pk=1).first() or AccessibilityFacts()
    return Statement(
        issuer=issuer,
        site=settings.PUBLIC_URL,
        email=facts.email or (issuer.email if issuer else ""),
        phone=facts.phone or (issuer.phone if issuer else ""),
        contact=facts.contact,
        architecture=facts.architecture,
        communication=facts.communication,
        published_on=facts.published_on or begun,
        updated_on=facts.updated_on or begun,
        drawn_up_on=facts.drawn_up_on or begun,
        reviewed_on=facts.reviewed_on,
    )
