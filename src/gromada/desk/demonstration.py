"""The people of the demonstration, grouped as a visitor would look for them."""

from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.certification.queries.told import told_of
from gromada.desk import words
from gromada.institutions.models import Function, Membership
from gromada.people.demo import Group
from gromada.people.models import Person
from gromada.people.queries import issuers, several_issuers, short_name


def groups() -> list[Group]:
    """One group a body, in the edition's words; then heads and teams with where their case stands."""
    found: list[Group] = []
    rows = Membership.objects.filter(person__demo=True).select_related("person").order_by("issuer", "body", "pk")
    names = {(issuer.pk, body): name for issuer in issuers() for body, name in words.bodies(issuer).items()}
    for issuer, body in dict.fromkeys((row.issuer_id, row.body) for row in rows):
        name = names.get((issuer, body), body)
        here = [(row.person, _seat(row)) for row in rows if (row.issuer_id, row.body) == (issuer, body)]
        found.append(Group(f"{short_name(issuer)}: {name}" if several_issuers() else name, here))
    functions = (
        Function.objects.filter(person__demo=True)
        .select_related("person", "institution")
        .order_by("institution", "kind")
    )
    people: list[tuple[Person, str]] = [(f.person, f"{f.institution.name}: {_state(f)}") for f in functions]
    return [*found, Group(_("Institutions"), people)] if people else found


def _seat(row: Membership) -> str:
    """Only a seat that differs from the others of its body is worth a word."""
    return "" if row.seat == Membership.Seat.MEMBER else str(row.get_seat_display())


def _state(function: Function) -> str:
    case = Case.objects.filter(institution=function.institution).select_related("edition").order_by("-pk").first()
    if case is None:
        return str(function.get_kind_display())
    built = case.edition.built
    return built.text(("proceeding", case.proceeding, "state", told_of(case).state), built.languages[0])
