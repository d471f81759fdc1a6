"""What a page of a form sent, by path. "v:path" carries the version that the page showed, and says that the place was on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from gromada.certification.forms.typed import kept, rows
from gromada.certification.proceeding.paths import kind_of
from gromada.kit.text import clean
from gromada.standards.edition.model import Field, Form

VERSION = "v:"


@dataclass(frozen=True)
class Posted:
    values: dict[str, Any]
    bases: dict[str, int]


Files = Mapping[str, list[dict[str, Any]]]  # by the name of their control: "files:letter", "files:papers.0.scan"


def posted(
    form: Form, data: QueryDict, held: Mapping[str, Any], files: Files | None = None, *, cut: bool = False
) -> Posted:
    """Every place of the form that stood on the page, with its value.

    `held`: what the form holds, which lends the files that stay; `files`: those that came with the page and were taken in.
    `cut`: the request was left unread from somewhere on, so the last place may have come in half and is left as it is.
    """
    files = files or {}
    values: dict[str, Any] = {}
    bases: dict[str, int] = {}
    places = [name for name in data if name.startswith(VERSION)]
    for name in places[:-1] if cut else places:
        path = name[len(VERSION) :]
        known = kind_of(form, path) if path == clean(path) else None
        if known is None:
            continue
        field, kind = known
        bases[path] = version(str(data[name]))
        if field.type == "rows":
            values[path] = _table(field, data, held, files)
        elif field.type == "files":
            values[path] = _files(held.get(path), files.get(f"files:{path}", ()), gone_from(data, path))
        else:
            values[path] = kept(field, kind, data.getlist(path))
    return Posted(values, bases)


def gone_from(data: QueryDict, path: str) -> str:
    """The uid of the file that the pressed button takes out of a place, or ""."""
    where, _sep, uid = data.get("-detach", "").partition(" ")
    return uid if where == path else ""


def _files(before: Any, new: Iterable[dict[str, Any]], gone: str) -> list[dict[str, Any]]:
    stay = [one for one in before or () if isinstance(one, dict) and one.get("uid") != gone]
    return stay + [one for one in new if one["uid"] not in {each["uid"] for each in stay}]


def version(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _table(field: Field, data: QueryDict, held: Mapping[str, Any], files: Files) -> list[dict[str, Any]]:
    """The rows of a table; the row named by the button "remove" is left out, and so is one without a word or a file."""
    numbers = sorted({int(n) for n in (_row(field, name) for name in data) if n is not None})
    found = []
    for number in numbers:
        cells = [data.getlist(f"{field.id}.{number}.{c.id}") for c in field.columns]
        row = next(iter(rows([cells], field)), {})
        for column in (c for c in field.columns if c.type == "files"):
            _give_back(row, column.id, held.get(field.id), files.get(f"files:{field.id}.{number}.{column.id}", []))
        if row and data.get("-remove") != f"{field.id}.{number}":
            found.append(row)
    return found


def _row(field: Field, name: str) -> str | None:
    start = f"{field.id}."
    number = name[len(start) :].partition(".")[0] if name.startswith(start) else ""
    return number if number.isdecimal() and len(number) < 5 else None


def _give_back(row: dict[str, Any], column: str, before: Any, new: list[dict[str, Any]]) -> None:
    """A cell of files sends only their uids, parted by spaces; the files themselves are those that were held."""
    known = {f["uid"]: f for held in before or () for f in held.get(column) or () if isinstance(f, dict)}
    stay = [known[uid] for uid in str(row.pop(column, "")).split() if uid in known]
    if stay or new:
        row[column] = [*stay, *new]
