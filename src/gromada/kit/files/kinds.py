"""The kinds of file that are accepted, and by what bytes they and others are known."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from gromada.kit.files import texts

HEAD_BYTES = 4096


@dataclass(frozen=True)
class Kind:
    media_type: str
    label: str
    endings: tuple[str, ...]  # the first is given to a name that has none
    inline: bool = False  # may be shown in the browser


KINDS = (
    Kind("application/pdf", "PDF", ("pdf",), inline=True),
    Kind("image/png", "PNG", ("png",), inline=True),
    Kind("image/jpeg", "JPEG", ("jpg", "jpeg", "jpe", "jfif"), inline=True),
    Kind("image/webp", "WebP", ("webp",), inline=True),
    Kind("image/gif", "GIF", ("gif",), inline=True),
    Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX", ("docx",)),
    Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", ("xlsx",)),
    Kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPTX", ("pptx",)),
    Kind("application/vnd.oasis.opendocument.text", "ODT", ("odt",)),
    Kind("application/vnd.oasis.opendocument.spreadsheet", "ODS", ("ods",)),
    Kind("text/plain", "TXT", ("txt", "text", "md")),
    Kind("text/csv", "CSV", ("csv", "tsv")),
    Kind("message/rfc822", "EML", ("eml",)),
)
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
BY_LABEL = {kind.label: kind for kind in KINDS}
TEXTS = (BY_LABEL["TXT"], BY_LABEL["CSV"], BY_LABEL["EML"])
ZIP = _("an archive")  # its inside decides what it is
ARCHIVE = _("an archive")
PROGRAM = _("a program")
HEIC = _("a HEIC photo")

# What the content is when it is none of ours, in words that fit after "its content is".
_OTHERS: tuple[tuple[bytes, object], ...] = (
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"dex\n", PROGRAM),
    (b"\0asm", PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", _("a shortcut")),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"\xd0\xcf\x11\xe0", _("an old Office document, or one with a password")),
    (b"ID3", _("a sound recording")),
    (b"OggS", _("a sound recording")),
    (b"\x1aE\xdf\xa3", _("a film")),
    (b"BM", _("a BMP picture")),
    (b"II*\0", _("a TIFF picture")),
    (b"MM\0*", _("a TIFF picture")),
)
# Endings that promise something we do not take: a text by the name of a program is a lie, not a text.
_PROMISES = (
    "exe com scr msi dll bat cmd ps1 vbs js mjs jar sh apk lnk hta htm html xhtml svg xml php py zip rar 7z gz tar iso "
    "doc xls ppt docm xlsm pptm dotm rtf heic heif avif bmp tif tiff mp3 mp4 mov avi mkv wav ogg m4a"
)
OTHER_ENDINGS = frozenset(_PROMISES.split())
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_PAGE = re.compile(rb"\s*<(!doctype|html|head|body|script|svg|\?xml|\?php|iframe|meta)", re.IGNORECASE)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]?[^\n]*\n")
_SENDER = re.compile(rb"^(From|Date|Message-ID|MIME-Version|Subject):", re.IGNORECASE | re.MULTILINE)


def kind_of(media_type: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.media_type == media_type), None)


def recognise(data: bytes) -> Kind | object:
    """A Kind, ZIP, or the words for what else it is. Of text it wants the whole, of anything else the head is enough."""
    if data.startswith(b"%PDF-"):
        return BY_LABEL["PDF"]
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return BY_LABEL["PNG"]
    if data.startswith(b"\xff\xd8\xff"):
        return BY_LABEL["JPEG"]
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return BY_LABEL["WebP"]
    if data.startswith((b"GIF87a", b"GIF89a")):
        return BY_LABEL["GIF"]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if data[4:8] == b"ftyp":
        return HEIC if data[8:12] in _HEIC else _("a film")
    # Text before the rest: a letter may begin with "BMW" or "MZ". What truly begins so holds no text.
    text = _recognise_text(data)
    return text or next((words for beginning, words in _OTHERS if data.startswith(beginning)), _("unreadable data"))


def _recognise_text(data: bytes) -> Kind | object | None:
    if data.startswith(b"#!"):
        return PROGRAM
    if data.startswith(b"{\\rtf"):
        return _("an RTF document")
    if _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:HEAD_BYTES]):
        return _("a web page")
    head = data[:HEAD_BYTES].replace(b"\r\n", b"\n")
    if _HEADER.match(head) and len(_SENDER.findall(head.split(b"\n\n")[0])) >= 2:
        return BY_LABEL["EML"]
    return BY_LABEL["TXT"] if texts.decode(data) else None
