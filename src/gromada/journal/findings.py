"""What a check finds: a sentence that names the place, and whether it is damage or only worth knowing."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    CUT_OFF = "cut_off"
    HEAD = "head"
    FORGED = "forged"
    PAYLOAD_CHANGED = "payload_changed"
    PAYLOAD_MISSING = "payload_missing"
    FILE_CHANGED = "file_changed"
    FILE_MISSING = "file_missing"
    ERASED = "erased"  # lawfully: no damage


@dataclass(frozen=True)
class Finding:
    what: What
    sentence: str
    line: int | None = None

    @property
    def is_damage(self) -> bool:
        return self.what is not What.ERASED

    def __str__(self) -> str:
        return self.sentence


def found(what: What, sentence: object, line: int | None = None, **facts: object) -> Finding:
    """A finding whose sentence is filled with the line and further facts."""
    return Finding(what, str(sentence) % {"line": line, **facts}, line)
