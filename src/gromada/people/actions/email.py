"""Addresses of a person: added, verified by a pressed link, removed."""

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people import limits, tasks
from gromada.people.actions.links import take
from gromada.people.models import Email, Link, Mail, Person


def add_email(person: Person, address: str, *, by: Person) -> Email:
    """Adds the address, unverified, and sends the link to it; to an address that already waits, once more."""
    limits.spend(limits.ADDRESS, str(person.uid))
    limits.spend(limits.LINK, address)
    with transaction.atomic():
        email, _new = Email.objects.get_or_create(person=person, address=address.strip().lower())
        if email.verified_at:
            raise Refusal(_("This address is already on your account and verified."))
        tasks.order(Mail(kind=Mail.Kind.VERIFY, address=email.address, about=str(email.uid), language=person.language))
    return email


def verify_email(token: str) -> Email:
    """Whoever presses the link reads the mailbox; the person whose address it is becomes the actor."""
    with transaction.atomic():
        email = take(token, Link.Kind.VERIFY).email
        if email.verified_at is None:
            email.verified_at = clock.now()
            email.save(update_fields=["verified_at"])
            append(
                "email.verified",
                "person",
                email.person.uid,
                by=email.person.uid,
                facts={"email": email.uid},
                private={"address": email.address},
            )
    return email


def remove_email(email: Email, *, by: Person) -> None:
    """Its links go with it, so a letter that is still in the mailbox opens nothing."""
    with transaction.atomic():
        append(
            "email.removed",
            "person",
            email.person.uid,
            by=by.uid,
            facts={"email": email.uid},
            private={"address": email.address},
        )
        email.delete()
