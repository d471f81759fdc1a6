"""Under which edition a case stood at a moment. What was handed in before it moved is read under the edition of its time."""

from copy import copy
from datetime import datetime

from gromada.certification.models import Case


def as_of(case: Case, at: datetime) -> Case:
    """The case as its pages read it at a moment: another object under the edition of that time, never to be saved; the case itself if it did not move since."""
    then = next((move.before for move in _moves(case) if move.at > at), None)
    if then is None:
        return case
    past = copy(case)
    past.edition = then
    return past


def _moves(case: Case) -> list:  # type: ignore[type-arg]
    """Oldest first; asked once for each case that is looked at. A case that is not saved yet has none."""
    known: list | None = getattr(case, "_moves_read", None)  # type: ignore[type-arg]
    if known is None:
        known = list(case.moves.select_related("before")) if case.pk else []
        case._moves_read = known  # type: ignore[attr-defined]
    return known
