"""What may stand where: small checks of one value each, from which `grammar` is put together.

A check takes a value, its path and the report; it says what is wrong and gives back the value as `build` wants it
(a lone word where a list is meant becomes a list), or LEFT_OUT where nothing can be made of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any

from .mistakes import Path, Report, guess, nearest

Check = Callable[[Any, Path, Report], Any]
LEFT_OUT: Any = object()

_ID = re.compile(r"^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$")  # stands in addresses
_DOTTED = re.compile(r"^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$")
_LONGEST = 60
_TEXT_WORDS = (
    "name", "hint", "lead", "about", "example", "done", "label", "title", "text", "description", "banner", "short",
    "issuer", "kind", "field", "level", "signature", "pool", "function", "tag", "state", "outcome", "option",
)  # fmt: skip
_TYPES = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}


def _wrong(value: Any, path: Path, report: Report, wanted: str) -> Any:
    shown = f" ({value!r})" if isinstance(value, int | float | str) and len(str(value)) < 40 else ""
    report.say(path, f'"{_last(path)}" must be {wanted}, but is {_TYPES.get(type(value), "something else")}{shown}.')
    report.lose(value)
    return LEFT_OUT


def _last(path: Path) -> str:
    names = [str(part) for part in path if isinstance(part, str)]
    return names[-1] if names else "this"


def text(value: Any, path: Path, report: Report) -> Any:
    """Any text, not empty."""
    if not isinstance(value, str):
        return _wrong(value, path, report, "a text in quotes")
    if not value.strip():
        report.say(path, f'"{_last(path)}" is empty: write it, or leave the line out.')
        return LEFT_OUT
    return value


def blank(value: Any, path: Path, report: Report) -> Any:
    """Any text, empty too."""
    return value if isinstance(value, str) else _wrong(value, path, report, "a text in quotes")


def _named(pattern: re.Pattern[str], signs: str) -> Check:
    def check(value: Any, path: Path, report: Report) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return _wrong(value, path, report, "a word in quotes")
        if not pattern.match(value) or len(value) > _LONGEST:
            advice = (
                f'use at most {_LONGEST} of a–z, A–Z, digits and {signs}, as in "site_visit"; names stand in the texts'
            )
            report.say(path, f'"{value}" cannot be a word: {advice}.')
            report.lose(value)
            return LEFT_OUT
        return value

    return check


# A word of the edition, which no reader sees. A whole number is taken as a word. Standards and values may have dots.
word = _named(_ID, "_ -")
dotted = _named(_DOTTED, "_ . -")


def state(value: Any, path: Path, report: Report) -> Any:
    """A state, or one of the signs "=", "-", "*" and "*before:STAGE"."""
    if isinstance(value, str) and (value in ("=", "-", "*") or value.startswith("*before:")):
        return value
    if isinstance(value, str) and value.startswith("*"):
        report.say(path, f'"{value}" is no pattern of states: write "*" for all, or "*before:STAGE".')
        return LEFT_OUT
    return word(value, path, report)


def flag(value: Any, path: Path, report: Report) -> Any:
    return value if isinstance(value, bool) else _wrong(value, path, report, "true or false")


def whole(least: int = 0) -> Check:
    def check(value: Any, path: Path, report: Report) -> Any:
        if not isinstance(value, int) or isinstance(value, bool):
            return _wrong(value, path, report, "a whole number")
        if value < least:
            report.say(path, f'"{_last(path)}" must be {least} or more, but is {value}.')
            return LEFT_OUT
        return value

    return check


def number(least: float | None = None, most: float | None = None) -> Check:
    def check(value: Any, path: Path, report: Report) -> Any:
        if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
            return _wrong(value, path, report, "a number")
        if (least is not None and value < least) or (most is not None and value > most):
            limits = f"from {least:g} to {most:g}" if most is not None else f"{least:g} or more"
            report.say(path, f'"{_last(path)}" must be {limits}, but is {value:g}.')
            return LEFT_OUT
        return value

    return check


def share(value: Any, path: Path, report: Report) -> Any:
    """A share from 0 to 1."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 < value <= 100:
        report.say(path, f'"{_last(path)}" is a share from 0 to 1: for {value:g} % write {value / 100:g}.')
        return LEFT_OUT
    return number(0, 1)(value, path, report)


def one_of(known: Iterable[str]) -> Check:
    words = tuple(known)

    def check(value: Any, path: Path, report: Report) -> Any:
        if not isinstance(value, str):
            return _wrong(value, path, report, f"one of {', '.join(words)}")
        if value not in words:
            report.say(path, f'"{value}" is unknown as "{_last(path)}".{nearest(value, words)}')
            return guess(value, words) or LEFT_OUT
        return value

    return check


