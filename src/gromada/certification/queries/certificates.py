"""Certificates that an institution holds, with what it grew out of; and who may open the source of one from history."""

from uuid import UUID

from django.db.models import Q, QuerySet

from gromada.certification.history.deciding import works_in_office
from gromada.certification.models import Certificate
from gromada.institutions.models import Function, Institution, in_force
from gromada.institutions.queries import predecessors_of
from gromada.kit import clock
from gromada.people.models import Person

CERTIFICATE = "certificate"  # owner of a file: the certificate's uid


def certificates_of(institution: Institution) -> "QuerySet[Certificate]":
    """Its own, those of its predecessors and those that were passed to it, the latest first; unknown years last."""
    holders = [institution, *predecessors_of(institution)]
    found = Certificate.objects.filter(Q(institution__in=holders) | Q(events__to=institution)).distinct()
    found = found.select_related("issuer", "edition", "institution", "unit", "confirmed_by")
    return found.defer("edition__content", "edition__readiness").prefetch_related("events", "remarks__by")


def may_open_source(person: Person, owner: str) -> bool:
    """The issuer's office and the people of the institution: a scanned letter may say more than the register does."""
    try:
        found = Certificate.objects.filter(uid=UUID(owner)).select_related("issuer", "institution").first()
    except ValueError:
        return False
    if found is None:
        return False
    works = Function.objects.filter(person=person, institution=found.institution).filter(in_force(clock.today()))
    return works.exists() or works_in_office(person, found.issuer)
