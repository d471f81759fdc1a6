"""Bytes to text: UTF-8 with or without a mark, or Windows-1250 where it can be nothing else. Losses are named."""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gromada.certification.history.findings import Finding

# Read as Windows-1250, the Polish letters of ISO 8859-2 become these signs, which never stand in a word.
_FOREIGN = re.compile(r"[^\W\d_][±¶¦¬ˇĽľ]|[±¶¦¬ˇĽľ][^\W\d_]")
_LOST = re.compile(r"\ufffd|[^\W\d_]\?[^\W\d_]|(?<!\S)\?[^\W\d_]")
# UTF-8 read as one of the older encodings: "Ĺ‚", "Ã³", "Åš". None of these letters stands in a Polish word.
_TWICE = re.compile(r"[ÃÅĂĹ]|Ä(?![a-zäöü])")


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(raw: bytes) -> Decoded:
    """The text of the bytes; without text and with a finding where the encoding cannot be told."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw:
        return Decoded("", "", (_not_text(),))
    try:
        return Decoded(raw.decode("utf-8-sig"), "utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1250")
    except UnicodeDecodeError as broken:
        return Decoded("", "", (_unknown(raw, broken.start),))
    foreign = _FOREIGN.search(text)
    if foreign:
        return Decoded("", "", (_unknown(raw, foreign.start()),))
    return Decoded(text, "cp1250")


def has_lost_letters(text: str) -> bool:
    """ "Aktywno?ci", the replacement sign, or letters decoded twice."""
    return bool(_LOST.search(text) or _TWICE.search(text))


def _not_text() -> Finding:
    return Finding(0, "", _("The file is not a text in UTF-8. Save it as “CSV UTF-8” and try again."))


def _unknown(raw: bytes, place: int) -> Finding:
    line = raw.count(b"\n", 0, place) + 1
    return Finding(
        line, "", _("The encoding of the file is neither UTF-8 nor Windows-1250. Save it as “CSV UTF-8” and try again.")
    )
