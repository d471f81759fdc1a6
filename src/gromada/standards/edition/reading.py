"""Reading a folder into one tree: structure, texts per language, long texts per language, readiness apart.

Nothing is judged here but the files themselves: encoding, syntax, a word defined twice, a file nobody would find.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path as Folder
from typing import Any

from .mistakes import Mistake, Path
from .places import lines_of
from .toml import parse

LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_OF_LANGUAGE = re.compile(rf"^(?P<name>.+)\.(?P<language>{LANGUAGE})$")
_TEXT_FOLDERS = ("letters", "texts")
_LOST_LETTER = re.compile(r"(?<![/\w])\w*[^\W\d_]\?[^\W\d_][^\s/=&]*")
KINDS = ("part", "standard", "scale", "role", "body", "term", "form", "proceeding", "letter")
_LARGEST = 4_000_000  # bytes; a text file beyond this is a mistake in itself


@dataclass
class Source:
    """A folder as it was read. `content` is all that the edition consists of, able to become JSON."""

    folder: Folder
    content: dict[str, Any] = field(default_factory=dict)
    readiness: dict[str, Any] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    files: list[tuple[str, Path, str]] = field(default_factory=list)  # name, where its tree hangs in the content, text
    _found: dict[Path, tuple[str, int]] = field(default_factory=dict, repr=False)
    _walked: int = 0

    def place(self, path: Path) -> tuple[str, int]:
        """File and line of a word of the content, or of the nearest thing around it that stands in a file."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                name, line = self._places[path[:length]]
                return name, self._line_within(path, line) if path[0] == "documents" else line
        return (self.files[0][0] if self.files else str(self.folder), 0)

    def _line_within(self, path: Path, line: int) -> int:
        """In a long text: the line on which the last word of the path stands."""
        text = str(self.content["documents"][path[1]][path[2]]) if len(path) > 3 else ""
        found = text.find(str(path[-1]))
        return text[:found].count("\n") + 1 if text and found >= 0 else line

    @property
    def _places(self) -> dict[Path, tuple[str, int]]:
        """Where every path begins; files are walked when the first mistake asks for a line, each once."""
        for name, hangs, text in self.files[self._walked :]:
            lines = {(): 1} if hangs[0] == "documents" else lines_of(text)
            for path, line in lines.items():
                self._found.setdefault((*hangs, *path), (name, line))
        self._walked = len(self.files)
        return self._found


def read(folder: Folder) -> Source:
    """Read every file of an edition. Never raises: what is wrong stands in `mistakes` of the result."""
    folder = Folder(folder)
    source = Source(folder, {"structure": {}, "texts": {}, "documents": {}})
    if not folder.is_dir():
        source.mistakes.append(Mistake(str(folder), 0, "There is no such folder."))
        return source
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    for name in names:
        if name.endswith(".toml"):
            _read_toml(source, name)
        elif name.endswith(".md") and name.split("/")[-2:-1] and name.split("/")[-2] in _TEXT_FOLDERS:
            _read_document(source, name)
    if not any(name.endswith(".toml") for name in names):
        source.mistakes.append(Mistake(str(folder), 0, "The folder holds no .toml file: this is not an edition."))
    source.content["order"] = order_of(source.content["structure"])
    return source


def order_of(structure: dict[str, Any]) -> dict[str, list[str]]:
    """The order in which words were defined, kept apart: neither canonical JSON nor a database keeps that of keys."""
    order = {kind: list(structure[kind]) for kind in KINDS if isinstance(structure.get(kind), dict)}
    proceedings = structure.get("proceeding")
    for id, proceeding in proceedings.items() if isinstance(proceedings, dict) else ():
        steps = proceeding.get("steps") if isinstance(proceeding, dict) else None
        for place, step in enumerate(steps if isinstance(steps, list) else ()):
            if isinstance(step, dict) and isinstance(step.get("to"), dict):
                order[f"proceeding/{id}/{place}/to"] = list(step["to"])
    return order


