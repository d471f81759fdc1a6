"""A mailed link is taken once."""

from django.utils.translation import gettext as _

from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people import tokens
from gromada.people.models import Link


def take(token: str, kind: Link.Kind) -> Link:
    """Marks the link as used, under a lock: of two presses one wins. Raises Refusal for any link that no longer opens.

    Must run inside the transaction of what the link is for.
    """
    found = Link.objects.select_for_update(of=("self",)).filter(digest=tokens.digest(token), kind=kind)
    link = found.select_related("email__person").first()
    if link is None or not link.is_open(clock.now()) or not link.email.person.is_active:
        raise Refusal(_("This link has been used or its time is over. Ask for a new one; nothing is lost."))
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    return link
