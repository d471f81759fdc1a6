"""Back in without a mailbox: a sheet with a code for somebody who forgot the password, and for who lost every factor.

Who may ask for it (the head for the team, the office for everybody) is decided above, before these are called.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit.refusal import Refusal
from gromada.people import invitations
from gromada.people.actions.invitation import accept, invite
from gromada.people.models import Invitation, Person
from gromada.people.vocabulary import RETURN


def let_back_in(person: Person, *, by: Person) -> Invitation:
    """An invitation to choose a new password; `print_sheet` gives the code. The old password works until it is used."""
    return invite(person.name, kind=RETURN, by=by, about=person.uid)


def come_back(invitation: Invitation, password: str) -> Person:
    """The person of the sheet chooses a new password."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(uid=invitation.about, is_active=True)
        accept(invitation, by=person)
        person.set_password(password)
        person.save(update_fields=["password"])
        append("password.changed", "person", person.uid, by=person.uid, facts={"invitation": invitation.uid})
    return person


def forget_factors(person: Person, *, by: Person) -> None:
    """Telephone and sheet are both lost: the second step is set up anew at the next sign-in, where it is required."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        for factor in Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES):
            append("factor.removed", "person", person.uid, by=by.uid, facts={"factor": factor.type})
        Authenticator.objects.filter(user=person).delete()


@invitations.on_accepted(RETURN)
def _only_by_whom_it_is_for(invitation: Invitation, person: Person) -> None:
    if str(person.uid) != invitation.about:
        raise Refusal(_("This sheet is for somebody else."))
