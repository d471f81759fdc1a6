"""What belongs to an institution or to a unit of one: each room speaks for its own keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.institutions.models import Alias, Function, Institution, Merge, Succession, Unit
from gromada.kit.folding import fold
from gromada.kit.refusal import No

Words = Callable[[int], str]
Doubles = Callable[[Institution, Institution], set[int]]
Objection = Callable[[Institution, Institution], list[No]]
Hold = Callable[[Merge], list[No]]


@dataclass(frozen=True)
class Owned:
    """A key and what becomes of it. Without `words` its rows stay with the duplicate: they tell of the past.

    `doubles` gives the rows that stay because the survivor has the same; `by_uid` is for a text that holds a uid.
    """

    model: type[Model]
    field: str
    words: Words | None = None
    doubles: Doubles | None = None
    by_uid: bool = False

    @property
    def label(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def column(self) -> str:
        """Under which name an update writes the key."""
        return self.field if self.by_uid else f"{self.field}_id"

    def key(self, of: Institution | Unit) -> int | str:
        return str(of.uid) if self.by_uid else of.pk

    def rows(self, key: int | str) -> "QuerySet[Any]":
        return self.model._default_manager.filter(**{self.field: key})


_of_institutions: list[Owned] = []
_of_units: list[Owned] = []
_objections: list[Objection] = []
_holds: list[Hold] = []


def belongs(owned: Owned, *, to: type[Institution] | type[Unit] = Institution) -> None:
    """Called when a room starts; the same key a second time replaces the first."""
    known = _of_institutions if to is Institution else _of_units
    known[:] = [one for one in known if one.label != owned.label] + [owned]


def objects(check: Objection) -> None:
    """`check(duplicate, survivor)` gives what stands in the way of merging."""
    if check not in _objections:
        _objections.append(check)


def holds(check: Hold) -> None:
    """`check(merge)` gives what stands in the way of parting again."""
    if check not in _holds:
        _holds.append(check)


def of_institutions() -> tuple[Owned, ...]:
    return tuple(_of_institutions)


def of_units() -> tuple[Owned, ...]:
    return tuple(_of_units)


def objections(duplicate: Institution, survivor: Institution) -> list[No]:
    return [no for check in _objections for no in check(duplicate, survivor)]


def holding(merge: Merge) -> list[No]:
    return [no for check in _holds for no in check(merge)]


def same_units(duplicate: Institution, survivor: Institution) -> list[tuple[Unit, Unit]]:
    """Units of one name in both: the duplicate's and the survivor's."""
    theirs = {fold(unit.name): unit for unit in survivor.units.all()}
    return [(unit, theirs[fold(unit.name)]) for unit in duplicate.units.all() if fold(unit.name) in theirs]


def _double_units(duplicate: Institution, survivor: Institution) -> set[int]:
    return {mine.pk for mine, _theirs in same_units(duplicate, survivor)}


def _double_aliases(duplicate: Institution, survivor: Institution) -> set[int]:
    known = {fold(survivor.name), *(fold(alias.name) for alias in survivor.aliases.all())}
    return {alias.pk for alias in duplicate.aliases.all() if fold(alias.name) in known}


def _double_functions(duplicate: Institution, survivor: Institution) -> set[int]:
    """The same person in the same function at the same time."""
    theirs = list(survivor.functions.all())
    return {
        held.pk
        for held in duplicate.functions.all()
        for other in theirs
        if (held.person_id, held.kind) == (other.person_id, other.kind)
        and (held.until is None or held.until >= other.since)
        and (other.until is None or other.until >= held.since)
    }


def _double_successions(duplicate: Institution, survivor: Institution) -> set[int]:
    """Both were succeeded by the same."""
    heirs = Succession.objects.filter(predecessor=survivor).values("successor")
    return set(Succession.objects.filter(predecessor=duplicate, successor__in=heirs).values_list("pk", flat=True))


def of_this_room() -> None:
    belongs(Owned(Unit, "institution", lambda n: ngettext("%(n)d unit", "%(n)d units", n) % {"n": n}, _double_units))
    belongs(
        Owned(
            Alias,
            "institution",
            lambda n: ngettext("%(n)d other name", "%(n)d other names", n) % {"n": n},
            _double_aliases,
        )
    )
    belongs(
        Owned(
            Function,
            "institution",
            lambda n: ngettext("%(n)d function of a person", "%(n)d functions of people", n) % {"n": n},
            _double_functions,
        )
    )
    belongs(Owned(Succession, "predecessor", lambda n: _("its successor"), _double_successions))
    belongs(Owned(Succession, "successor", lambda n: ngettext("%(n)d predecessor", "%(n)d predecessors", n) % {"n": n}))
    belongs(Owned(Merge, "duplicate"))
    belongs(Owned(Merge, "survivor"))
    belongs(Owned(Institution, "merged_into"))
