"""A table that is filled in: a row of controls for each row that is held, and one more that waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from gromada.certification.forms import fields
from gromada.certification.forms.sheet import Sheet
from gromada.certification.forms.typed import shown
from gromada.standards.edition.model import Edition, Field


@dataclass(frozen=True)
class Line:
    number: int  # from 1, as people count
    cells: list[BoundField]
    held: bool  # false for the row that waits to be filled in


@dataclass(frozen=True)
class Table:
    label: str
    hint: str
    lines: list[Line]
    full: bool  # no further row fits
    autosaved: bool  # a table whose cells a browser may send one after another


def table(
    edition: Edition, field: Field, where: tuple[str, ...], language: str, held: Any, people: fields.Options = ()
) -> Table:
    """The table of a field with what it holds. Cells are named "path.row.column", rows from 0."""
    rows = [row for row in held or () if isinstance(row, Mapping)]
    most = int(field.max) if field.max is not None else None
    number = max(len(rows) + 1, int(field.min or 0))
    number = max(len(rows), min(number, most)) if most is not None else number
    sheet = Sheet(
        (
            f"{field.id}.{r}.{c.id}",
            _cell(edition, c, where, language, people, _value(rows, r, c)),
            _shown(c, _value(rows, r, c)),
        )
        for r in range(number)
        for c in field.columns
    )
    lines = [
        Line(r + 1, [sheet[f"{field.id}.{r}.{c.id}"] for c in field.columns], r < len(rows)) for r in range(number)
    ]
    return Table(
        edition.text(where, language), _hint(edition, field, where, language), lines,
        most is not None and len(rows) >= most, all(_is_plain(c) for c in field.columns),
    )  # fmt: skip


def _hint(edition: Edition, field: Field, where: tuple[str, ...], language: str) -> str:
    return " ".join(part for part in (edition.text(where, language, "hint"), fields.limits(field)) if part)


def _value(rows: Sequence[Mapping[str, Any]], number: int, column: Field) -> Any:
    return rows[number].get(column.id) if number < len(rows) else None


class FilesCell(forms.CharField):
    """Files in a cell: what is sent back are their uids; their names are only shown."""

    names: Sequence[str] = ()


def _files(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value or () if isinstance(one, Mapping)]


def _shown(column: Field, value: Any) -> Any:
    if column.type == "files":
        return " ".join(str(one.get("uid", "")) for one in _files(value))
    return shown(column, "field", value)


def _cell(
    edition: Edition, column: Field, where: tuple[str, ...], language: str, people: fields.Options, value: Any
) -> forms.Field:
    """One control for a cell: a choice is a list to open, so that every cell sends exactly one text."""
    path = (*where, "column", column.id)
    if column.type == "files":
        cell = FilesCell(label=edition.text(path, language), required=column.required, widget=forms.HiddenInput)
        cell.names = [str(one.get("name", "")) for one in _files(value)]
        return cell
    made = fields.control(edition, column, path, language, people)
    if isinstance(made, forms.ChoiceField) and not column.several:
        made = forms.ChoiceField(
            choices=[("", "–"), *list(made.choices)],  # type: ignore[arg-type]
            label=made.label,
            help_text=made.help_text,
            required=made.required,
        )
    return made


def _is_plain(column: Field) -> bool:
    return column.type in ("text", "date", "number") or (column.type in ("choice", "people") and not column.several)
