"""Why a step may not be taken, as data: a code and its facts. The room above turns it into a sentence in the reader's language."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reason:
    """`code` is from the closed list in `CODES`; `facts` fill its sentence; `paths` are the places of a form where it can be mended."""

    code: str
    clause: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    paths: tuple[str, ...] = ()


CODES = (
    "wrong_state", "wrong_role", "unknown_step", "unknown_outcome", "missing", "too_short", "too_long", "too_few", "too_many",
    "too_small", "too_large", "not_a_choice", "needs_reason", "bad_date", "bad_number", "score_share", "score_each", "count",
    "times_most", "times_least", "term_not_open", "term_not_passed", "term_not_running", "not_declared", "disclosed_not_allowed", "excluded",
    "took_part", "appointed_few", "appointed_many", "not_agreed", "certificate_not_in_force", "certificate_overlaps",
    "certificate_not_suspended", "certificate_not_ending", "already_contributed", "vote_needed", "vote_pending", "closed", "parent_moved",
)  # fmt: skip
