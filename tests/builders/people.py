"""Invented people in the places that an edition has for them: functions, bodies, pools, the office."""

from datetime import date
from itertools import count

from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.models import Function, Institution, Membership
from gromada.people.models import Issuer, Person
from gromada.standards.edition.model import Edition

SINCE = date(2020, 1, 1)
_FIRST = ("Halina", "Marek", "Zofia", "Jan", "Ewa", "Łukasz", "Barbara", "Piotr", "Żaneta", "Adam", "Irena", "Tomasz")
_LAST = ("Wierzbicka", "Zaremba", "Maj", "Śliwa", "Kalinowska", "Górka", "Lis", "Cichy", "Brzoza", "Dąbek", "Nowik")
_numbers = count()


def person(name: str = "", username: str = "", **rest: object) -> Person:
    """Somebody with a name of their own; without arguments an invented one that no other test person has."""
    number = next(_numbers)
    name = name or f"{_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]} {number}"
    return Person.objects.create(username=username or f"u-{number}", name=name, **rest)


def works_in(institution: Institution, kind: str = Function.Kind.TEAM, who: Person | None = None) -> Person:
    """Gives somebody (or a new person) a function in an institution since long ago."""
    who = who or person()
    Function.objects.create(institution=institution, person=who, kind=kind, since=SINCE)
    return who


def sits_in(issuer: Issuer, body: str, who: Person | None = None, seat: str = Membership.Seat.MEMBER) -> Person:
    """Makes somebody (or a new person) a member of a body, a pool or the office of an issuer."""
    who = who or person()
    Membership.objects.create(issuer=issuer, body=body, person=who, seat=seat, since=SINCE)
    return who


def seats(edition: Edition) -> dict[str, int]:
    """Every body, pool and office that the roles of an edition name, with how many people a case may need of it."""
    needed: dict[str, int] = {}
    for role in edition.roles.values():
        if role.source == "issuer":
            needed[OFFICE] = max(needed.get(OFFICE, 0), 1)
        elif role.source in ("body", "case"):
            body = role.one_of or role.panel_of or role.pool or role.body or role.id
            least = max(role.count[0], role.count[1] or 0)
            known = edition.bodies.get(body)
            needed[body] = max(needed.get(body, 0), least, known.members[0] if known else 2)
    return needed
