"""Under which edition a case stood at a moment. What was handed in before it moved is read under the edition of its time."""

from copy import copy
from datetime import datetime

from gromada.certification.models import Case


def as_of(case: Case, at: datetime) -> Case:
    """The case as its pages read it at a moment: another object under the edition of that time, never to be saved; the case itself if it did not move since."""
    if case.edition_since is None or at >= case.edition_since:
        return case
    then = next((move.before for move in case.moves.select_related("before") if move.at > at), None)
    if then is None:
        return case
    past = copy(case)
    past.edition = then
    return past
