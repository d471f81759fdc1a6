"""Form of people's text on the way in."""

import unicodedata
from collections.abc import Iterable


def clean(text: str) -> str:
    """NFC, unified line ends, no control characters; what people wrote stays what they wrote."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip()  # last: what was between a letter and its accent may be gone


def labelled(cells: Iterable[tuple[str, str]]) -> str:
    """Labels with what was said under each, as sentences: "Fact: the door is shut. Source: a photo." What is empty is left out."""
    told = [(label, text.strip()) for label, text in cells if text.strip()]
    return " ".join(f"{label}: {text}{'' if text[-1] in '.!?…' else '.'}" for label, text in told)
