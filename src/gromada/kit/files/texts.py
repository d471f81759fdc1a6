"""Text of unknown encoding: what offices write in Poland is UTF-8, Windows-1250, sometimes ISO-8859-2 or UTF-16."""

import re
from dataclasses import dataclass

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_LOST = re.compile(r"\w*[^\W\d_](?:\?|\N{REPLACEMENT CHARACTER})[^\W\d_]\w*|\w*\N{REPLACEMENT CHARACTER}\w*")


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """The text and the encoding it was in; None where it is no text (control characters, or no encoding fits).

    UTF-8 is certain when it fits. Between the two one-byte encodings the one wins that yields more Polish letters: they
    differ in ą, ś, ź, which the other shows as signs that no Polish word holds.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding)
    certain = _as(data, "utf-8")
    if certain or _is_utf8(data):
        return certain
    candidates = [found for encoding in ("cp1250", "iso-8859-2") if (found := _as(data, encoding))]
    return max(candidates, key=lambda found: sum(found.text.count(letter) for letter in _POLISH), default=None)


def lost_letters(text: str) -> list[str]:
    """Words in which a letter was lost on the way ("Aktywno?ci", or with the replacement character), each once, in order."""
    return list(dict.fromkeys(found.group() for found in _LOST.finditer(text)))


def _as(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else Decoded(text, encoding)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
