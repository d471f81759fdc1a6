"""Who can be named in a form, and what each has said of links with the institution."""

from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.forms.fields import Options, person_option
from gromada.certification.models import Case, Declaration
from gromada.certification.queries.roles import candidates
from gromada.institutions.models import Institution, Membership, in_force
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Field


def named(case: Case, field: Field, held: Any) -> Options:
    """The people a field offers, each with the state of their declaration; whoever is named already stays in the list."""
    role = case.edition.built.roles.get(field.role or "")
    people = candidates(case, role) if role else _members(case)
    missing = {str(uid) for uid in held or ()} - {str(p.uid) for p in people}
    people += list(Person.objects.filter(uid__in=missing).order_by("sort_key")) if missing else []
    said = {d.person_id: d for d in case.declarations.filter(current=True)}
    return [person_option(str(p.uid), p.name, in_words(said.get(p.pk)) if role else "") for p in people]


def choices(case: Case, field: Field, held: Any, person: Person) -> Options:
    """What can be chosen in a field that names people or an institution; nothing for every other type."""
    if field.type == "people":
        return named(case, field, held)
    return _institutions(case, held, person) if field.type == "institution" else ()


def _institutions(case: Case, held: Any, person: Person) -> Options:
    """Those that the reader may see, but for the one that the case is about; what is chosen already stays in the list."""
    rows = Institution.objects.visible_to(person) | Institution.objects.filter(uid__in=[held] if held else [])
    rows = rows.exclude(pk=case.institution_id).distinct().order_by("sort_key")
    return [(str(one.uid), f"{one.name}, {one.town}" if one.town not in one.name else one.name) for one in rows]


def _members(case: Case) -> list[Person]:
    today = clock.today(case.edition.built.zone)
    rows = Membership.objects.filter(issuer=case.issuer).filter(in_force(today))
    return list(Person.objects.filter(is_active=True, memberships__in=rows).distinct().order_by("sort_key", "pk"))


def in_words(said: Declaration | None) -> str:
    """The state of a declaration of impartiality, as it stands under a name."""
    if said is None:
        return _("not asked for a declaration of impartiality yet")
    if said.degree == Declaration.Degree.DISCLOSED:
        return (
            _("disclosed a link; it was allowed")
            if said.allowed_at
            else _("disclosed a link; nobody has allowed it yet")
        )
    return {
        Declaration.Degree.ASKED: _("asked for a declaration, has not answered yet"),
        Declaration.Degree.NONE: _("declared: nothing links them with this institution"),
        Declaration.Degree.EXCLUDED: _("excluded from this case"),
    }[Declaration.Degree(said.degree)]
