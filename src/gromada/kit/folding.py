"""Polish text for machines: folded for searching, keyed for sorting (SQLite has neither)."""

import re
import unicodedata

_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_RANK = {letter: f"{position:02d}" for position, letter in enumerate("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż", start=10)}


def fold(text: str) -> str:
    """Lower case without diacritics: "Sławoborze" → "slawoborze". ł is no diacritic to Unicode, so it is translated by hand."""
    lower = unicodedata.normalize("NFKD", text).casefold().translate(_STROKES)
    plain = unicodedata.normalize("NFKD", lower)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def fold_words(text: str) -> str:
    """Folded words without punctuation, for search."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def sort_key(text: str) -> str:
    """A key that sorts by the Polish alphabet (Ł after L), numbers by their value."""
    parts = re.findall(r"\d+|[^\W\d_]+", unicodedata.normalize("NFC", text).casefold())
    keyed = [
        "0" + part.zfill(9) if part.isdigit() else "".join(_RANK.get(c) or _RANK.get(fold(c)[:1], "99") for c in part)
        for part in parts
    ]
    return " ".join(keyed)
