"""Dates as people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gromada.ui import dates

DAY = dt.date(2026, 3, 18)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-18", "2026.03.18", "18.03.2026", "18.3.2026", "18/03/2026", "18-03-2026", "18 03 2026",
        "18 marca 2026", "18 marca 2026 r.", "18 MARCA 2026 roku", " 18  marca\u00a02026r. ", "18 III 2026",
        "18 March 2026", "March 18, 2026", "18th March 2026", "18 mar 2026",
    ],
)  # fmt: skip
def test_one_day_has_many_spellings(text: str) -> None:
    assert dates.parse(text) == DAY


def test_polish_letters_may_be_missing() -> None:
    assert dates.parse("1 pazdziernika 2025") == dates.parse("1 października 2025") == dt.date(2025, 10, 1)


@pytest.mark.parametrize(
    "text", ["", "jutro", "31 lutego 2026", "29.02.2025", "18.13.2026", "18.03.26", "2026", "18 foo 2026"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        dates.parse(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2013", "2013"), ("2013 r.", "2013"), ("06.2013", "2013-06"), ("2013-06", "2013-06"),
        ("28.06.2011", "2011-06-28"),
        ("czerwiec 2013", "2013-06"), ("czerwca 2013 r.", "2013-06"), ("June 2013", "2013-06"),
    ],
)  # fmt: skip
def test_a_part_of_a_date_stays_a_part(text: str, iso: str) -> None:
    assert dates.parse_partial(text) == iso


@pytest.mark.parametrize("text", ["", "dawno", "13.2013", "foo 2013", "31.02.2013", "20133"])
def test_what_is_no_part_of_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        dates.parse_partial(text)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_every_day_is_read_back_from_both_usual_spellings(day: dt.date) -> None:
    assert dates.parse(day.isoformat()) == day
    assert dates.parse(f"{day.day}.{day.month}.{day.year}") == day
    assert dates.parse_partial(day.isoformat()) == day.isoformat()
