"""Dates with the precision that the source has: "2005", "2005-06", "2005-06-28". Unknown is the empty string."""

import re
from calendar import monthrange
from datetime import date

_FORM = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def parse(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day, as many as are known; None for unknown. Raises ValueError for what is no date."""
    text = text.strip()
    if not text:
        return None
    found = _FORM.match(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    date(year, 1 if month is None else month, 1 if day is None else day)
    return year, month, day


def first_day(text: str) -> date | None:
    parts = parse(text)
    return date(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def last_day(text: str) -> date | None:
    parts = parse(text)
    if not parts:
        return None
    year, month, day = parts
    return date(year, month or 12, day or monthrange(year, month or 12)[1])
