"""What the engine asks about a case. The room above answers from its tables; tests answer from memory."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gromada.certification.proceeding.content import Content

TIME = "time"
OUTSIDE = "outside"  # the actor of what somebody without an account did


@dataclass(frozen=True)
class Actor:
    """Who wants to act: an opaque id and the roles held in this case now."""

    id: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Run:
    """A term that was started: it waits for delivery (no `due`), runs until `due`, or was met."""

    due: date | None
    met: bool = False


@dataclass(frozen=True)
class Declared:
    degree: str  # "asked" | "none" | "disclosed" | "excluded"
    allowed: bool = False  # disclosed and allowed with a written reason


def last_place(steps: list[str], since: str | None) -> int:
    """Where in a line of steps counting begins: behind the last `since`, or at the beginning where that was never taken."""
    return len(steps) - steps[::-1].index(since) if since in steps else 0


class Facts(Protocol):
    """`of` is None for the case itself, "parent" for the case it is about."""

    @property
    def today(self) -> date: ...

    @property
    def parts(self) -> tuple[str, ...]: ...

    def content(self, form: str) -> Content:
        """What the form holds for this actor and step (the shared working copy, or what was handed in last)."""
        ...

    def times(self, step: str, since: str | None = None) -> int:
        """How often a step was taken; with `since`, after the last time that another one was."""
        ...

    def run(self, term: str, of: str | None = None) -> Run | None:
        """The last run of a term, or None if it never started."""
        ...

    def open_cases(self, proceeding: str) -> int:
        """How many child cases of a proceeding are open."""
        ...

    def people(self, role: str) -> Collection[str]:
        """Who is appointed to a role, or named for it in the form that is being filled in."""
        ...

    def holders(self, role: str) -> Collection[str]:
        """Everybody who holds a role in this case now."""
        ...

    def declared(self, person: str) -> Declared | None: ...

    def took_part(self, step: str, of: str | None = None) -> Collection[str]: ...

    def contributed(self, step: str) -> Collection[str]:
        """Who has handed in their part of a step in the present round."""
        ...

    def agreed(self, form: str) -> Collection[str]: ...

    def certificate(self) -> str:
        """Status of the certificate that the case is about: a word of `status.Status`, or "" for none."""
        ...

    def overlapping(self) -> bool:
        """Whether the certificate that would be issued overlaps another one of the same holder and scheme."""
        ...

    def held_until(self) -> date | None:
        """The last day of the certificates that the holder has in this scheme; `date.max` where one never ends, None for no certificate."""
        ...
