"""What is wrong in an edition: a sentence that says what to do, and where the author finds the place."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Path = tuple[
    str | int, ...
]  # the way to a word of the content: ("structure", "form", "application", "fields", 0, "type")


@dataclass(frozen=True, order=True)
class Mistake:
    """A sentence about a line of a file. `line` is 0 where the whole file, or the folder, is meant."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}" if self.line else f"{self.file}: {self.sentence}"


class EditionMistakes(ValueError):
    """An edition cannot be loaded; `mistakes` holds everything that is wrong, in the order of files and lines."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True)
class Problem:
    """A mistake before its place is known: the path of a word of the content, and the sentence."""

    path: Path
    sentence: str
    # What it is and about what, for pages that say it in their own language; "" where only the files can be wrong so.
    code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass
class Report:
    """Collects problems. `lost` are words of places that could not be read: nothing is said about their absence."""

    lost: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def say(self, path: Path, sentence: str, code: str = "", /, **facts: str) -> None:
        problem = Problem(path, sentence, code, facts)
        if problem not in self.problems:
            self.problems.append(problem)

    def about(self, name: str, path: Path, sentence: str, code: str = "", /, **facts: str) -> None:
        """Say it, unless the name stood in a place that could not be read."""
        if name not in self.lost:
            self.say(path, sentence, code, **facts)

    def lose(self, value: object) -> None:
        """Remember every word of a value that is left out, so that nobody is told of its absence."""
        if isinstance(value, str):
            self.lost.add(value)
        elif isinstance(value, dict):
            for key, each in value.items():
                self.lose(key)
                self.lose(each)
        elif isinstance(value, list):
            for each in value:
                self.lose(each)


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: the nearest known one, or all of them when they are few."""
    words = [each for each in dict.fromkeys(known) if each]
    close = guess(word, words)
    if close:
        return f' Did you mean "{close}"?'
    if not words:
        return " There is none."
    if len(words) <= 14:
        return f" Known are: {', '.join(words)}."
    return ""


def guess(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def quoted(words: Iterable[str]) -> str:
    """Words as they stand in a sentence: "a", "b" and "c"."""
    each = [f'"{word}"' for word in words]
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}" if each else "nothing"
