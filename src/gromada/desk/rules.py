"""Who may look after a team and the bodies of an issuer. Questions with a sentence for "no"."""

from django.utils.translation import gettext as _

from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.models import Function, Institution, Membership, in_force
from gromada.kit import clock
from gromada.kit.refusal import No
from gromada.people.models import Issuer, Person


def offices_of(person: Person) -> list[Issuer]:
    """The issuers in whose offices the person works today: one, or in a small secretariat several."""
    works = Membership.objects.filter(person=person, body=OFFICE).filter(in_force(clock.today()))
    return list(Issuer.objects.filter(memberships__in=works).distinct().order_by("pk"))


def office_of(person: Person, slug: str = "") -> Issuer | None:
    """The issuer in whose office the person works today: the one asked for, else the first."""
    return next((issuer for issuer in offices_of(person) if slug in ("", issuer.slug)), None)


def may_manage_team(person: Person, institution: Institution) -> No | None:
    """Its head, an acting or deputy head; and the issuer's office, which begins with nobody there."""
    heads = Function.objects.filter(person=person, institution=institution, kind__in=Function.SIGNING).filter(
        in_force(clock.today())
    )
    if heads.exists() or office_of(person):
        return None
    return No(_("The team is looked after by the head of the institution or by the issuer's office."))
