"""Texts as people compare them: spaces are spaces, whatever kind they are."""

import re
from typing import Any


def folded(text: str) -> str:
    """One line, plain spaces, no soft hyphens."""
    return " ".join(text.replace("\u00ad", "").replace("\u2060", "").split())


# What begins on a line of its own, or stands apart.
_APART = re.compile(
    r"address|article|aside|blockquote|br|button|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h\d|header|hr|label|legend|li|main"
    r"|nav|[ou]l|option|p|section|select|summary|table|td|textarea|th|time|tr"
)


def read(doc: Any) -> str:
    """What a person reads of a page, one line: scripts and the head left out, blocks parted by a space."""
    for hidden in doc.xpath("//script | //style | //template | //head"):
        hidden.drop_tree()
    for element in doc.iter():
        if isinstance(element.tag, str) and _APART.fullmatch(element.tag):
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return folded(doc.text_content())
