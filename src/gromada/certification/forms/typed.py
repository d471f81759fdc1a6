"""What people type, as it is kept, and what is kept, as people see it. What cannot be read stays as it was typed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gromada.certification.proceeding.paths import kind_of
from gromada.kit.text import clean
from gromada.standards.edition.model import Field, Form
from gromada.ui import dates
from gromada.ui.typography import longdate

_WHOLE = re.compile(r"-?\d{1,15}")
_BROKEN = re.compile(r"-?\d{1,15}[.,]\d{1,6}")


def kept(field: Field, kind: str, given: Sequence[str]) -> Any:
    """The value of one place from the texts that a browser sends for it (none, one or several). Not for rows and files."""
    first = clean(given[0]) if given else ""
    if kind != "field":
        return first
    if field.type == "people":
        return [one for one in dict.fromkeys(given) if _is_uid(one)]
    if field.type == "choice" and field.several:
        return [one for one in dict.fromkeys(clean(each) for each in given) if one]
    if field.type == "date":
        return _day(first)
    return _number(first) if field.type == "number" else first


def sent_for(form: Form, path: str, given: Sequence[str]) -> Any:
    """The value that autosave sends for a path; a table comes cell by cell, row after row. None for no path of the form."""
    known = kind_of(form, path)
    if known is None:
        return None
    field, kind = known
    if field.type == "rows" and kind == "field":
        width = len(field.columns)
        return rows([list(given[start : start + width]) for start in range(0, len(given) - width + 1, width)], field)
    return kept(field, kind, given)


def rows(lines: Sequence[Sequence[Any]], field: Field) -> list[dict[str, Any]]:
    """Rows of a table from the texts (or lists of texts) of their cells; a row without a word is left out."""
    found = []
    for line in lines:
        row = {}
        for column, cell in zip(field.columns, line, strict=True):
            value = kept(column, "field", cell if isinstance(cell, list) else [cell])
            if value not in ("", []):
                row[column.id] = value
        if row:
            found.append(row)
    return found


def shown(field: Field, kind: str, value: Any) -> Any:
    """What stands in the box for a kept value: a day in words, everything else as it is."""
    if kind == "field" and field.type == "date":
        return day_text(value)
    return "" if value is None else value


def day_text(value: Any) -> str:
    try:
        return longdate(date.fromisoformat(str(value))).replace("\u00a0", " ")
    except ValueError:
        return str(value or "")


def texts(field: Field, kind: str, value: Any) -> list[str]:
    """A kept value as a browser would send it: for showing the other version of two."""
    if kind == "field" and field.type == "rows":
        return [
            str(row.get(column.id, "")) for row in value or () for column in field.columns if isinstance(row, Mapping)
        ]
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(shown(field, kind, value))]


def _is_uid(text: str) -> bool:
    """People are chosen, not typed: anything else did not come from the page."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _day(text: str) -> str:
    try:
        return dates.parse(text).isoformat()
    except ValueError:
        return text


def _number(text: str) -> Any:
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if _WHOLE.fullmatch(plain):
        return int(plain)
    return float(plain.replace(",", ".")) if _BROKEN.fullmatch(plain) else text
