"""Dates as people type them: "2026-03-18", "18.03.2026", "18 marca 2026 r.", "18 III 2026", "March 18, 2026"."""

import datetime as dt
import re
import unicodedata

_NAMES = (
    ("styczen", "stycznia", "january", "jan", "sty", "i"),
    ("luty", "lutego", "february", "feb", "lut", "ii"),
    ("marzec", "marca", "march", "mar", "iii"),
    ("kwiecien", "kwietnia", "april", "apr", "kwi", "iv"),
    ("maj", "maja", "may", "v"),
    ("czerwiec", "czerwca", "june", "jun", "cze", "vi"),
    ("lipiec", "lipca", "july", "jul", "lip", "vii"),
    ("sierpien", "sierpnia", "august", "aug", "sie", "viii"),
    ("wrzesien", "wrzesnia", "september", "sep", "wrz", "ix"),
    ("pazdziernik", "pazdziernika", "october", "oct", "paz", "x"),
    ("listopad", "listopada", "november", "nov", "lis", "xi"),
    ("grudzien", "grudnia", "december", "dec", "gru", "xii"),
)
MONTH_NUMBERS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names}

_WORD = r"(?P<month>[a-z]+)"
_DAY_PATTERNS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<number>\d{1,2})[-/. ](?P<year>\d{4})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_WORD} (?P<year>\d{{4}})"),
    re.compile(rf"{_WORD} (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<year>\d{{4}})"),
)
_MONTH_PATTERNS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})"),
    re.compile(r"(?P<number>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(rf"{_WORD} (?P<year>\d{{4}})"),
)
_YEAR_PATTERN = re.compile(r"\d{4}")
YEARS = range(1000, 3000)  # "18.03.0202" is a slip of the finger


def _plain(text: str) -> str:
    """Lower case, no diacritics, no commas, single spaces, no "r." or "roku" behind the year."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    folded = " ".join(folded.replace(",", " ").split())
    return re.sub(r" ?(?:r\.?|rok|roku)$", "", folded)


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    if groups.get("number"):
        return int(groups["number"])
    return MONTH_NUMBERS[groups["month"].rstrip(".")]


def _year(text: str) -> int:
    if int(text) not in YEARS:
        raise ValueError(f"nobody means the year {text}")
    return int(text)


def parse(text: str) -> dt.date:
    """The day that the text names.

    Raises:
        ValueError: the text names no day, one that the calendar does not have, or one in a year that nobody means.
    """
    plain = _plain(text)
    for pattern in _DAY_PATTERNS:
        found = pattern.fullmatch(plain)
        if found and (found.groupdict().get("number") or found["month"] in MONTH_NUMBERS):
            return dt.date(_year(found["year"]), _month(found), int(found["day"]))
    raise ValueError(f"no day in {text!r}")


def parse_partial(text: str) -> str:
    """ISO text as exact as the input: "2013", "2013-06" or "2013-06-28".

    Raises:
        ValueError: the text names neither a day, nor a month, nor a year.
    """
    plain = _plain(text)
    if _YEAR_PATTERN.fullmatch(plain):
        return str(_year(plain))
    for pattern in _MONTH_PATTERNS:
        found = pattern.fullmatch(plain)
        if found and (found.groupdict().get("number") or found["month"] in MONTH_NUMBERS):
            return dt.date(_year(found["year"]), _month(found), 1).strftime("%Y-%m")
    return parse(text).isoformat()
