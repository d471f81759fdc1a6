"""Form of people's text on the way in."""

import unicodedata
from collections.abc import Iterable

_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")  # word processors have several


def clean(text: str) -> str:
    """NFC, unified line ends, no control characters, no byte order marks; what people wrote stays what they wrote."""
    text = text.replace("\r\n", "\n").translate(_ENDS)
    kept = "".join(c for c in text if c in "\n\t" or (c != "\ufeff" and unicodedata.category(c) not in ("Cc", "Cs")))
    return unicodedata.normalize("NFC", kept).strip()  # last: what was between a letter and its accent may be gone


def line(text: str) -> str:
    """The same in one line: for names, subjects and everything else that stands in a list."""
    return " ".join(clean(text).split())


def labelled(cells: Iterable[tuple[str, str]]) -> str:
    """Labels with what was said under each, as sentences: "Fact: the door is shut. Source: a photo." What is empty is left out."""
    told = [(label, text.strip()) for label, text in cells if text.strip()]
    return " ".join(f"{label}: {text}{'' if text[-1] in '.!?…' else '.'}" for label, text in told)
