"""Counting a vote: quorum first, then the majority that the body's rules ask for."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gromada.standards.edition.model import Body

ABSTAIN = "abstain"


@dataclass(frozen=True)
class Tally:
    """`outcome` is None while nothing is decided: `why` says "no_quorum", "tie" or "no_majority"."""

    outcome: str | None
    why: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    needed: int = 0


def quorum(body: Body, entitled: int) -> int:
    """How many must be present: the greater of the share of those who may vote (more than… at least so much) and the least number."""
    return max(body.quorum_least, math.ceil(body.quorum_share * entitled - 1e-9), 1)


def tally(
    body: Body,
    choices: Iterable[str],
    outcomes: tuple[str, ...],
    *,
    entitled: int,
    present: int,
    members: int,
    chair: str | None = None,
) -> Tally:
    """Counts `choices` (outcomes or "abstain").

    entitled: members who are not excluded; present: those of them who take part; members: all; chair: the chair's choice, for ties.
    An outcome wins with more than `majority_share` of what `majority_of` names. Without a winner a tie of the two highest goes as
    `tie` says; where only one outcome misses the majority and the body's tie is an outcome, that outcome stands (the motion fell).
    """
    counted = Counter(choices)
    given = tuple(sorted(((o, counted.get(o, 0)) for o in outcomes), key=lambda pair: -pair[1]))
    if present < quorum(body, entitled):
        return Tally(None, "no_quorum", given, quorum(body, entitled))
    cast = sum(number for _, number in given)
    base = {"present": present, "cast": cast, "members": members}[body.majority_of]
    needed = math.floor(body.majority_share * base + 1e-9) + 1
    if cast and given[0][1] >= needed:
        return Tally(given[0][0], "", given, needed)
    tied = len(given) > 1 and given[0][1] == given[1][1] and cast > 0
    if tied and body.tie == "chair" and chair in outcomes and dict(given)[chair] == given[0][1]:
        return Tally(chair, "chair", given, needed)
    if body.tie in outcomes:
        return Tally(body.tie, "tie" if tied else "no_majority", given, needed)
    return Tally(None, "tie" if tied else "no_majority", given, needed)
