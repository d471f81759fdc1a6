"""Who drafts an edition and who publishes it. Questions with a sentence for "no"."""

from django.utils.translation import gettext as _

from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.models import Membership, in_force
from gromada.kit import clock
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.edition.model import Edition as Built
from gromada.standards.models import Draft, Edition


def publishing_bodies(built: Built) -> list[str]:
    """The bodies whose step issues certificates, else every body that the edition has."""
    issuing = {role for p in built.proceedings.values() for s in p.steps if any(e.effect == "issue" for e in s.effects) for role in s.by}  # fmt: skip
    named = [built.roles[r].body or r for r in issuing if r in built.roles and built.roles[r].source == "body"]
    return sorted({body for body in named if body in built.bodies}) or list(built.bodies)


def may_draft(person: Person, edition: Edition) -> No | None:
    if OFFICE in _bodies_of(person, edition):
        return None
    return No(_("An edition is drafted by the issuer's office."))


def may_publish(person: Person, edition: Edition) -> No | None:
    """A member of the body by signing in; the office on the strength of the body's document."""
    if publishes_alone(person, edition) or OFFICE in _bodies_of(person, edition):
        return None
    return No(_("An edition is published by the body that issues the certificates."))


def publishes_alone(person: Person, edition: Edition) -> bool:
    return bool(set(publishing_bodies(edition.built)) & _bodies_of(person, edition))


def sees_drafts(person: Person, edition: Edition) -> bool:
    return may_draft(person, edition) is None or publishes_alone(person, edition)


def drafts_of(person: Person) -> list[Draft]:
    """The drafts that wait, of the issuers in whose bodies the person sits."""
    seats = Membership.objects.filter(person=person).filter(in_force(clock.today()))
    rows = Draft.objects.filter(published_at=None, dropped_at=None, base__issuer__memberships__in=seats)
    return [draft for draft in rows.select_related("base").distinct() if sees_drafts(person, draft.base)]


def _bodies_of(person: Person, edition: Edition) -> set[str]:
    rows = Membership.objects.filter(person=person, issuer=edition.issuer_id).filter(in_force(clock.today()))
    return set(rows.values_list("body", flat=True))