def _read_toml(source: Source, name: str) -> None:
    text = _decoded(source, name)
    if text is None:
        return
    parsed = parse(text)
    source.mistakes += [Mistake(name, line, sentence) for line, sentence in parsed.mistakes]
    source.lost |= parsed.lost
    if name == "readiness.toml":
        source.readiness = parsed.tree
        source.files.append((name, ("readiness",), parsed.text))
        return
    of_language = _OF_LANGUAGE.match(name.removesuffix(".toml").split("/")[-1])
    hangs: Path = ("texts", of_language["language"]) if of_language else ("structure",)
    source.files.append((name, hangs, parsed.text))
    if of_language:
        _warn_of_lost_letters(source, name, parsed.text)
        _merge(source, source.content["texts"].setdefault(of_language["language"], {}), parsed.tree, hangs, name)
    else:
        _merge(source, source.content["structure"], parsed.tree, hangs, name)


def _merge(source: Source, into: dict[str, Any], tree: dict[str, Any], path: Path, name: str) -> None:
    for key, value in tree.items():
        if key not in into:
            into[key] = value
        elif isinstance(into[key], dict) and isinstance(value, dict):
            _merge(source, into[key], value, (*path, key), name)
        else:
            other, line = source.place((*path, key))
            word = ".".join(str(part) for part in (*path, key) if part not in ("structure", "texts"))
            here = lines_of(source.files[-1][2])[(*path, key)[1 if path[0] == "structure" else 2 :]]
            sentence = f'"{word}" is defined twice: it stands in {other}, line {line}, as well. Keep one of them.'
            source.mistakes.append(Mistake(name, here, sentence))


def _read_document(source: Source, name: str) -> None:
    *_, folder, file = name.split("/")
    of_language = _OF_LANGUAGE.match(file.removesuffix(".md"))
    if of_language is None:
        sentence = f"The name of the file lacks its language: call it, for example, {file.removesuffix('.md')}.en.md."
        source.mistakes.append(Mistake(name, 0, sentence))
        return
    text = _decoded(source, name)
    language, title = of_language["language"], f"{folder}/{of_language['name']}"
    texts = source.content["documents"].setdefault(language, {})
    if title in texts:
        sentence = f"There are two files for {title} in {language!r}; keep one of them."
        source.mistakes.append(Mistake(name, 0, sentence))
    elif text is not None:
        texts[title] = text.replace("\r\n", "\n")
        source.files.append((name, ("documents", language, title), text))
        _warn_of_lost_letters(source, name, text)
    else:
        source.lost.add(title)


def _decoded(source: Source, name: str) -> str | None:
    path = source.folder / name
    if path.stat().st_size > _LARGEST:
        source.mistakes.append(Mistake(name, 0, "The file is larger than 4 MB, which no text of an edition is."))
        return None
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        other = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "perhaps in Windows-1250 (cp1250) or ISO-8859"
        sentence = (
            f"The file is not written in UTF-8 (first wrong byte: 0x{data[error.start]:02x}), but {other}. "
            "Open it in an editor and save it as UTF-8."
        )
        source.mistakes.append(Mistake(name, line, sentence))
        return data.decode("utf-16" if other == "UTF-16" else "cp1250", errors="ignore")


def _warn_of_lost_letters(source: Source, name: str, text: str) -> None:
    """A text that once went through a wrong encoding: a question mark, or the mark of no letter, inside a word."""
    for number, line in enumerate(text.split("\n"), start=1):
        lost = next((m.group() for m in _LOST_LETTER.finditer(line) if "//" not in m.group()), None)
        if lost is None and "\ufffd" in line:
            lost = "\ufffd"
        if lost:
            sentence = f'Letters were lost in "{lost}": write them anew (the text went through a wrong encoding).'
            source.mistakes.append(Mistake(name, number, sentence))


def is_language(code: str) -> bool:
    """Whether a word may be the language of a file's name ("pl", "uk", "pt-BR")."""
    return re.fullmatch(LANGUAGE, code) is not None and len(code) <= 8
