"""Questions about accounts, with a sentence for "no"."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from gromada.kit.refusal import No
from gromada.people import factors
from gromada.people.models import Invitation, Person


def may_lose_factor(person: Person, factor: Authenticator) -> No | None:
    """Whoever sits in a body keeps one second factor at least; a recovery sheet does not count as one."""
    left = [other for other in factors.of(person) if other.pk != factor.pk]
    if not left and factors.is_required(person):
        return No(
            _("Your function needs a second step. Add another passkey or application first, then remove this one.")
        )
    return None


def may_be_accepted(invitation: Invitation) -> No | None:
    sentences = {
        "accepted": _("This invitation has already been accepted. Sign in with the user name that was chosen then."),
        "withdrawn": _("This invitation was withdrawn. Ask the person who sent it."),
        "expired": _("The time of this invitation is over. Ask the person who sent it for a new one."),
    }
    sentence = sentences.get(invitation.state)
    return No(sentence) if sentence else None


def may_be_changed(invitation: Invitation) -> No | None:
    """An accepted or withdrawn one stays as it was; an expired one may be sent once more."""
    if invitation.accepted_at or invitation.withdrawn_at:
        return may_be_accepted(invitation)
    return None
