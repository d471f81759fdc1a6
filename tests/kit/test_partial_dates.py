from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gromada.kit import partial


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2005", (2005, None, None)),
        ("2005-06", (2005, 6, None)),
        ("2005-06-28", (2005, 6, 28)),
        (" 2005-06 ", (2005, 6, None)),
        ("2024-02-29", (2024, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_a_date_is_known_as_far_as_it_is_said(text: str, parts: object) -> None:
    assert partial.parse(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "2005-13",
        "2005-00",
        "2023-02-29",
        "2005-06-31",
        "0000",
        "05",
        "2005-6",
        "28.06.2005",
        "2005-06-28T12:00",
        "rok 2005",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        partial.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2005", date(2005, 1, 1), date(2005, 12, 31)),
        ("2005-06", date(2005, 6, 1), date(2005, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2005-06-28", date(2005, 6, 28), date(2005, 6, 28)),
    ],
)
def test_a_date_spans_what_it_leaves_open(text: str, first: date, last: date) -> None:
    assert (partial.first_day(text), partial.last_day(text)) == (first, last)


def test_an_unknown_date_has_no_days() -> None:
    assert partial.first_day("") is None
    assert partial.last_day("") is None


@given(st.dates(date(1, 1, 1), date(9999, 12, 30)))
def test_every_day_lies_in_its_month_and_its_year(day: date) -> None:
    for text in (f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}", day.isoformat()):
        first, last = partial.first_day(text), partial.last_day(text)
        assert first is not None and last is not None
        assert first <= day <= last
    month_end = partial.last_day(day.isoformat()[:7])
    assert month_end is not None and (month_end + timedelta(days=1)).day == 1 if month_end != date.max else True
