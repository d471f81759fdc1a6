"""What a page of a form sent, by path. "v:path" carries the version that the page showed, and says that the place was on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from gromada.certification.forms.typed import kept, rows
from gromada.certification.proceeding.paths import kind_of
from gromada.standards.edition.model import Field, Form

VERSION = "v:"


@dataclass(frozen=True)
class Posted:
    values: dict[str, Any]
    bases: dict[str, int]


def posted(form: Form, data: QueryDict, held: Mapping[str, Any]) -> Posted:
    """Every place of the form that stood on the page, with its value. `held` lends the files that stand in cells."""
    values: dict[str, Any] = {}
    bases: dict[str, int] = {}
    for name in data:
        path = name[len(VERSION) :]
        known = kind_of(form, path) if name.startswith(VERSION) else None
        if known is None:
            continue
        field, kind = known
        if field.type == "files" and kind == "field":
            continue
        bases[path] = version(data[name])
        values[path] = _table(field, data, held) if field.type == "rows" else kept(field, kind, data.getlist(path))
    return Posted(values, bases)


def version(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _table(field: Field, data: QueryDict, held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table; the row named by the button "remove" is left out."""
    numbers = sorted({int(n) for n in (_row(field, name) for name in data) if n is not None})
    gone = data.get("remove", "")
    lines = [[data.getlist(f"{field.id}.{n}.{c.id}") for c in field.columns] for n in numbers if gone != f"{field.id}.{n}"]
    found = rows(lines, field)
    for column in field.columns:
        if column.type == "files":
            _give_back(found, column.id, held.get(field.id))
    return found


def _row(field: Field, name: str) -> str | None:
    start = f"{field.id}."
    number = name[len(start) :].partition(".")[0] if name.startswith(start) else ""
    return number if number.isdecimal() and len(number) < 5 else None


def _give_back(found: list[dict[str, Any]], column: str, before: Any) -> None:
    """A cell of files sends only their uids, parted by spaces; the files themselves are those that were held."""
    known = {f["uid"]: f for row in before or () for f in row.get(column) or () if isinstance(f, dict)}
    for row in found:
        row[column] = [known[uid] for uid in str(row.get(column, "")).split() if uid in known]
