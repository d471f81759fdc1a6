"""Reads that span the tables of institutions and people."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from gromada.institutions.models import Alias, Function, Institution, Membership, Succession, in_force
from gromada.kit.folding import fold_words
from gromada.people.models import Person


def functions_of(person: Person, on: date) -> QuerySet[Function]:
    """What the person does in institutions on a day."""
    return Function.objects.filter(in_force(on), person=person, institution__merged_into=None).select_related(
        "institution"
    )


def memberships_of(person: Person, on: date) -> QuerySet[Membership]:
    """The bodies of issuers in which the person sits on a day."""
    return Membership.objects.filter(in_force(on), person=person).select_related("issuer")


def successor_chain(institution: Institution) -> list[Institution]:
    """The institution, its successor, the successor's successor … The last one is what it has become."""
    chain = [institution]
    while succession := Succession.objects.filter(predecessor=chain[-1]).select_related("successor").first():
        if succession.successor in chain:  # cannot be written, but a loop here would hang whoever reads
            break
        chain.append(succession.successor)
    return chain


def predecessors_of(institution: Institution) -> list[Institution]:
    """Everything that it grew out of, nearest first."""
    found: list[Institution] = []
    waiting = [institution]
    while waiting:
        before = Institution.objects.filter(succeeded_by__successor=waiting.pop(0), merged_into=None).order_by("pk")
        new = [one for one in before if one not in found and one != institution]
        found += new
        waiting += new
    return found


def inherited(institutions: Collection[int], on: date) -> set[int]:
    """Keys of the institutions and of everything that had become one of them by a day: a successor in law holds what they held."""
    found = set(institutions)
    waiting = set(found)
    while waiting:
        before = Succession.objects.filter(successor__in=waiting, since__lte=on).values_list("predecessor", flat=True)
        waiting = set(before) - found
        found |= waiting
    return found


def survivor_of(institution: Institution) -> Institution:
    """The institution itself, or the one that it was merged into, however often."""
    while institution.merged_into is not None:
        institution = institution.merged_into
    return institution


def sought(institutions: QuerySet[Institution], text: str) -> QuerySet[Institution]:
    """Those of which every word is a part of the name, of the town or of another name; case and diacritics do not matter."""
    for word in fold_words(text).split():
        known = Alias.objects.filter(folded__contains=word).values("institution")
        institutions = institutions.filter(Q(folded__contains=word) | Q(pk__in=known))
    return institutions


def line_of(institution: Institution) -> list[Institution]:
    """The institution and everything that it grew out of: whose certificates count as its own."""
    return [institution, *predecessors_of(institution)]


def named(name: str, town: str) -> QuerySet[Institution]:
    """Institutions of this name and town, whatever their letters' case and diacritics."""
    return Institution.objects.filter(folded=fold_words(f"{name} {town}")[:600])
