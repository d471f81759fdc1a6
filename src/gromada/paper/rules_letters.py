"""Questions about letterheads with a sentence for "no". They never write."""

from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.models import Membership, in_force
from gromada.kit import clock
from gromada.kit.refusal import No
from gromada.people.models import Issuer
from gromada.standards.models import Edition


def may_keep_letterhead(issuer: Issuer, person: Any) -> No | None:
    """The issuer's office, and the body that issues its certificates."""
    bodies = {OFFICE, *issuing_bodies(issuer)}
    if person.is_authenticated:
        held = Membership.objects.filter(person=person, issuer=issuer, body__in=bodies).filter(in_force(clock.today()))
        if held.exists():
            return None
    return No(_("The letterhead is kept by the issuer's office."))


def issuing_bodies(issuer: Issuer) -> set[str]:
    found = set()
    for edition in Edition.objects.filter(issuer=issuer, current=True, history_only=False):
        built = edition.built
        steps = [s for p in built.proceedings.values() for s in p.steps if any(e.effect == "issue" for e in s.effects)]
        roles = [built.roles[r] for step in steps for r in step.by if r in built.roles]
        found |= {role.body or role.id for role in roles if role.source == "body"}
    return found
