"""Certificates that end soon: all of them for the office; for the people of an institution their own, with the way to the next one."""

from gromada.certification.models import Certificate
from gromada.certification.queries.ending import Ending, asked_before, ending
from gromada.desk.queries.people import institutions_of
from gromada.people.models import Issuer, Person

MOST = 40


def ending_of(office: Issuer | None) -> list[Ending]:
    """Those of the issuer, the nearest first."""
    if office is None:
        return []
    return list(ending(Certificate.objects.filter(issuer=office)))[:MOST]


def anew_of(person: Person) -> list[Certificate]:
    """The last certificates of the institutions for which the person writes that can be asked for anew."""
    return [certificate for one in institutions_of(person) for certificate in asked_before(one)]
