"""Messages saved by Outlook (.msg), written anew as .eml: sender, date, subject, words, attachments, messages within; nothing else.

A .msg is an OLE compound file. Each storage keeps what has a length of its own in streams "__substg1.0_" + tag + type, and numbers and
dates in one stream of sixteen bytes each ([MS-OXMSG]). Words are Unicode or in the code page that the message names.
"""

import io
import struct
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import HeaderParser
from email.utils import formataddr, getaddresses
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from olefile import OleFileIO

from gromada.kit.refusal import Refusal
from gromada.paper import rtf

SUBJECT, BODY, HTML, RTF, HEADERS, MESSAGE_ID = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D, 0x1035
SENDER = (
    (0x0C1A, (0x5D01, 0x0C1F)),
    (0x0042, (0x5D02, 0x0065)),
)  # name, then addresses: of the sender, else of whom they stand for
SENT, DELIVERED, DISPLAY_TO = 0x0039, 0x0E06, 0x0E04
CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
DATA, LONG_NAME, SHORT_NAME, TITLE, MIME = 0x3701, 0x3707, 0x3704, 0x3001, 0x370E
UNICODE, EIGHT_BIT, BINARY, OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
WITHIN = f"__substg1.0_{DATA:04X}{OBJECT:04X}"
FIXED, ATTACHED = "__properties_version1.0", "__attach_version1.0_#"
TOP, BELOW, ATTACHMENT = 32, 24, 8  # where the first property stands
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
DEEPEST = 5


def as_eml(data: bytes) -> bytes:
    """Raises Refusal where it cannot be read."""
    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            return bytes(_message(Part(_tree(ole), TOP), 0))
    except Exception as mistake:  # a reader fed with hostile bytes raises anything
        raise Refusal(_("This Outlook message cannot be read. Save it as .eml or PDF and add it anew.")) from mistake


Tree = dict[str, Any]  # the streams of a storage by their names, and the storages within it


def _tree(ole: OleFileIO) -> Tree:
    found: Tree = {}
    for *above, name in ole.listdir():
        here = found
        for each in above:
            here = here.setdefault(each, {})
        here[name] = ole.openstream([*above, name]).read()
    return found


class Part:
    """The properties of one storage: a message, or an attachment (which takes its code page from its message)."""

    def __init__(self, storage: Tree, header: int, encoding: str = "") -> None:
        self.header = header
        self.streams: dict[str, bytes] = {name: data for name, data in storage.items() if isinstance(data, bytes)}
        self.within: dict[str, Tree] = {name: each for name, each in storage.items() if isinstance(each, dict)}
        self.encoding = self._encoding() or encoding or "cp1250"

    def text(self, tag: int) -> str:
        found = self.streams.get(_name(tag, UNICODE))
        if found is not None:
            return found.decode("utf-16-le", "replace").rstrip("\0")
        return self.streams.get(_name(tag, EIGHT_BIT), b"").decode(self.encoding, "replace").rstrip("\0")

    def binary(self, tag: int) -> bytes:
        return self.streams.get(_name(tag, BINARY), b"")

    def number(self, tag: int) -> int:
        return int(struct.unpack("<I", self._fixed[tag][:4])[0]) if tag in self._fixed else 0

    def moment(self, tag: int) -> datetime | None:
        ticks = struct.unpack("<Q", self._fixed[tag])[0] if tag in self._fixed else 0
        with suppress(OverflowError):
            return EPOCH + timedelta(seconds=ticks // 10_000_000) if ticks else None
        return None

    @cached_property
    def _fixed(self) -> dict[int, bytes]:
        rows = self.streams.get(FIXED, b"")[self.header :]
        whole = (rows[at : at + 16] for at in range(0, len(rows) - 15, 16))
        return {struct.unpack("<H", row[2:4])[0]: row[8:] for row in whole}

    def _encoding(self) -> str:
        page = self.number(CODEPAGE) or self.number(INTERNET_CODEPAGE)
        return rtf.encoding(page) if page else ""


def _name(tag: int, kind: int) -> str:
    return f"__substg1.0_{tag:04X}{kind:04X}"


def _message(part: Part, depth: int) -> EmailMessage:
    made = EmailMessage()
    headers = HeaderParser().parsestr(part.text(HEADERS))
    made["From"] = _sender(part, str(headers.get("From", "")))
    made["Subject"] = _line(part.text(SUBJECT))
    for name, value in (("Received", headers.get("Received")), ("To", headers.get("To") or part.text(DISPLAY_TO)), ("Message-ID", part.text(MESSAGE_ID) or headers.get("Message-ID"))):  # fmt: skip
        if value:
            made[name] = _line(str(value))
    day = part.moment(SENT) or part.moment(DELIVERED)
    if day:
        made["Date"] = day
    elif headers.get("Date"):
        made["Date"] = _line(str(headers["Date"]))
    _put_words(made, part)
    for name in sorted(name for name in part.within if name.startswith(ATTACHED)):
        _attach(made, part.within[name], part.encoding, depth)
    return made


def _line(text: str) -> str:
    return " ".join(text.split())


def _sender(part: Part, header: str) -> str:
    """As the transport wrote it; else from the properties. An address of Exchange is no address outside of it."""
    named = [pair for pair in getaddresses([header]) if "@" in pair[1]]
    if named:
        return formataddr(named[0])
    for name, addresses in SENDER:
        address = next((a for a in map(part.text, addresses) if "@" in a), "")
        if address or part.text(name):
            return formataddr((_line(part.text(name)), address or "unknown@invalid"))
    return "unknown <unknown@invalid>"


def _put_words(made: EmailMessage, part: Part) -> None:
    """Plain words where there are any, else HTML, else what the rich text says."""
    page = part.number(INTERNET_CODEPAGE)
    markup = part.text(HTML) or part.binary(HTML).decode(rtf.encoding(page) if page else part.encoding, "replace")
    rich = rtf.words(rtf.decompressed(part.binary(RTF))) if part.binary(RTF) and not markup.strip() else rtf.Words()
    if part.text(BODY).strip():
        made.set_content(part.text(BODY))
    elif markup.strip() or rich.markup:
        made.set_content(markup.strip() or rich.text, subtype="html")
    else:
        made.set_content(rich.text or "\n")


def _attach(made: EmailMessage, storage: Tree, encoding: str, depth: int) -> None:
    part = Part(storage, ATTACHMENT, encoding)
    name = _line(next(filter(None, map(part.text, (LONG_NAME, SHORT_NAME, TITLE))), ""))
    inside = part.within.get(WITHIN, {})
    if FIXED in inside:
        if depth < DEEPEST:
            made.add_attachment(_message(Part(inside, BELOW, encoding), depth + 1))
    elif part.binary(DATA):
        kind, _slash, rest = (part.text(MIME) or "application/octet-stream").partition("/")
        kind, rest = (kind, rest) if rest and kind not in ("multipart", "message") else ("application", "octet-stream")
        # Bytes are bytes, whatever they are called; a text would be written anew.
        made.add_attachment(part.binary(DATA), maintype=kind, subtype=rest, filename=name or "attachment")
