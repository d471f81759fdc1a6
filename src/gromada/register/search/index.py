"""An index of words, kept in memory: which words stand in whose names, and how well a typed word fits them.

A query is cut into folded words. Each finds words of the index: the same, beginning so, holding it, or a slip away.
Who has a word for each of them is found; where nobody has, who has the rarest of them. Towns weigh more than names,
names more than the words for the kind of institution.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from gromada.kit.folding import fold_words
from gromada.register.search.words import Fit, Vocabulary

TOWN, NAME, KIND = 1.5, 1.0, 0.4
_SMALL = frozenset(("a", "do", "i", "im", "na", "nr", "o", "od", "po", "przy", "u", "w", "we", "z", "ze", "za"))
# An answer that fits half as well as the best one is no answer.
_WORTH = 0.5


@dataclass(frozen=True)
class Named:
    """What one holder is found by, in folded words (`kit.folding.fold_words`). `key` is the caller's."""

    key: int
    names: tuple[str, ...]
    town: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    key: int
    score: float


class Index:
    def __init__(self, named: Iterable[Named]) -> None:
        """`named` in the order in which equals shall stand."""
        weights: dict[str, dict[float, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._keys: list[int] = []
        joined = []
        for place, one in enumerate(named):
            self._keys.append(one.key)
            joined.append("|".join(one.names).replace(" ", ""))
            for weight, text in ((TOWN, one.town), (NAME, " ".join(one.names)), (KIND, " ".join(one.kinds))):
                for word in text.split():
                    weights[word][weight].add(place)
        self._postings = {word: sorted(by.items(), reverse=True) for word, by in weights.items()}
        self._vocabulary = Vocabulary(self._postings)
        self._joined = joined

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, text: str, most: int = 300) -> list[Found]:
        """The best `most` holders, best first, equals in the index's order; nothing where nothing fits."""
        tokens = _tokens(text)
        if not tokens or not self._keys:
            return []
        fits = [self._vocabulary.fits(token) for token in tokens]
        scored = self._everything(fits) or self._together(tokens) or self._anything(fits)
        best = nsmallest(most, scored.items(), key=lambda pair: (-pair[1], pair[0]))
        return [Found(self._keys[place], round(score, 4)) for place, score in best]

    def _everything(self, fits: list[list[Fit]]) -> dict[int, float]:
        """Who has a word for each of the typed ones."""
        sets = sorted((self._having(each) for each in fits), key=len)
        places = set.intersection(*sets) if sets else set()
        scores = dict.fromkeys(places, 0.0)
        for each in fits:
            for place, score in self._scores(each, places).items():
                scores[place] += score
        return scores

    def _together(self, tokens: list[str]) -> dict[int, float]:
        """Names written as one word, as in an internet address: "szklarskaporeba"."""
        run = "".join(tokens)
        if len(run) < 6:
            return {}
        return {place: 1.0 for place, joined in enumerate(self._joined) if run in joined}

    def _anything(self, fits: list[list[Fit]]) -> dict[int, float]:
        """Who has some of the words, the rare ones counting more: a full name where the register has initials."""
        total = len(self._keys)
        scores: dict[int, float] = defaultdict(float)
        for each in fits:
            having = self._having(each)
            rarity = log(1 + total / len(having)) if having else 0.0
            for place, score in self._scores(each, having).items():
                scores[place] += score * rarity
        enough = max(scores.values(), default=0.0) * _WORTH
        return {place: score for place, score in scores.items() if score >= enough}

    def _having(self, fits: list[Fit]) -> set[int]:
        return set().union(*(places for fit in fits for _weight, places in self._postings[fit.word]))

    def _scores(self, fits: list[Fit], places: set[int]) -> dict[int, float]:
        """For each of the places the best word that it has."""
        scores: dict[int, float] = {}
        worth = sorted(((fit.score * w, having) for fit in fits for w, having in self._postings[fit.word]), key=_score)
        for score, having in worth:
            scores.update(dict.fromkeys(having & places, score))
        return scores


def _score(pair: tuple[float, set[int]]) -> float:
    return pair[0]


def _tokens(text: str) -> list[str]:
    tokens = list(dict.fromkeys(fold_words(text[:120]).split()))[:8]
    return [token for token in tokens if token not in _SMALL] or tokens
