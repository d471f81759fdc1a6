"""Rich text as Outlook keeps it: unpacked ([MS-OXRTFCP]), and its words, or the HTML that was wrapped into it ([MS-OXRTFEX])."""

import codecs
import re
import struct
from dataclasses import dataclass, field

MOST = 4_000_000
START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
    b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-z'])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)  # fmt: skip
# Groups that hold no words.
_SILENT = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr", "footerl", "footerr",
    "listtable", "listoverridetable", "generator", "themedata", "datastore", "xmlnstbl", "rsidtbl",
}  # fmt: skip
_SIGNS = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t", "emdash": "—", "endash": "–",
          "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"}  # fmt: skip
_CHARSETS = {161: 1253, 162: 1254, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250}


@dataclass(frozen=True)
class Words:
    """`markup`: the text is HTML."""

    text: str = ""
    markup: bool = False


def encoding(page: int) -> str:
    """The encoding of a code page of Windows; that of Central Europe for one that nobody knows."""
    names = {65001: "utf-8", 20127: "ascii", 1200: "utf-16-le", 28592: "iso8859-2", 28591: "iso8859-1"}
    name = names.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1250"


def decompressed(data: bytes) -> bytes:
    """Raises ValueError for what is no rich text of Outlook."""
    size, raw, kind = struct.unpack("<II4s", data[:12])
    body = data[16 : size + 4]
    if kind == b"MELA":
        return body[:raw]
    if kind != b"LZFu":
        raise ValueError("no rich text of Outlook")
    window, place, found, at = bytearray(START.ljust(4096, b"\0")), len(START), bytearray(), 0
    while at < len(body) and len(found) < MOST:
        flags, at = body[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                piece = body[at : at + 1]
                at += 1
            else:
                pair = int.from_bytes(body[at : at + 2], "big")
                at += 2
                start, length = pair >> 4, (pair & 15) + 2
                if start == place or at > len(body):
                    return bytes(found[:raw])
                piece = None
            for step in range(1 if piece is not None else length):
                sign = piece if piece is not None else bytes([window[(start + step) % 4096]])
                found += sign
                if sign:
                    window[place] = sign[0]
                    place = (place + 1) % 4096
    return bytes(found[:raw])


@dataclass
class _Group:
    silent: bool = False
    hidden: bool = False  # between \htmlrtf and \htmlrtf0: said again for readers without HTML
    tag: bool = False  # a piece of the HTML itself
    font: int = 0
    skip: int = 1  # signs that follow \u for readers without Unicode
    star: bool = False


@dataclass
class _Reader:
    page: int = 1252
    fonts: dict[int, int] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    bytes_: bytearray = field(default_factory=bytearray)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    in_fonts: int = 0
    left: int = 0
    html: bool = False

    @property
    def here(self) -> _Group:
        return self.groups[-1]

    def flush(self) -> None:
        """Bytes of one sign may stand in several places: they are decoded together."""
        if self.bytes_:
            self.out.append(self.bytes_.decode(encoding(self.fonts.get(self.here.font, self.page)), "replace"))
            self.bytes_.clear()

    def say(self, text: str) -> None:
        self.flush()
        if not (self.here.silent or self.here.hidden):
            self.out.append(text)

    def brace(self, sign: str) -> None:
        self.flush()
        if sign == "{":
            now = self.here
            self.groups.append(_Group(now.silent, now.hidden, now.tag, now.font, now.skip))
        elif len(self.groups) > 1:
            self.groups.pop()
            if len(self.groups) < self.in_fonts:
                self.in_fonts = 0
        self.left = 0

    def byte(self, value: int) -> None:
        if self.left:
            self.left -= 1
        elif not (self.here.silent or self.here.hidden):
            self.bytes_.append(value)

    def plain(self, text: str) -> None:
        skipped = min(self.left, len(text))
        self.left -= skipped
        if text[skipped:]:
            self.say(text[skipped:])

    def sign(self, sign: str) -> None:
        if sign == "*":
            self.here.star = True
        elif sign in "{}\\":
            self.plain(sign)
        elif sign in "~_":
            self.plain("\u00a0" if sign == "~" else "-")

    def word(self, word: str, number: int | None) -> None:
        group = self.here
        if word == "fonttbl":
            self.in_fonts = len(self.groups)
        if group.star and not group.tag:
            group.star, group.tag = False, word == "htmltag"
            group.silent |= not group.tag
        elif word in _SILENT:
            group.silent = True
        if word == "u" and number is not None:
            self.say(chr(number % 65536))
            self.left = group.skip
        elif word in _SIGNS and not (self.html and not group.tag and word in ("par", "line", "tab")):
            self.say(_SIGNS[word])
        else:
            self._state(word, number)

    def _state(self, word: str, number: int | None) -> None:
        group = self.here
        if word == "ansicpg" and number:
            self.page = number
        elif word == "fromhtml":
            self.html = True
        elif word == "htmlrtf":
            self.flush()
            group.hidden = number != 0
        elif word == "uc" and number is not None:
            group.skip = max(0, number)
        elif word == "f" and number is not None:
            self.flush()
            group.font = number
        elif word == "fcharset" and self.in_fonts and number in _CHARSETS:
            self.fonts[group.font] = _CHARSETS[number]


def words(data: bytes) -> Words:
    """What the rich text says. Never raises: what is no word is left out."""
    reader = _Reader()
    for found in _TOKEN.finditer(data[:MOST].decode("latin-1")):
        if found["word"]:
            reader.word(found["word"], int(found["number"]) if found["number"] else None)
        elif found["byte"]:
            reader.byte(int(found["byte"], 16))
        elif found["brace"]:
            reader.brace(found["brace"])
        elif found["sign"]:
            reader.sign(found["sign"])
        elif found["text"]:
            reader.plain(found["text"])
    reader.flush()
    text = "".join(reader.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    return Words(text, reader.html)
