"""The people of the demonstration, grouped as a visitor would look for them."""

from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.institutions.models import Function, Membership
from gromada.people.demo import Group
from gromada.people.models import Person
from gromada.standards.models import Edition


def groups() -> list[Group]:
    """One group a body, in the edition's words; then heads and teams with where their case stands."""
    found: list[Group] = []
    rows = Membership.objects.filter(person__demo=True).select_related("person").order_by("body", "pk")
    for body in dict.fromkeys(row.body for row in rows):
        found.append(Group(_body(body), [(row.person, row.get_seat_display()) for row in rows if row.body == body]))
    functions = (
        Function.objects.filter(person__demo=True)
        .select_related("person", "institution")
        .order_by("institution", "kind")
    )
    people: list[tuple[Person, str]] = [(f.person, f"{f.institution.name}: {_state(f)}") for f in functions]
    return [*found, Group(_("Institutions"), people)] if people else found


def _body(body: str) -> str:
    for edition in Edition.objects.filter(current=True):
        built = edition.built
        for role in built.roles.values():
            if body in (role.id, role.body, role.pool) or (role.source == "issuer" and body == "office"):
                return built.text(("role", role.id), built.languages[0])
    return body


def _state(function: Function) -> str:
    case = Case.objects.filter(institution=function.institution).select_related("edition").order_by("-pk").first()
    if case is None:
        return str(function.get_kind_display())
    built = case.edition.built
    shown = case.rules.seen_as.get(case.state, case.state)
    return built.text(("proceeding", case.proceeding, "state", shown), built.languages[0])
