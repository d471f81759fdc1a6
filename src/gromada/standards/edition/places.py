"""On which line a word of a TOML file stands. The standard parser does not tell, so the text is walked once more.

The walk trusts that the text is valid TOML (it was parsed before), and therefore only has to know where keys begin.
It is done only when there is a mistake to be shown: a sound edition never pays for it.
"""

import re
from bisect import bisect_right

from .mistakes import Path

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\\n])*"'),
    re.compile(r"'[^'\n]*'"),
)
_ESCAPE = re.compile(r'\\(["\\])')


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and member of an array, by path; array members count from 0."""
    return _Walk(text).document()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}
        self.arrays: dict[Path, int] = {}

    def document(self) -> dict[Path, int]:
        table: Path = ()
        self.pass_over(_BLANK)
        while self.at < len(self.text):
            table = self.header() if self.text[self.at] == "[" else self.pair(table)
            self.pass_over(_BLANK)
        return self.lines

    def header(self) -> Path:
        start = self.at
        of_array = self.text.startswith("[[", self.at)
        self.at += 2 if of_array else 1
        keys = self.keys()
        self.at += 2 if of_array else 1
        path: Path = ()
        for place, key in enumerate(keys):
            path += (key,)
            last = place == len(keys) - 1
            if of_array and last:
                self.note(path, start)
                self.arrays[path] = self.arrays.get(path, 0) + 1
            if path in self.arrays:
                path += (self.arrays[path] - 1,)
            self.note(path, start)
        return path

    def pair(self, table: Path) -> Path:
        start = self.at
        path = table
        for key in self.keys():
            path += (key,)
            self.note(path, start)
        self.at += 1  # the equals sign
        self.value(path)
        return table

    def keys(self) -> list[str]:
        found = []
        while True:
            self.pass_over(_SPACE)
            if self.text[self.at] in "\"'":
                raw = self.string()
                found.append(_ESCAPE.sub(r"\1", raw[1:-1]) if raw[0] == '"' else raw[1:-1])
            else:
                found.append(self.pass_over(_BARE_KEY))
            self.pass_over(_SPACE)
            if not self.text.startswith(".", self.at):
                return found
            self.at += 1

    def value(self, path: Path) -> None:
        self.pass_over(_SPACE)
        first = self.text[self.at]
        if first in "\"'":
            self.string()
        elif first == "[":
            self.members(path, "]")
        elif first == "{":
            self.members(path, "}")
        else:
            self.pass_over(_SCALAR)

    def members(self, path: Path, closing: str) -> None:
        self.at += 1
        count = 0
        self.pass_over(_BLANK)
        while self.text[self.at] != closing:
            if self.text[self.at] == ",":
                self.at += 1
            elif closing == "}":
                self.pair(path)
            else:
                self.note((*path, count), self.at)
                self.value((*path, count))
                count += 1
            self.pass_over(_BLANK)
        self.at += 1

    def string(self) -> str:
        for pattern in _STRINGS:
            if pattern.match(self.text, self.at):
                return self.pass_over(pattern)
        raise ValueError(f"no string at {self.at}")

    def pass_over(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"no {pattern.pattern} at {self.at}")
        self.at = match.end()
        return match.group()

    def note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self.breaks, at - 1) + 1)
