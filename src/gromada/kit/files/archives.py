"""Documents that are ZIP archives inside (DOCX, XLSX, PPTX, ODT, ODS): which one, and whether it is what it seems."""

import io
import re
import zipfile
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from gromada.kit.files.kinds import BY_LABEL, ZIP, Kind
from gromada.kit.refusal import Refusal

MOST_ENTRIES = 5000
MOST_BYTES = 300 * 1024 * 1024  # unpacked, embedded documents included
MOST_RATIO = 200  # of an entry that is larger than RATIO_FROM; text packs to a tenth, zeros to a thousandth
RATIO_FROM = 1024 * 1024
MOST_DEPTH = 1  # a report may hold an embedded sheet, the sheet nothing more

_FOLDERS = {"word/": "DOCX", "xl/": "XLSX", "ppt/": "PPTX"}
_ODF = {"text": "ODT", "spreadsheet": "ODS"}
_MACROS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/|basic/|scripts/)|\.(exe|dll|js|vbs|bat|cmd|ps1|jar|scr|lnk)$",
    re.IGNORECASE,
)


def recognise_archive(path: Path, name: str) -> Kind | object:
    """The Kind of document, or ZIP where it is an archive of something else.

    Raises Refusal for what is broken, locked, a bomb, or holds macros or programs.
    """
    with path.open("rb") as file:
        return _examine(file, name, depth=0, budget=[MOST_BYTES])


def _examine(file: IO[bytes], name: str, *, depth: int, budget: list[int]) -> Kind | object:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bomb_by_its_list(entries, file, name, budget)
            kind = _kind(archive)
            if kind is ZIP:
                return ZIP
            _refuse_macros(archive, name)
            for entry in entries:
                _read(archive, entry, name, depth, budget)
            return kind
    except Refusal:
        raise
    except Exception as mistake:  # the list of a hostile archive raises anything
        raise Refusal(
            _("The document “%(name)s” is broken. Open it, save it again and add it anew.") % {"name": name}
        ) from mistake


def _refuse_bomb_by_its_list(entries: list[zipfile.ZipInfo], file: IO[bytes], name: str, budget: list[int]) -> None:
    size = file.seek(0, io.SEEK_END)
    unpacked = sum(entry.file_size for entry in entries)
    overlapping = sum(entry.compress_size for entry in entries) > size
    if len(entries) > MOST_ENTRIES or unpacked > budget[0] or overlapping or any(map(_is_dense, entries)):
        raise _bomb(name)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refusal(
            _("The document “%(name)s” is locked with a password. Save it without one and add it anew.")
            % {"name": name}
        )


def _is_dense(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size)


def _kind(archive: zipfile.ZipFile) -> Kind | object:
    names = set(archive.namelist())
    if "mimetype" in names:
        with archive.open("mimetype") as said:
            media_type = said.read(100).decode("ascii", "replace").strip()
        form = media_type.removeprefix("application/vnd.oasis.opendocument.")
        return BY_LABEL[_ODF[form]] if form in _ODF and "content.xml" in names else ZIP
    if "[Content_Types].xml" in names:
        labels = {label for folder, label in _FOLDERS.items() if any(n.startswith(folder) for n in names)}
        return BY_LABEL[labels.pop()] if len(labels) == 1 else ZIP
    return ZIP


def _refuse_macros(archive: zipfile.ZipFile, name: str) -> None:
    declared = b""
    if "[Content_Types].xml" in archive.namelist():
        with archive.open("[Content_Types].xml") as types:
            declared = types.read(RATIO_FROM).lower()
    if any(_MACROS.search(entry) for entry in archive.namelist()) or b"macroenabled" in declared:
        raise Refusal(
            _(
                "The document “%(name)s” holds macros or programs. Save it without macros (for example as DOCX or PDF) and add it anew."
            )
            % {"name": name}
        )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, depth: int, budget: list[int]) -> None:
    """Unpacks an entry piece by piece, whatever its list said of its size, and looks into what is packed once more."""
    embedded = None
    with archive.open(entry) as content:
        beginning = content.read(4)
        if beginning == b"PK\x03\x04":
            embedded = io.BytesIO(beginning)
            embedded.seek(0, io.SEEK_END)
        budget[0] -= len(beginning)
        tail = b""
        while piece := content.read(65536):
            budget[0] -= len(piece)
            if budget[0] < 0:
                raise _bomb(name)
            # An entity that is made of entities is a bomb of another kind; no office writes one.
            if b"<!ENTITY" in tail + piece and entry.filename.lower().endswith((".xml", ".rels")):
                raise _bomb(name)
            tail = piece[-8:]
            if embedded is not None:
                embedded.write(piece)
    if embedded is not None and (
        depth >= MOST_DEPTH or _examine(embedded, name, depth=depth + 1, budget=budget) is ZIP
    ):
        raise Refusal(
            _("The document “%(name)s” holds an archive. Add what is in it as files of their own.") % {"name": name}
        )


def _bomb(name: str) -> Refusal:
    return Refusal(
        _(
            "The document “%(name)s” would unpack to far more than it seems to hold, so we do not open it. Save it again, or as PDF."
        )
        % {"name": name}
    )
