"""Drawings: the ring, the axis of years, the map, the code. One dot is one thing."""

import datetime as dt
import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from gromada.ui import qr
from gromada.ui.drawings import axis, mark, poland
from gromada.ui.drawings import ring as rings

STATES = st.lists(
    st.fixed_dictionaries({"state": st.sampled_from(["met", "part", "gap"]), "required": st.booleans()}), max_size=60
)


@given(STATES)
def test_a_ring_has_one_dot_for_each_indicator_and_none_overlap(dots: list[dict]) -> None:
    drawn = rings.ring(dots)
    found = re.findall(r'<circle class="dot-(\w+)" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    assert [state for state, *_place in found] == [dot["state"] for dot in dots]
    circles = [(float(x), float(y), float(r)) for _state, x, y, r in found]
    for place, (x, y, r) in enumerate(circles):
        after = circles[(place + 1) % len(circles)]
        if len(circles) > 1:
            assert ((x - after[0]) ** 2 + (y - after[1]) ** 2) ** 0.5 >= r + after[2] - 0.3


def test_a_required_indicator_is_a_larger_dot() -> None:
    drawn = rings.ring([{"state": "met", "required": True}, {"state": "met", "required": False}])
    large, small = (float(r) for r in re.findall(r'dot-met"[^>]* r="([\d.]+)"', drawn))
    assert large > small


def test_a_ring_of_nothing_is_an_empty_circle() -> None:
    assert rings.ring([], "S1").count("<circle") == 1


def test_people_in_the_mark_are_eleven_and_one_place_is_open() -> None:
    assert mark.mark().count("<circle") == 11
    assert mark.mark(small=True).count("<circle") == 7


@pytest.mark.parametrize(
    ("value", "end", "year"),
    [
        (2011, False, 2011.0),
        ("2016", True, 2017.0),
        ("2013-07", False, 2013.5),
        ("2013-12", True, 2014.0),
        (dt.date(2024, 1, 1), False, 2024.0),
        (None, False, None),
        ("", True, None),
    ],
)
def test_a_date_has_its_place_on_the_axis(value: object, end: bool, year: float | None) -> None:
    assert axis.moment(value, end=end) == year


def test_an_unknown_end_fades_and_a_known_one_is_a_line() -> None:
    spans = [
        {"start": "2011-06-28", "end": None, "label": "pierwszy"},
        {"start": "2022", "end": "2026", "label": "drugi"},
    ]
    drawn = axis.year_axis(spans, title="Lata", description="Dwa.", today=dt.date(2026, 4, 21), today_label="dziś")
    assert drawn.count('class="unknown"') == 1
    assert drawn.count('class="life"') == 1
    assert drawn.count('class="by"') == 2
    assert 'role="img" aria-label="Lata. Dwa."' in drawn
    assert all(word in drawn for word in ("pierwszy", "drugi", "dziś"))


def test_where_no_year_is_known_nothing_is_drawn() -> None:
    assert axis.year_axis([{"start": None, "end": None}], title="Lata", description="") == ""


@given(
    st.lists(
        st.tuples(st.integers(1995, 2025), st.one_of(st.none(), st.integers(0, 8)), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_everything_drawn_stays_on_the_axis(spans: list[tuple[int, int | None, bool]]) -> None:
    given_spans = [
        {"start": start, "end": None if years is None else start + years, "label": "drugi" if named else ""}
        for start, years, named in spans
    ]
    drawn = axis.year_axis(given_spans, title="t", description="", today=dt.date(2026, 4, 21), today_label="dziś")
    numbers = [float(x) for x in re.findall(r'(?:[xM]|cx="|H)(\d+\.\d)', drawn)]
    assert all(axis.LEFT <= x <= axis.RIGHT for x in numbers)


def test_mlawa_stands_where_it_stood_on_the_drawing() -> None:
    x, y = poland.project(53.1126, 20.3841)
    assert abs(x - 322.5) < 1 and abs(y - 151.0) < 1


def test_places_at_one_point_share_a_dot_which_is_valid_if_one_is() -> None:
    places = [
        {"lat": 51.11, "lon": 17.04, "name": "Wrocław", "valid": False},
        {"lat": 51.11, "lon": 17.04, "name": "Wrocław", "valid": True},
        {"lat": 51.4, "lon": 21.15, "name": "Radom"},
    ]
    drawn = poland.poland(places, title="Mapa", description="")
    assert drawn.count("marker--valid") == 1
    assert drawn.count('class="marker"') == 1
    assert drawn.count(">Wrocław<") == 1


def test_names_on_the_map_do_not_cover_each_other() -> None:
    near = [{"lat": 50.3 + i / 100, "lon": 18.9, "name": f"Miejscowość {i}"} for i in range(30)]
    drawn = poland.poland(near, title="Mapa", description="")
    assert 1 <= drawn.count("<text") < 12
    assert drawn.count('class="marker"') == 30


def test_a_name_may_be_kept_off_the_map() -> None:
    assert "<text" not in poland.poland(
        [{"lat": 52, "lon": 19, "name": "X", "label": False}], title="M", description=""
    )


def test_a_code_has_every_dark_square_and_a_quiet_zone() -> None:
    drawn = qr.svg("https://example.org/sprawdz/1", label="Kod")
    matrix = segno.make_qr("https://example.org/sprawdz/1", error="m").matrix
    runs = re.findall(r"M(\d+) ([\d.]+)h(\d+)", drawn.partition("qr__ink")[2])
    assert sum(int(length) for _x, _y, length in runs) == sum(map(sum, matrix))
    assert min(int(x) for x, _y, _length in runs) == qr.QUIET
    assert f'viewBox="0 0 {len(matrix) + 8} {len(matrix) + 8}"' in drawn
