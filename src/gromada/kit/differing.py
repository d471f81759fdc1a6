"""What differs between two texts, word by word, so that a person can read both side by side."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
MOST = 4_000_000  # pairs of words: beyond, a comparison would take longer than anybody waits


@dataclass(frozen=True)
class Piece:
    text: str
    changed: bool = False


@dataclass(frozen=True)
class Difference:
    """The pieces of each text in order: joined they give the text; `changed` ones the other text does not have."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def difference(before: str, after: str) -> Difference:
    """Compares words, numbers and signs. Texts too long for that are shown as changed whole.

    Method: longest common blocks (Ratcliff and Obershelp, as in difflib) over words; a blank alone between two changes
    counts as changed, so that a rewritten sentence reads as one change.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > MOST:
        return Difference(_joined([(before, before != after)]), _joined([(after, before != after)]))
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        one, other = "".join(old[i1:i2]), "".join(new[j1:j2])
        lone = kind == "equal" and not one.strip() and i1 > 0 and i2 < len(old)
        left.append((one, kind != "equal" or lone))
        right.append((other, kind != "equal" or lone))
    return Difference(_joined(left), _joined(right))


def _joined(pieces: list[tuple[str, bool]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for text, changed in pieces:
        if text and found and found[-1].changed == changed:
            found[-1] = Piece(found[-1].text + text, changed)
        elif text:
            found.append(Piece(text, changed))
    return tuple(found)
