"""Merging a duplicate, with everything it owns, and parting again: exactly as it was, or not at all."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.institutions.merging.owned import Owned, of_institutions, of_units, same_units
from gromada.institutions.merging.rules import against_merging, against_parting
from gromada.institutions.models import Alias, Institution, Merge
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.folding import fold
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person

LONGEST_REASON = 400


def merge(duplicate: Institution, survivor: Institution, *, reason: str, by: Person) -> Merge:
    """Everything of the duplicate goes over to the survivor; its name stays as another name, its address leads there.

    Raises Refusal with every reason that stands in the way.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        sentence = _("Say how it is known that they are one institution; characters that fit here: %(count)s.")
        raise Refusal(No(sentence % {"count": LONGEST_REASON}, where="reason"))
    with transaction.atomic():
        duplicate, survivor = _locked(duplicate, survivor)
        _refuse(against_merging(duplicate, survivor))
        moves = [move for move in moves_between(duplicate, survivor) if move["rows"]]
        for move in moves:
            _owned(move["what"]).rows(move["from"]).filter(pk__in=move["rows"]).update(
                **{_owned(move["what"]).column: move["to"]}
            )
        moved = {"moves": moves, "alias": _name_kept(duplicate, survivor)}
        duplicate.merged_into = survivor
        duplicate.save(update_fields=["merged_into"])
        made = Merge.objects.create(
            duplicate=duplicate, survivor=survivor, reason=reason, moved=moved, by=by, at=clock.now()
        )
        facts = {"merge": made.uid, "reason": reason, "moved": {m["what"]: len(m["rows"]) for m in moves}}
        append("institution.merged", "institution", duplicate.uid, by=by.uid, facts={"into": survivor.uid, **facts})
        append("institution.took_in", "institution", survivor.uid, by=by.uid, facts={"from": duplicate.uid, **facts})
    return made


def part(merged: Merge, *, by: Person) -> Merge:
    """Everything that went over goes back. Raises Refusal where something new stands in the way; then nothing moves."""
    with transaction.atomic():
        _locked(merged.duplicate, merged.survivor)
        fresh = Merge.objects.select_for_update().get(pk=merged.pk)
        _refuse(against_parting(fresh))
        Alias.objects.filter(pk=fresh.moved["alias"]).delete()
        for move in reversed(fresh.moved["moves"]):
            owned = _owned(move["what"])
            owned.rows(move["to"]).filter(pk__in=move["rows"]).update(**{owned.column: move["from"]})
        duplicate = fresh.duplicate
        duplicate.merged_into = None
        duplicate.save(update_fields=["merged_into"])
        fresh.undone_at, fresh.undone_by = clock.now(), by
        fresh.save(update_fields=["undone_at", "undone_by"])
        for one in (fresh.survivor, duplicate):  # whoever follows takes things away there before it shows them here
            append("institution.parted", "institution", one.uid, by=by.uid, facts={"merge": fresh.uid})
    return fresh


def moves_between(duplicate: Institution, survivor: Institution) -> list[dict[str, Any]]:
    """What would go over, key by key: rows of units of one name first, then everything of the institution."""
    found = []
    for mine, theirs in same_units(duplicate, survivor):
        for owned in of_units():
            found.append(_move(owned, mine, theirs, set()))
    for owned in of_institutions():
        if owned.words is not None:
            stay = owned.doubles(duplicate, survivor) if owned.doubles else set()
            found.append(_move(owned, duplicate, survivor, stay))
    return found


def _move(owned: Owned, old: Any, new: Any, stay: set[int]) -> dict[str, Any]:
    rows = sorted(set(owned.rows(owned.key(old)).values_list("pk", flat=True)) - stay)
    return {"what": owned.label, "from": owned.key(old), "to": owned.key(new), "rows": rows, "stay": sorted(stay)}


def _owned(label: str) -> Owned:
    return next(owned for owned in (*of_institutions(), *of_units()) if owned.label == label)


def _locked(duplicate: Institution, survivor: Institution) -> tuple[Institution, Institution]:
    """What belongs to both first, the institutions last: in the order in which steps lock a case and then its holder."""
    keys = (duplicate, survivor)
    for owned in of_institutions():
        if not owned.by_uid:
            rows = owned.model._default_manager.select_for_update().filter(**{f"{owned.field}__in": keys})
            list(rows.order_by("pk").values_list("pk", flat=True))
    locked = {one.pk: one for one in Institution.objects.select_for_update().filter(pk__in=[k.pk for k in keys])}
    return locked[duplicate.pk], locked[survivor.pk]


def _name_kept(duplicate: Institution, survivor: Institution) -> int | None:
    """The duplicate's name as another name of the survivor, if it is another one; the pk of what was written."""
    known = {fold(survivor.name), *(fold(alias.name) for alias in Alias.objects.filter(institution=survivor))}
    if fold(duplicate.name) in known:
        return None
    return Alias.objects.create(institution=survivor, name=duplicate.name).pk


def _refuse(reasons: list[No]) -> None:
    if reasons:
        raise Refusal(*reasons)
