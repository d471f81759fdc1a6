"""What must not be kept: PESEL numbers are refused, what looks like a list of names is warned of."""

import re
import zipfile
from typing import Any

from django.utils.translation import gettext as _
from stdnum.pl import pesel

from gromada.kit.folding import fold
from gromada.kit.refusal import No
from gromada.records.files import path_of
from gromada.records.models import StoredFile

_ELEVEN = re.compile(r"(?<!\d)\d{11}(?!\d)")
_ZIPPED = ("openxmlformats", "opendocument")
_TAGS = re.compile(r"<[^>]+>")
_FULL_NAME = re.compile(r"^[\W\d]*[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+[\s,;\t]+[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż-]+\b", re.MULTILINE)
_HEADINGS = ("lista obecnosci", "imie i nazwisko", "nazwisko", "podpis", "attendance list")
_MANY = 8
SAMPLE = 400_000


def numbers_in(texts: dict[str, Any]) -> list[No]:
    """A refusal for each text that holds a PESEL number."""
    return [_refusal(name) for name, value in texts.items() if isinstance(value, str) and _holds_number(value)]


def number_in_file(stored: StoredFile) -> No | None:
    return _refusal("files") if _holds_number(text_of(stored)) else None


def looks_like_list_of_names(name: str, stored: StoredFile) -> bool:
    """Whether a file seems to hold many people's names: by its own name, its headings, or line after line of names."""
    if "obecnosc" in fold(name):
        return True
    text = text_of(stored)
    folded = fold(text[:2000])
    names = len(_FULL_NAME.findall(text))
    return names >= _MANY or (names >= _MANY // 2 and any(heading in folded for heading in _HEADINGS))


def text_of(stored: StoredFile) -> str:
    """The readable text of tables, texts and office documents, at most a sample of it; "" for pictures and PDF."""
    path = path_of(stored.digest)
    if stored.media_type.startswith("text/"):
        return path.read_text(encoding="utf-8", errors="replace")[:SAMPLE]
    if any(word in stored.media_type for word in _ZIPPED):
        with zipfile.ZipFile(path) as archive:
            parts = [
                i
                for i in archive.infolist()
                if i.filename.endswith(("document.xml", "sharedStrings.xml", "content.xml"))
            ]
            return "\n".join(_plain(archive, part) for part in parts)[:SAMPLE]
    return ""


def _plain(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    with archive.open(part) as file:
        xml = file.read(SAMPLE * 4).decode("utf-8", errors="replace")
    return _TAGS.sub("", re.sub(r"</(w:p|si|text:p|table:table-row)>", "\n", xml))


def _holds_number(text: str) -> bool:
    return any(pesel.is_valid(number) for number in _ELEVEN.findall(text))


def _refusal(where: str) -> No:
    return No(_("There is a PESEL number in it. Take it out; Gromada never keeps one."), where=where)
