"""From a file to rows that can be trusted, and findings for all the others. Nothing here touches the database."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from django.utils.translation import gettext as _

from gromada.certification.history.checking import among, of_row
from gromada.certification.history.decoding import decode
from gromada.certification.history.findings import Finding
from gromada.certification.history.row import Row
from gromada.kit.refusal import Refusal

MAX_BYTES = 5 * 1024 * 1024
COLUMNS = tuple(field.name for field in fields(Row) if field.name != "line")


@dataclass(frozen=True)
class Reading:
    """`rows` are sound; every other row of the file has at least one finding."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    encoding: str = ""


def read(path: Path | str) -> Reading:
    """Reads a file of awards. Raises Refusal where there is no such file or it is too large."""
    path = Path(path)
    if not path.is_file():
        raise Refusal(_("There is no file “%(path)s”.") % {"path": path})
    if path.stat().st_size > MAX_BYTES:
        raise Refusal(
            _("The file “%(path)s” is too large: a list of awards has at most %(limit)s MB.")
            % {"path": path, "limit": MAX_BYTES >> 20}
        )
    return read_bytes(path.read_bytes())


def read_bytes(raw: bytes) -> Reading:
    decoded = decode(raw)
    if decoded.findings:
        return Reading((), decoded.findings)
    try:
        lines = list(_lines(decoded.text))
    except csv.Error:
        sentence = _("The rows cannot be told apart: most likely a quotation mark opens a cell and nothing closes it.")
        return Reading((), (Finding(0, "", sentence),), decoded.encoding)
    if not lines:
        return Reading(
            (), (Finding(1, "", _("The file is empty. Its first line names the columns.")),), decoded.encoding
        )
    (_first, header), *body = lines
    findings = _missing(header)
    if findings:
        return Reading((), tuple(findings), decoded.encoding)
    findings = _unread(header)
    rows = []
    for line, cells in body:
        wrong = _damaged(line, cells, header)
        row = (
            None
            if wrong
            else Row(line=line, **{name: cell for name, cell in zip(header, cells, strict=True) if name in COLUMNS})
        )
        wrong = wrong or (of_row(row) if row else [])
        findings += wrong
        if row and not wrong:
            rows.append(row)
    wrong = among(rows)
    refused = {finding.line for finding in wrong}
    sound = tuple(row for row in rows if row.line not in refused)
    return Reading(sound, tuple(sorted([*findings, *wrong])), decoded.encoding)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which they begin; empty ones are left out."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    begins = 1
    for cells in reader:
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield begins, cells
        begins = reader.line_num + 1


def _missing(header: list[str]) -> list[Finding]:
    missing = [name for name in COLUMNS if name not in header]
    twice = sorted({name for name in header if name in COLUMNS and header.count(name) > 1})
    return [Finding(1, name, _("The column is missing.")) for name in missing] + [
        Finding(1, name, _("The column stands in the file twice; leave one.")) for name in twice
    ]


def _unread(header: list[str]) -> list[Finding]:
    return [Finding(1, name, _("The column is not known and was not read.")) for name in header if name not in COLUMNS]


def _damaged(line: int, cells: list[str], header: list[str]) -> list[Finding]:
    if len(cells) == len(header):
        return []
    sentence = _("Cells in this row: %(cells)s; columns in the first line: %(columns)s. The row is damaged.")
    return [Finding(line, "", sentence % {"cells": len(cells), "columns": len(header)})]
