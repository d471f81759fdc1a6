"""Who holds which role of a case on a day. The edition says where a role's people are found."""

from datetime import date
from functools import lru_cache

from django.db.models import Q

from gromada.certification.models import Appointment, Case, Declaration
from gromada.certification.proceeding.facts import Actor
from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.models import Function, Membership, in_force
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Role


def holders_of(case: Case, role: Role, on: date | None = None) -> list[Person]:
    """Everybody who holds the role now, in the Polish order of their names."""
    day = on or clock.today(case.edition.built.zone)
    return list(_holders(case, role, day).distinct().order_by("sort_key", "pk"))


def _holders(case: Case, role: Role, day: date):  # type: ignore[no-untyped-def]
    people = Person.objects.filter(is_active=True)
    if role.source == "institution":
        functions = Function.objects.filter(institution=case.institution).filter(in_force(day))
        if role.function:
            functions = functions.filter(kind__in=_kinds(role.function))
        return people.filter(functions__in=functions)
    if role.source in ("issuer", "body"):
        body = OFFICE if role.source == "issuer" else role.body or role.id
        return people.filter(
            memberships__in=Membership.objects.filter(issuer=case.issuer, body=body).filter(in_force(day))
        )
    if role.source == "case":
        rows = Appointment.objects.filter(case_id=case.pk, role=role.id).filter(in_force(day))
        excluded = Declaration.objects.filter(case_id=case.pk, current=True, degree=Declaration.Degree.EXCLUDED)
        return people.filter(appointments__in=rows).exclude(declarations__in=excluded)
    return people.none()


@lru_cache(maxsize=32)
def _kinds(function: str) -> tuple[str, ...]:
    """A head's function is also held by an acting head and a deputy; every other function only by itself."""
    return tuple(Function.SIGNING) if function == Function.Kind.HEAD else (function,)


def roles_of(person: Person, case: Case) -> frozenset[str]:
    """The roles of the case's edition that a person holds in this case now. Three queries, whatever the edition."""
    edition = case.edition.built
    day = clock.today(edition.zone)
    functions = set(
        Function.objects.filter(person=person, institution=case.institution)
        .filter(in_force(day))
        .values_list("kind", flat=True)
    )
    bodies = set(
        Membership.objects.filter(person=person, issuer=case.issuer)
        .filter(in_force(day))
        .values_list("body", flat=True)
    )
    appointed = set(
        Appointment.objects.filter(person=person, case_id=case.pk).filter(in_force(day)).values_list("role", flat=True)
    )
    if bodies or appointed:
        excluded = Q(case_id=case.pk, person=person, current=True, degree=Declaration.Degree.EXCLUDED)
        if Declaration.objects.filter(excluded).exists():
            bodies, appointed = set(), set()
    return frozenset(r.id for r in edition.roles.values() if _holds(r, functions, bodies, appointed))


def _holds(role: Role, functions: set[str], bodies: set[str], appointed: set[str]) -> bool:
    if role.source == "institution":
        return bool(functions & set(_kinds(role.function))) if role.function else bool(functions)
    if role.source == "issuer":
        return OFFICE in bodies
    if role.source == "body":
        return (role.body or role.id) in bodies
    return role.source == "case" and role.id in appointed


def actor(person: Person, case: Case) -> Actor:
    return Actor(str(person.uid), roles_of(person, case))


def candidates(case: Case, role: Role) -> list[Person]:
    """Whom a role of a case can be given to: members of its body or pool today."""
    body = role.one_of or role.panel_of or role.pool
    day = clock.today(case.edition.built.zone)
    members = Membership.objects.filter(issuer=case.issuer, body=body).filter(in_force(day))
    return list(Person.objects.filter(is_active=True, memberships__in=members).distinct().order_by("sort_key", "pk"))
