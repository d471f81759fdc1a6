"""A refusal is a sentence, with the clause it rests on. Actions raise it, rules return it, pages show it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class No:
    """Why something may not be done now: a sentence for people, its clause, and where it can be mended (a form field, say)."""

    sentence: str
    clause: str = ""
    where: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} ({self.clause})" if self.clause else str(self.sentence)


@dataclass
class Refusal(Exception):
    """Raised by an action that did nothing. Carries every reason at once."""

    reasons: list[No] = field(default_factory=list)

    def __init__(self, *reasons: No | str, clause: str = "") -> None:
        self.reasons = [r if isinstance(r, No) else No(str(r), clause) for r in reasons]
        super().__init__("; ".join(str(r) for r in self.reasons))
