"""What must not be kept: PESEL numbers are refused, what looks like a list of names is warned of."""

import itertools
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.pl import pesel

from gromada.kit import clock
from gromada.kit.files.words import words_of
from gromada.kit.folding import fold
from gromada.kit.refusal import No
from gromada.records.first_names import FIRST_NAMES
from gromada.records.models import StoredFile

MANY = 5  # people; a team that signs a plan is smaller than a list of who came
OLDEST = 1900
# Eleven digits that stand alone: not within an account number, not a telephone with its country.
_ELEVEN = re.compile(r"(?<![\d+])(?<!\d[ -])\d{11}(?![ -]?\d)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_TITLES = re.compile(
    r"lista?[\W_]*obecnosci|lista?[\W_]*(uczestnik|uczestnicz|osob|mieszkan|wolontar)|imi(e|ona)\s+i\s+nazwisk|\bpesel\b"
    r"|attendance[\W_]*list|list[\W_]*of[\W_]*participants"
)


def numbers_in(texts: dict[str, Any]) -> list[No]:
    """A refusal for each text that holds a PESEL number."""
    return [_refusal(name) for name, value in texts.items() if isinstance(value, str) and holds_number(value)]


def number_in_words(path: Path, media_type: str) -> No | None:
    """A refusal for a file, not yet kept, whose readable text holds a PESEL number. Pictures and PDF cannot be read."""
    return _refusal("files") if holds_number(words_of(path, media_type)) else None


def number_in_file(stored: StoredFile) -> No | None:
    return number_in_words(stored.path, stored.media_type)


def holds_number(text: str) -> bool:
    """Whether some eleven digits are a PESEL of somebody who may be alive: checksum and day of birth are right."""
    return any(_is_pesel(number) for number in _ELEVEN.findall(text))


def looks_like_list_of_names(name: str, stored: StoredFile | None = None, *, sample: str = "") -> bool:
    """Whether a file seems to hold many people's names: by its own name, its headings, or line after line of names.

    A reason to warn, never to refuse. `sample` is text at hand, of a form say; the words of `stored` are read besides.
    """
    if _TITLES.search(fold(name)) or _reads_like_list(sample):
        return True
    return stored is not None and _lists_people(stored.digest, stored.path, stored.media_type)


@lru_cache(maxsize=4096)
def _lists_people(digest: str, path: Path, media_type: str) -> bool:
    """Bytes of one digest say the same for ever, so they are read once."""
    try:
        return _reads_like_list(words_of(path, media_type))
    except OSError:
        return False


def _reads_like_list(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    people = sum(_names_person(line) for line in lines)
    if any(_is_heading(fold(line)) for line in lines[:20]):
        return people >= 2
    return people >= MANY and people * 5 >= len(lines) * 2


def _is_heading(folded: str) -> bool:
    return bool(_TITLES.search(folded)) or {"imie", "nazwisko"} <= set(_WORD.findall(folded))


def _names_person(line: str) -> bool:
    """A row that is little more than a first name and a surname, in either order, in one cell or in two."""
    words = _WORD.findall(line)
    if not 2 <= len(words) <= 8:
        return False
    return any(
        (fold(one) in FIRST_NAMES and _is_surname(other)) or (fold(other) in FIRST_NAMES and _is_surname(one))
        for one, other in itertools.pairwise(words)
    )


def _is_surname(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and fold(word) not in FIRST_NAMES


def _is_pesel(number: str) -> bool:
    try:
        born = pesel.get_birth_date(pesel.validate(number))
    except ValidationError:
        return False
    return born.year >= OLDEST and born <= clock.today()


def _refusal(where: str) -> No:
    return No(_("There is a PESEL number in it. Take it out; Gromada never keeps one."), where=where)
