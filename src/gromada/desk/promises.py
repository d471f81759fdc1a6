"""What an accepted invitation gives: a function in an institution, or a seat in a body of an issuer."""

from django.utils.translation import gettext as _

from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.actions import give_function, give_membership
from gromada.institutions.models import Function, Institution, Membership, in_force
from gromada.kit import clock
from gromada.people import invitations
from gromada.people.models import Invitation, Issuer, Person
from gromada.standards.models import Edition

FUNCTION, MEMBERSHIP = "function", "membership"


def keep_function(invitation: Invitation, person: Person) -> None:
    institution = Institution.objects.get(uid=invitation.about)
    give_function(institution, person, invitation.what["kind"], since=clock.today(), by=invitation.by)


def keep_membership(invitation: Invitation, person: Person) -> None:
    issuer = Issuer.objects.get(uid=invitation.about)
    give_membership(
        issuer, invitation.what["body"], person, since=clock.today(), by=invitation.by, seat=invitation.what["seat"]
    )


def say_function(invitation: Invitation) -> str:
    institution = Institution.objects.filter(uid=invitation.about).first()
    kind = Function.Kind(invitation.what["kind"]).label
    return _("%(institution)s invites you to work on its certificate together (%(kind)s).") % {
        "institution": institution,
        "kind": kind,
    }


def say_membership(invitation: Invitation) -> str:
    issuer = Issuer.objects.filter(uid=invitation.about).first()
    return _("%(issuer)s invites you: %(body)s.") % {
        "issuer": issuer,
        "body": invitation.what.get("body_name") or invitation.what["body"],
    }


def register() -> None:
    invitations.on_accepted(FUNCTION)(keep_function)
    invitations.on_accepted(MEMBERSHIP)(keep_membership)
    invitations.described_by(FUNCTION)(say_function)
    invitations.described_by(MEMBERSHIP)(say_membership)


def needs_second_factor(person: Person) -> bool:
    """Whoever sits in a body that decides, or works in the office, signs in with a second factor; a pool of experts need not."""
    rows = Membership.objects.filter(person=person).filter(in_force(clock.today())).values_list("issuer", "body")
    if not rows:
        return False
    deciding = {(e.issuer_id, body) for e in Edition.objects.filter(current=True) for body in e.built.bodies}
    return any(body == OFFICE or (issuer, body) in deciding for issuer, body in rows)
