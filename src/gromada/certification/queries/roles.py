"""Who holds which role of a case on a day. The edition says where a role's people are found."""

from datetime import date
from functools import cached_property, lru_cache

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
    """The roles of the case's edition that a person holds in this case now."""
    return Standing(person).roles(case)


class Standing:
    """What a person is today, everywhere: functions, bodies, appointments, exclusions. Read once, asked about many cases."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @cached_property
    def _functions(self) -> list[tuple[int, str, date, date | None]]:
        return list(self.person.functions.values_list("institution", "kind", "since", "until"))

    @cached_property
    def _bodies(self) -> list[tuple[int, str, date, date | None]]:
        return list(self.person.memberships.values_list("issuer", "body", "since", "until"))

    @cached_property
    def _appointed(self) -> list[tuple[int, str, date, date | None]]:
        return list(self.person.appointments.values_list("case", "role", "since", "until"))

    @cached_property
    def _declared(self) -> dict[int, str]:
        return dict(Declaration.objects.filter(person=self.person, current=True).values_list("case", "degree"))

    def roles(self, case: Case) -> frozenset[str]:
        edition = case.edition.built
        day = clock.today(edition.zone)
        functions = _now(self._functions, case.institution_id, day)
        bodies, appointed = _now(self._bodies, case.issuer_id, day), _now(self._appointed, case.pk, day)
        if self._declared.get(case.pk or 0) == Declaration.Degree.EXCLUDED:
            bodies, appointed = set(), set()
        return frozenset(r.id for r in edition.roles.values() if _holds(r, functions, bodies, appointed))

    def must_declare(self, case: Case) -> bool:
        return self._declared.get(case.pk or 0) == Declaration.Degree.ASKED


def _now(rows: list[tuple[int, str, date, date | None]], about: int | None, day: date) -> set[str]:
    return {
        what for key, what, since, until in rows if key == about and since <= day and (until is None or day <= until)
    }


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
