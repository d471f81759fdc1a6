"""Words, numbers and dates as Polish (and English) print them: what must not part at the end of a line stays together.

Every function returns plain text with U+00A0 where a line may not break; escaping stays with the template.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_ALT, WEEKDAYS
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

NBSP = "\u00a0"
EN_DASH = "\u2013"
LABEL = 120

# A word of one letter never stands at the end of a Polish line; nor does an initial.
_ONE_LETTER = re.compile(r"(?<![\w\-\u2013'])([aiouwzAIOUWZ]|[A-ZĆŁŚŻŹ]\.) (?=\S)")
# "we Wrocławiu", "ze Szczecina": a letter that grew for the ear, still the same small word.
_GROWN = re.compile(r"(?<!\w)([Ww]e (?=[WF])|[Zz]e (?=[SŚZŻŹ]))")
# "pkt 8", "art. 32", "nr 7", "lata 2022": the word and its number are one.
_CITED = re.compile(
    r"(?<!\w)(pkt|lata|art\.|ust\.|par\.|nr|poz\.|str\.|godz\.|tel\.|item|no\.|p\.) (?=\d)", re.IGNORECASE
)
# "29 marca", "3 sprawy", "1 500": a number and the short word or the digits after it.
_COUNTED = re.compile(r"(?<=\d) (?=(?:\d{3}(?!\d)|[^\W\d_]{1,10}(?![^\W\d_])))")
# "marca 2022": a month and its year.
_MONTHS = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_MONTH_YEAR = re.compile(rf"(?<=\d\u00a0)({_MONTHS}) (?=\d{{4}})")
# A sentence that ends with "2022 r." or with somebody's own full stop has one, not two; three are somebody's pause.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_TAG = re.compile(r"(<[^>]*>)")


def bind(text: str) -> str:
    """The same text with non-breaking spaces in place of the spaces at which a line may not break. Idempotent."""
    if " " not in text:
        return text
    # Labels and names come again with every page; a story does not.
    return _bind_label(text) if len(text) <= LABEL else _bind(text)


def _bind(text: str) -> str:
    text = _ONE_LETTER.sub(rf"\1{NBSP}", text)
    text = _GROWN.sub(lambda found: found.group().replace(" ", NBSP), text)
    text = _CITED.sub(rf"\1{NBSP}", text)
    text = _COUNTED.sub(NBSP, text)
    return _MONTH_YEAR.sub(rf"\1{NBSP}", text)


_bind_label = lru_cache(maxsize=4096)(_bind)


def typo(value: object) -> SafeString:
    """HTML of the text, escaped unless safe already, bound by `bind`. Tags and their attributes are not touched."""
    if isinstance(value, SafeData):
        return mark_safe("".join(part if part[:1] == "<" else _set(part) for part in _TAG.split(str(value))))
    return mark_safe(_set(conditional_escape("" if value is None else str(value))))


def _set(text: str) -> str:
    return bind(_TWO_STOPS.sub(".", text) if ".." in text else text)


def _local(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def longdate(value: dt.date | None) -> str:
    """ "29 marca 2022 r." or "29 March 2022"; nothing for None. A datetime is taken in the current time zone."""
    if value is None:
        return ""
    day = _local(value)
    # Translators: a full date inside a sentence; the month is in the form that follows a number.
    pattern = pgettext("full date", "%(day)s %(month)s %(year)s")
    return (pattern % {"day": day.day, "month": MONTHS_ALT[day.month], "year": day.year}).replace(" ", NBSP)


def standing_date(value: dt.date | str | int) -> str:
    """A date that stands alone, beside what it dates: "29 marca 2022", "czerwiec 2013", "2013"; other text as it is."""
    if isinstance(value, dt.date):
        day = _local(value)
        return f"{day.day}{NBSP}{MONTHS_ALT[day.month]}{NBSP}{day.year}"
    return partial_date(value)


def daymonth(value: dt.date | None) -> str:
    """ "29 marca" or "29 March", where the year is known."""
    if value is None:
        return ""
    day = _local(value)
    return f"{day.day}{NBSP}{MONTHS_ALT[day.month]}"


def weekday(value: dt.date) -> str:
    """ "wtorek" or "Tuesday"."""
    name = str(WEEKDAYS[_local(value).weekday()])
    return name.lower() if (get_language() or "").startswith("pl") else name


def month(number: int) -> str:
    """A month after a day: "marca", "March"."""
    return str(MONTHS_ALT[number])


def hour(value: dt.datetime | dt.time) -> str:
    """ "14.32" or "14:32". A datetime is taken in the current time zone."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    # Translators: hours and minutes; Polish parts them with a full stop.
    return value.strftime(pgettext("hour", "%H:%M"))


def partial_date(value: dt.date | str | int | None) -> str:
    """A date of which only a part may be known: "2013" → "2013", "2013-06" → "czerwiec 2013", a full one as `longdate`.

    Nothing known gives the words for that. Text that is not a date is returned bound and otherwise as it is.
    """
    if value is None or value == "":
        return gettext("date not known")
    if isinstance(value, dt.date):
        return longdate(value)
    parts = str(value).split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return bind(str(value))
    year, *rest = (int(part) for part in parts)
    if rest and not 1 <= rest[0] <= 12:
        return bind(str(value))
    if len(rest) == 2:
        return longdate(dt.date(year, rest[0], rest[1]))
    if len(rest) == 1:
        name = str(MONTHS[rest[0]])
        return f"{name.lower() if (get_language() or '').startswith('pl') else name}{NBSP}{year}"
    return str(year)


def _year(value: dt.date | int | str | None) -> str:
    if isinstance(value, dt.date):
        return str(value.year)
    return str(value)[:4] if value else ""


def years(start: dt.date | int | str | None, end: dt.date | int | str | None) -> str:
    """ "2022–2026"; one year once; an unknown end or beginning in words."""
    first, last = _year(start), _year(end)
    if first and last:
        return first if first == last else f"{first}{EN_DASH}{last}"
    if first:
        return bind(gettext("since %(year)s, end not known") % {"year": first})
    if last:
        return bind(gettext("until %(year)s, beginning not known") % {"year": last})
    return gettext("years not known")


def in_days(days: int) -> str:
    """How far a day is: "today", "tomorrow", "in 3 days", "2 days ago"."""
    named = {0: pgettext("day", "today"), 1: pgettext("day", "tomorrow"), -1: pgettext("day", "yesterday")}
    if days in named:
        return named[days]
    if days > 0:
        return bind(ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days})
    return bind(ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days})


def plural(count: int, forms: Sequence[str]) -> str:
    """The count with the right one of two forms (1, more) or three Polish ones (1, 2–4, 5 and more): "22 sprawy".

    For words that come from data; a word of the program goes through `ngettext`.

    Raises:
        ValueError: neither two nor three forms were given.
    """
    if len(forms) not in (2, 3):
        raise ValueError(f"plural needs two or three forms, not {len(forms)}: {'|'.join(forms)}")
    number = abs(count)
    if number == 1:
        form = forms[0]
    elif len(forms) == 3 and not (2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14):
        form = forms[2]
    else:
        form = forms[1]
    return f"{count}{NBSP}{form}"
