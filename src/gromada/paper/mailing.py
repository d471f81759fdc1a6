"""Messages as they come: .eml by Python's own reader; .msg is written anew as .eml before (outlook.py). Nothing of a message is ever run or shown raw."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape

import nh3

from gromada.kit.text import clean, line

OLE = b"\xd0\xcf\x11\xe0"
MOST_TEXT = 20_000
MOST_ATTACHMENTS = 40
_BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h[1-6])[^>]*>")


@dataclass(frozen=True)
class Mail:
    sender: str = ""
    address: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    came_at: datetime | None = None  # when our own mail box took it; none where no machine noted it
    message_id: str = ""
    text: str = ""
    attachments: list[tuple[str, bytes]] = field(default_factory=list)


def read(data: bytes) -> Mail:
    """What a message says. Broken headers are left empty; the body is plain words of at most MOST_TEXT characters."""
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    named = getaddresses([_header(message, "From")])
    name, address = named[0] if named else ("", "")
    return Mail(
        sender=line(name or address)[:200], address=address[:254] if "@" in address else "", subject=line(_header(message, "Subject"))[:300],
        sent_at=_date(_header(message, "Date")), came_at=_date(_header(message, "Received").rpartition(";")[2].strip()), message_id=_header(message, "Message-ID").strip()[:250],
        text=_words(message)[:MOST_TEXT], attachments=list(_attachments(message)),
    )  # fmt: skip


def _header(message: Message, name: str) -> str:
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        return str(policy.default.header_factory(name, _plain(raw))) if raw else ""
    except Exception:  # a header made by hostile hands raises anything
        return ""


def _plain(raw: str) -> str:
    """Letters that a program put into a header as they were: UTF-8, else what Polish Windows writes."""
    data = raw.encode("utf-8", "surrogateescape")
    try:
        return data.decode()
    except ValueError:
        return data.decode("cp1250", "replace")


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError, OverflowError):
        return None


def _words(message: Message) -> str:
    texts = {"plain": "", "html": ""}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not part.get_filename():
            texts[kind.partition("/")[2]] += _decoded(part) + "\n"
    return clean(texts["plain"]).strip() or plain(texts["html"])


def plain(markup: str) -> str:
    """HTML as plain words: no tag, script or address of a picture is left."""
    lined = _BREAKS.sub("\n", markup)
    return clean(unescape(nh3.clean(lined, tags=set(), clean_content_tags={"script", "style", "title"}))).strip()


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True) or b""
    assert isinstance(data, bytes)
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1250"):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _attachments(message: Message) -> Iterator[tuple[str, bytes]]:
    number = 0
    for part in message.walk():
        name = part.get_filename()
        if part.is_multipart() or not name or number >= MOST_ATTACHMENTS:
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            number += 1
            yield str(policy.default.header_factory("X-Name", name)), data
