"""A valid value for any place of any form, found from the edition alone."""

from typing import Any

from gromada.certification.models import Case
from gromada.certification.proceeding import rules
from gromada.certification.proceeding.content import Slot
from gromada.certification.queries.proposals import proposed
from gromada.certification.queries.roles import candidates
from gromada.institutions.models import Institution
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Edition, Field, Scale

_SENTENCE = "W marcu zapytaliśmy mieszkańców o podwórko, a w czerwcu na placu stanęła tablica z odpowiedziami. "


def valid(case: Case, slot: Slot) -> Any:
    """What a careful person could write there: within limits, the best of a scale, the first who may be named."""
    field = slot.field
    if slot.kind == "value":
        return best(case.edition.built.scales[field.scale or ""])
    if slot.kind in ("reason", "narrative"):
        return text(1, field.narrative_max if slot.kind == "narrative" else 1500)
    if field.proposed:
        return proposed(case, [field])[field.id] or of_field(case, field)
    return of_field(case, field)


def of_field(case: Case, field: Field) -> Any:
    least = int(field.min or 1)
    if field.type == "text":
        return text(least, int(field.max or 1500))
    if field.type == "choice":
        return _choice(case.edition.built, field)
    if field.type == "number":
        return least
    if field.type == "date":
        return str(clock.today(case.edition.built.zone))
    if field.type == "people":
        return [str(p.uid) for p in _people(case, field)]
    if field.type == "institution":
        return str(Institution.objects.exclude(pk=case.institution_id).latest("pk").uid)
    if field.type == "rows":
        return [{c.id: of_field(case, c) for c in field.columns if c.required} for _ in range(least)]
    return [{"uid": "", "name": f"zal-{n}.txt", "size": 1, "type": "text/plain", "digest": ""} for n in range(least)]


def text(least: int, most: int) -> str:
    """Some sentences, at least and at most so many characters."""
    return (_SENTENCE * (1 + least // len(_SENTENCE)))[: max(least, min(most, 120))].strip().ljust(least, ".")


def best(scale: Scale) -> str:
    """A value that counts as met, without a need to say why where there is one."""
    order = sorted(scale.values, key=lambda v: (v.counts != "met", v.reason, -(v.points or 0)))
    return order[0].id


def _choice(edition: Edition, field: Field) -> Any:
    one = best(edition.scales[field.scale]) if field.scale else field.options[0]
    return [one] if field.several else one


def _people(case: Case, field: Field) -> list[Person]:
    least = int(field.min or 1)
    if not field.role:
        return list(Person.objects.filter(memberships__issuer=case.issuer).distinct()[:least])
    least = max(least, rules.needed(case.edition.built, field.role)[0])
    return candidates(case, case.edition.built.roles[field.role])[:least]
