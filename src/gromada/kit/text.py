"""Form of people's text on the way in."""

import unicodedata


def clean(text: str) -> str:
    """NFC, unified line ends, no control characters; what people wrote stays what they wrote."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip()  # last: what was between a letter and its accent may be gone
