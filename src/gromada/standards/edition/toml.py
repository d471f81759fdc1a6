"""TOML as people write it: what can be read is read, and every line that cannot is named."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_STATEMENT = re.compile(r"^\s*(\[\[?[^\[\]{}=]*\]?\]?\s*(#.*)?$|[^\s#\[\]{}=,]+\s*=)")
_HEADER = re.compile(r"^\s*\[[^\[\]{}=,]*")
_WORD = re.compile(r"[^\W\d][\w.-]*|\w[\w.-]+")
_ADVICE = {
    "Cannot overwrite a value": "this word is defined twice in the same table; keep one of them",
    "Expected '=' after a key in a key/value pair": "after a word there must be = and a value",
    "Unclosed array": "a [ is never closed by a ]",
    "Unclosed inline table": "a { must be closed by a } on the same line",
    "Unterminated string": 'a text is never closed by a "',
    "Invalid value": 'this is no value; a text stands in "quotes", a yes or no is true or false',
    "Illegal character '\\n'": 'a text in "quotes" must end on its own line; longer ones stand in """three quotes"""',
}
_MOST = 20  # mistakes of syntax named in one file before the rest of it is given up


@dataclass
class Parsed:
    """What a file holds, the text that was parsed, and what could not be: (line, sentence) and the words lost."""

    tree: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    mistakes: list[tuple[int, str]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


def parse(text: str) -> Parsed:
    """Read a TOML text; a broken line is left out (named, its words remembered) and the rest is read all the same."""
    lines = text.replace("\r\n", "\n").split("\n")
    parsed = Parsed()
    while True:
        tree, line, sentence = _attempt(lines)
        if tree is not None:
            parsed.tree, parsed.text = tree, "\n".join(lines)
            return parsed
        if len(parsed.mistakes) >= _MOST:
            parsed.mistakes.append((line, "The rest of this file is not read: mend what is named above first."))
            first, last = 0, len(lines)
        else:
            first, last = _broken(lines, line, sentence)
            parsed.mistakes.append((first + 1 if last < line else line, sentence))
        for index in range(first, last):
            parsed.lost.update(word for each in _WORD.findall(lines[index]) for word in (each, *each.split(".")))
            lines[index] = ""


def _attempt(lines: list[str]) -> tuple[dict[str, Any] | None, int, str]:
    try:
        return _plain(tomllib.loads("\n".join(lines))), 0, ""
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT.search(message)
        line = int(at.group(1)) if at and at.group(1) else len(lines)
        reason = _AT.sub("", message)
        return None, line, f"This is not TOML: {_ADVICE.get(reason, reason)}."
    except RecursionError:
        return None, len(lines), "This is not TOML: brackets stand too deep inside one another."


def _broken(lines: list[str], line: int, sentence: str) -> tuple[int, int]:
    """Which lines (from, before) to leave out: the fewest after which the next mistake stands further on."""
    at = min(line, len(lines)) - 1
    start = next((index for index in range(at, -1, -1) if _STATEMENT.match(lines[index])), 0)
    above = next((index for index in range(start - 1, -1, -1) if _STATEMENT.match(lines[index])), start)
    following = next((index for index in range(at + 1, len(lines)) if _HEADER.match(lines[index])), len(lines))
    tries = [(start, following)] if _HEADER.match(lines[start]) else [(at, at + 1), (start, at + 1), (start, following)]
    if start == at and "never closed" in sentence:  # what a bracket left open above has swallowed is sound
        tries.insert(0, (above, at))
    return next((each for each in tries if _reached(lines, each) > max(line, each[1])), (start, len(lines)))


def _reached(lines: list[str], left_out: tuple[int, int]) -> int:
    first, last = left_out
    tree, line, _ = _attempt([*lines[:first], *[""] * (last - first), *lines[last:]])
    return len(lines) + 1 if tree is not None else line


def _plain(value: Any) -> Any:
    """Dates become text, so that what is read is what JSON can hold."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value