def listing(check: Check, least: int = 0, one: tuple[type, ...] = (str, int)) -> Check:
    """A list; a lone value of the types `one` is a list of one."""

    def check_list(value: Any, path: Path, report: Report) -> Any:
        if isinstance(value, one) and not isinstance(value, bool):
            found = check(value, path, report)
            return LEFT_OUT if found is LEFT_OUT else [found]
        if not isinstance(value, list):
            return _wrong(value, path, report, "a list in [ ]")
        found = [check(each, (*path, index), report) for index, each in enumerate(value)]
        if len(value) < least:
            report.say(path, f'"{_last(path)}" is empty: name at least {least}.')
        for index, each in enumerate(value):
            if isinstance(each, str | int) and each in value[:index]:
                report.say((*path, index), f'"{each}" stands twice in "{_last(path)}"; keep one of them.')
        return list(dict.fromkeys(found)) if all(isinstance(x, str) for x in found) else found

    return lambda value, path, report: _without_gaps(check_list(value, path, report))


def _without_gaps(value: Any) -> Any:
    return [each for each in value if each is not LEFT_OUT] if isinstance(value, list) else value


def by_type(checks: Mapping[type, Check], wanted: str) -> Check:
    """Different checks for a text, a list, a table or a number."""

    def check(value: Any, path: Path, report: Report) -> Any:
        found = checks.get(type(value))
        return found(value, path, report) if found else _wrong(value, path, report, wanted)

    return check


class Table:
    """A table with a closed list of words. `needs` must be there: word → what stands in for it where it is missing."""

    def __init__(self, words: Mapping[str, Check], needs: Mapping[str, Any] | None = None) -> None:
        self.words = words
        self.needs = needs or {}

    def __call__(self, value: Any, path: Path, report: Report) -> Any:
        if not isinstance(value, dict):
            return _wrong(value, path, report, "a table")
        found = {}
        for key, each in value.items():
            if key not in self.words:
                report.say((*path, key), f'"{key}" is an unknown word{self._where(path)}.{self._advice(key)}')
                report.lose(each)
            meant = key if key in self.words else guess(key, (word for word in self.words if word not in value))
            taken = self.words[meant](each, (*path, key), report) if meant else LEFT_OUT  # one slip is one mistake
            if taken is not LEFT_OUT:
                found[meant] = taken
        for key, instead in self.needs.items():
            if key not in value and key not in found:
                report.about(key, path, f'"{key}" is missing{self._where(path)}.')
            found.setdefault(key, instead)
        if any(each is LEFT_OUT for each in found.values()):
            report.lose(value)
            return LEFT_OUT
        return found

    def _where(self, path: Path) -> str:
        names = [str(part) for part in path[1:] if isinstance(part, str)]
        place = f"[{'.'.join(names)}]" if names else "the top of a file"
        return f" in {place}" if names else f" at {place}"

    def _advice(self, key: str) -> str:
        if key in _TEXT_WORDS and f"{key}s" not in self.words:
            return " Texts stand in a file whose name ends in its language, for example labels.en.toml."
        return nearest(key, self.words)


def variants(key: str, tables: Mapping[str, Table]) -> Check:
    """A table whose words depend on what stands under `key`; a lone word is a table of that word only."""
    known = one_of(tables)

    def check(value: Any, path: Path, report: Report) -> Any:
        if isinstance(value, str):
            value = {key: value}
        if not isinstance(value, dict):
            return _wrong(value, path, report, f'a name or a table with "{key}"')
        if key not in value:
            report.say(path, f'"{key}" is missing: name one of {", ".join(tables)}.')
            report.lose(value)
            return LEFT_OUT
        kind = known(value[key], (*path, key), report)
        if kind is LEFT_OUT:
            report.lose(value)
            return LEFT_OUT
        return tables[kind]({**value, key: kind}, path, report)

    return check


def words_of(check: Check, name: Check = word) -> Check:
    """A table whose keys are words of the edition: [form.X], [role.X]."""

    def check_words(value: Any, path: Path, report: Report) -> Any:
        if not isinstance(value, dict):
            return _wrong(value, path, report, f"a table: write [{_last(path)}.NAME]")
        found = {}
        for key, each in value.items():
            if name(key, (*path, key), report) is LEFT_OUT:
                continue
            taken = check(each, (*path, key), report)
            if taken is LEFT_OUT:
                report.lost.add(key)
            else:
                found[key] = taken
        return found

    return check_words
