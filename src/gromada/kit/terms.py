"""Terms in days, working days and months. The day on which a term starts is not counted (k.c. art. 111 and 112)."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import holidays
from holidays import registry

COUNTRIES = frozenset(code for _module, code, *_rest in registry.COUNTRIES.values())


@lru_cache(maxsize=512)
def _days_off(country: str, year: int) -> frozenset[date]:
    """A whole year, made at once: a calendar that fills itself when asked would show another thread half a year.

    Raises ValueError for a country, or a part of one, that the calendar does not know: never a country without feasts.
    """
    name, _sep, part = country.partition("-")
    if name not in COUNTRIES or (part and part not in holidays.country_holidays(name).subdivisions):
        raise ValueError(f"There is no holiday calendar “{country}”. Write an ISO 3166 code such as “PL” or “DE-BY”.")
    return frozenset(holidays.country_holidays(name, subdiv=part or None, years=year))


def is_working_day(day: date, country: str) -> bool:
    """Monday to Friday and no public holiday of `country` (ISO 3166 code, "DE-BY" for a part; "" knows weekends only)."""
    return day.weekday() < 5 and not (country and day in _days_off(country, day.year))


def next_working_day(day: date, country: str) -> date:
    while not is_working_day(day, country):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, count: int, country: str) -> date:
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, country)
    return day


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def next_day_of_year(start: date, month_day: str) -> date:
    """The first day "06-30" after `start`; 29 February is the last of February in a common year."""
    month, day = int(month_day[:2]), int(month_day[3:])
    found = _of_year(start.year, month, day)
    return found if found > start else _of_year(start.year + 1, month, day)


def _of_year(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def due(
    start: date,
    *,
    days: int | None = None,
    working_days: int | None = None,
    months: int | None = None,
    until: str | None = None,
    country: str = "",
    roll: bool = False,
) -> date:
    """The last day of a term that starts on `start`; with `roll` it ends on a working day."""
    if working_days is not None:
        return add_working_days(start, working_days, country)
    if until is not None:
        end = next_day_of_year(start, until)
        return next_working_day(end, country) if roll else end
    end = add_months(start, months) if months is not None else start + timedelta(days=days or 0)
    return next_working_day(end, country) if roll else end
