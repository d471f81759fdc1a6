"""How a letter's text came to be: each version, newest first, with what changed in it word by word."""

import difflib
import re
from dataclasses import dataclass

from gromada.certification.models import Letter, LetterVersion

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    kind: str  # same, added, gone
    text: str


@dataclass(frozen=True)
class Shown:
    version: LetterVersion
    pieces: list[Piece]
    changed: bool


def versions_of(letter: Letter) -> list[Shown]:
    rows = list(letter.versions.select_related("by"))
    found = []
    for before, row in zip([None, *rows], rows, strict=False):
        pieces = difference(_whole(before) if before else _whole(row), _whole(row))
        found.append(Shown(row, pieces, before is not None))
    return found[::-1]


def difference(before: str, after: str) -> list[Piece]:
    """Both texts as one: words that stayed, words that were taken away, words that came."""
    one, two = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Piece] = []
    for what, a, b, c, d in difflib.SequenceMatcher(a=one, b=two, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(one[a:b])))
            continue
        if a < b:
            found.append(Piece("gone", "".join(one[a:b])))
        if c < d:
            found.append(Piece("added", "".join(two[c:d])))
    return found


def _whole(version: LetterVersion) -> str:
    parts = (version.addressee, version.address, version.subject, version.body, version.enclosures)
    return "\n\n".join(part for part in parts if part)
