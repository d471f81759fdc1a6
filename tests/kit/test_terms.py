"""Terms against an oracle of their own: Easter by Gauss, the fixed feasts by the Act on days off work."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gromada.kit.terms import add_months, add_working_days, due, is_working_day, next_working_day

days = st.dates(date(2012, 1, 1), date(2060, 12, 31))
ONCE = {date(2018, 11, 12)}  # the hundredth year of independence
FIXED = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)]


def easter(year: int) -> date:
    """Gauss, in the form of Meeus (Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * (c // 4) - (c % 4) - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def is_day_off(day: date) -> bool:
    sunday = easter(day.year)
    movable = {sunday + timedelta(days=n) for n in (0, 1, 49, 60)}  # Easter, its Monday, Pentecost, Corpus Christi
    christmas_eve = day.year >= 2025 and (day.month, day.day) == (12, 24)
    return day.weekday() >= 5 or day in movable | ONCE or (day.month, day.day) in FIXED or christmas_eve


@given(days)
def test_working_days_are_those_of_the_polish_act(day: date) -> None:
    assert is_working_day(day, "PL") == (not is_day_off(day))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 12, 24), True),  # a Tuesday, before the act of 2024
        (date(2025, 12, 24), False),  # a Wednesday, the first one off
        (date(2026, 6, 4), False),  # Corpus Christi
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 5, 2), False),  # a Saturday
        (date(2018, 11, 12), False),  # off in that year alone
        (date(2026, 11, 10), True),
        (date(2026, 11, 11), False),
    ],
)
def test_days_that_people_ask_about(day: date, working: bool) -> None:
    assert is_working_day(day, "PL") is working


def test_without_a_calendar_only_weekends_are_off() -> None:
    assert is_working_day(date(2025, 12, 25), "")
    assert not is_working_day(date(2025, 12, 27), "")


def test_christmas_of_2025_is_skipped_as_a_whole() -> None:
    # 23 Dec is a Tuesday; 24, 25, 26 are feasts, 27 and 28 a weekend.
    assert add_working_days(date(2025, 12, 23), 1, "PL") == date(2025, 12, 29)
    assert next_working_day(date(2025, 12, 24), "PL") == date(2025, 12, 29)


def test_the_day_on_which_a_term_starts_is_not_counted() -> None:
    assert due(date(2026, 3, 2), days=14) == date(2026, 3, 16)
    assert due(date(2026, 3, 2), working_days=1, country="PL") == date(2026, 3, 3)


def test_a_term_in_days_ends_on_a_working_day_where_the_edition_says_so() -> None:
    assert due(date(2026, 4, 22), days=9, country="PL") == date(2026, 5, 1)
    assert due(date(2026, 4, 22), days=9, country="PL", roll=True) == date(2026, 5, 4)


@given(days, st.integers(1, 90))
def test_between_start_and_end_lie_just_that_many_working_days(start: date, count: int) -> None:
    end = add_working_days(start, count, "PL")
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(not is_day_off(day) for day in passed) == count
    assert not is_day_off(end)


@given(days, st.integers(1, 30), st.integers(1, 30))
def test_working_days_add_up(start: date, one: int, other: int) -> None:
    assert add_working_days(add_working_days(start, one, "PL"), other, "PL") == add_working_days(
        start, one + other, "PL"
    )


@given(days)
def test_the_next_working_day_is_the_first_one_not_before(day: date) -> None:
    found = next_working_day(day, "PL")
    assert not is_day_off(found)
    assert all(is_day_off(day + timedelta(days=n)) for n in range((found - day).days))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2022, 3, 29), 60, date(2027, 3, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 30), 0, date(2026, 5, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@given(days, st.integers(-240, 240))
def test_a_month_later_is_the_same_day_or_the_end_of_a_shorter_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(days, st.integers(0, 400), st.booleans())
def test_rolling_never_shortens_a_term(start: date, count: int, roll: bool) -> None:
    plain = due(start, days=count, country="PL")
    assert plain == start + timedelta(days=count)
    assert due(start, days=count, country="PL", roll=roll) >= plain


def test_a_part_of_a_country_has_days_off_of_its_own() -> None:
    assert not is_working_day(date(2026, 1, 6), "DE-BY")
    assert is_working_day(date(2026, 1, 6), "DE-BE")


@pytest.mark.parametrize("country", ["XX", "Poland", "DE-XX"])
def test_a_country_that_nobody_knows_is_a_mistake_and_not_a_country_without_feasts(country: str) -> None:
    with pytest.raises(ValueError, match=f"no holiday calendar “{country}”"):
        is_working_day(date(2026, 1, 6), country)
