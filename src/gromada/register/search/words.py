"""The words of an index, and how well a typed word fits each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

SAME, BEGINS, HOLDS, SLIP = 1.0, 0.9, 0.6, 0.55
# How many slips a word of a given length may hold; shorter words are taken as they stand.
_SLIPS = ((9, 3), (6, 2), (4, 1))
_EACH_SLIP_COSTS = 0.1


@dataclass(frozen=True)
class Fit:
    word: str
    score: float


class Vocabulary:
    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._known = set(self._words)
        # One text of all the words: looking through it is the quickest way to the words that hold a piece.
        self._text = "\n" + "\n".join(self._words) + "\n"

    def fits(self, token: str) -> list[Fit]:
        """The words that a typed word may mean. Slips are looked for only where nothing begins with it."""
        exact = [Fit(token, SAME)] if token in self._known else []
        begins = [Fit(word, BEGINS) for word in self._matching("\n" + token) if word != token]
        known = {fit.word for fit in (*exact, *begins)}
        holds = [Fit(word, HOLDS) for word in self._matching(token) if word not in known] if len(token) >= 3 else []
        if exact or begins:
            return [*exact, *begins, *holds]
        return [*holds, *self._slips(token)] or self._slips_at_the_beginning(token)

    def _matching(self, piece: str) -> list[str]:
        """The words in which the piece stands, each once; a piece that begins with a line break begins a word."""
        found = []
        at = self._text.find(piece)
        while at >= 0:
            begin = self._text.rfind("\n", 0, at + 1) + 1
            end = self._text.find("\n", begin)
            found.append(self._text[begin:end])
            at = self._text.find(piece, end)
        return found

    def _slips(self, token: str) -> list[Fit]:
        most = _slips_allowed(token)
        if not most:
            return []
        near = process.extract(token, self._words, scorer=OSA.distance, score_cutoff=most, limit=20)
        fewest = min((slips for _word, slips, _place in near), default=0)
        return [Fit(word, SLIP - _EACH_SLIP_COSTS * slips) for word, slips, _place in near if slips == fewest]

    def _slips_at_the_beginning(self, token: str) -> list[Fit]:
        """A word that is not typed to its end and has a slip: compared with as much of each word."""
        most = min(1, _slips_allowed(token))
        if not most or len(token) < 5:
            return []
        begun = [word[: len(token)] for word in self._words]
        near = process.extract(token, begun, scorer=OSA.distance, score_cutoff=most, limit=20)
        return [Fit(self._words[place], SLIP - 2 * _EACH_SLIP_COSTS) for _word, _slips, place in near]


def _slips_allowed(token: str) -> int:
    if any(c.isdigit() for c in token):
        return 0
    return next((slips for length, slips in _SLIPS if len(token) >= length), 0)
