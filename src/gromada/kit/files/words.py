"""The words inside a file that was accepted, for looking at, not for keeping: no XML is parsed, nothing is opened."""

import re
import zipfile
from html import unescape
from pathlib import Path

from gromada.kit.files.kinds import Kind, kind_of

MOST_BYTES = 4 * 1024 * 1024  # of each part that is read
_PARTS = {
    "DOCX": re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml"),
    "XLSX": re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    "PPTX": re.compile(r"ppt/slides/slide\d+\.xml"),
    "ODT": re.compile(r"content\.xml"),
    "ODS": re.compile(r"content\.xml"),
}
# Where one line ends: a paragraph of a letter, a row of a table, a string of a sheet.
_LINE_ENDS = re.compile(r"</(?:w:p|w:tr|si|row|a:p|text:p|text:h|table:table-row)>")
_CELL_ENDS = re.compile(r"</(?:w:tc|c|table:table-cell)>")
_TAGS = re.compile(r"<[^>]*>")


def words_of(path: Path, media_type: str) -> str:
    """Text with one paragraph or cell a line; empty for what holds none that can be read (pictures, PDF)."""
    kind = kind_of(media_type)
    if kind is None:
        return ""
    if kind.label in _PARTS:
        return _of_document(path, kind)
    if kind.label in ("TXT", "CSV", "EML"):
        with path.open("rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace")
    return ""


def _of_document(path: Path, kind: Kind) -> str:
    pieces = []
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if _PARTS[kind.label].fullmatch(entry.filename):
                with archive.open(entry) as part:
                    pieces.append(_plain(part.read(MOST_BYTES).decode("utf-8", "replace")))
    return "\n".join(pieces)


def _plain(markup: str) -> str:
    lined = _LINE_ENDS.sub("\n", _CELL_ENDS.sub("\t", markup))
    return unescape(_TAGS.sub("", lined))
