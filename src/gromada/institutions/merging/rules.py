"""What stands in the way of merging two institutions, and of parting them again. Every reason at once; nothing is written."""

from typing import Any

from django.utils.translation import gettext as _

from gromada.institutions.merging.owned import Owned, holding, objections, of_institutions, of_units
from gromada.institutions.models import Function, Institution, Merge, Succession, in_force
from gromada.kit import clock
from gromada.kit.refusal import No


def against_merging(duplicate: Institution, survivor: Institution) -> list[No]:
    if duplicate.pk == survivor.pk:
        return [No(_("An institution cannot be merged into itself."))]
    for one in (duplicate, survivor):
        if one.merged_into_id:
            return [No(_("%(name)s was merged into another institution already.") % {"name": one.name})]
    found = []
    if duplicate.demo != survivor.demo:
        found.append(No(_("A demonstration institution and a real one are not merged.")))
    found += _heads(duplicate, survivor)
    found += _successions(duplicate, survivor)
    return found + objections(duplicate, survivor)


def _heads(duplicate: Institution, survivor: Institution) -> list[No]:
    heads = Function.objects.filter(in_force(clock.today()), kind=Function.Kind.HEAD).select_related("person")
    mine, theirs = heads.filter(institution=duplicate).first(), heads.filter(institution=survivor).first()
    if mine is None or theirs is None or mine.person_id == theirs.person_id:
        return []
    sentence = _("Both have a head now: %(one)s and %(other)s. End one of these functions first.")
    return [No(sentence % {"one": mine.person, "other": theirs.person})]


def _successions(duplicate: Institution, survivor: Institution) -> list[No]:
    """After merging nobody may have two successors, nor succeed itself by way of others."""
    heirs = dict(Succession.objects.values_list("predecessor", "successor"))
    mine, theirs = heirs.pop(duplicate.pk, None), heirs.get(survivor.pk)
    if mine is not None and theirs is not None and mine != theirs:
        return [No(_("They have different successors. Withdraw one of the successions first."))]
    if mine is not None:
        heirs[survivor.pk] = mine
    after = {before: survivor.pk if heir == duplicate.pk else heir for before, heir in heirs.items()}
    here, seen = survivor.pk, set()
    while here in after and here not in seen:
        seen.add(here)
        here = after[here]
    if here not in seen:
        return []
    sentence = _(
        "One of them succeeded the other: that is a succession, not a duplicate. Withdraw it first if it is wrong."
    )
    return [No(sentence)]


def against_parting(merge: Merge) -> list[No]:
    if merge.undone_at:
        return [No(_("This merging was undone already."))]
    if merge.survivor.merged_into_id:
        sentence = _("%(name)s itself was merged into another institution since. Undo that first.")
        return [No(sentence % {"name": merge.survivor.name})]
    found = [no for owned in (*of_institutions(), *of_units()) for no in _not_there(merge, owned)]
    for owned in of_units():
        found += _in_moved_units(merge, owned)
    return found + holding(merge)


def _not_there(merge: Merge, owned: Owned) -> list[No]:
    """Rows that went over and are gone, or belong to somebody else by now."""
    for move in moves_of(merge, owned.label):
        if owned.rows(move["to"]).filter(pk__in=move["rows"]).count() != len(move["rows"]):
            what = owned.words(len(move["rows"])) if owned.words else owned.label
            return [No(_("Not everything that went over is still there: %(what)s.") % {"what": what})]
    return []


def _in_moved_units(merge: Merge, owned: Owned) -> list[No]:
    """Rows begun since for a unit that would go back without them."""
    units = moved_rows(merge, "institutions.unit.institution")
    mine = moved_rows(merge, f"{owned.model._meta.label_lower}.institution")
    new = owned.model._default_manager.filter(**{f"{owned.field}__in": units}).exclude(pk__in=mine)
    if not new.exists():
        return []
    sentence = _("Since the merging something new was begun for a unit that would go back: %(what)s.")
    return [No(sentence % {"what": ", ".join(str(row) for row in new[:3])})]


def moves_of(merge: Merge, label: str) -> list[dict[str, Any]]:
    return [move for move in merge.moved["moves"] if move["what"] == label]


def moved_rows(merge: Merge, label: str) -> list[int]:
    """The rows of a key that went over."""
    return [pk for move in moves_of(merge, label) for pk in move["rows"]]
