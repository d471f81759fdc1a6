"""Spans of days: on every day the list says what the one function of status says."""

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gromada.certification.status import Status
from gromada.register.spans import LAST_DAY, RANKS, Award, Event, spans

DAY = date(2026, 4, 21)
days = st.integers(-900, 900).map(lambda n: DAY + timedelta(days=n))
events = st.builds(
    Event,
    kind=st.sampled_from(["suspend", "reinstate", "revoke", "resign", "transfer"]),
    effective_on=days,
    until=st.none() | days,
    shown_on=days,
)
awards = st.builds(
    Award,
    order=st.text("abc", min_size=1, max_size=3),
    starts_on=st.none() | days,
    ends_on=st.none() | days,
    settled=st.booleans(),
    public_from=days,
    events=st.lists(events, max_size=4).map(tuple),
    endless=st.booleans(),
)


def award(starts: date | None = DAY, years: int = 5, public_from: date = DAY, **rest: object) -> Award:
    ends = date(starts.year + years, 12, 31) if starts else None
    values = {"order": "a", "starts_on": starts, "ends_on": ends, "settled": True, "public_from": public_from}
    return Award(**(values | rest))  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(held=st.lists(awards, min_size=1, max_size=3), turns=st.lists(days, max_size=2), on=days)
def test_on_every_day_the_best_award_that_may_be_known_leads(held: list[Award], turns: list[date], on: date) -> None:
    found = [span for span in spans(held, turns) if span.since <= on <= span.until]
    known = [each.status(on, known_on=on) for each in held if each.public_from <= on]
    assert len(found) == bool(known)
    for span in found:
        assert span.rank == min(RANKS[status] for status in known)
        assert held[span.leading].status(on, known_on=on) == span.status


@settings(max_examples=200, deadline=None)
@given(held=st.lists(awards, min_size=1, max_size=3), turns=st.lists(days, max_size=2))
def test_spans_follow_each_other_without_gaps_to_the_last_day(held: list[Award], turns: list[date]) -> None:
    found = spans(held, turns)
    assert found[0].since == min(each.public_from for each in held)
    assert found[-1].until == LAST_DAY
    for earlier, later in itertools.pairwise(found):
        assert earlier.until + timedelta(days=1) == later.since
        told = (earlier.status, earlier.leading) != (later.status, later.leading)
        assert told or later.since in turns


def test_a_certificate_comes_into_force_and_expires_by_itself() -> None:
    found = spans([award(starts=date(2026, 6, 1), public_from=date(2026, 5, 1))])
    assert [(span.since, span.status) for span in found] == [
        (date(2026, 5, 1), Status.NOT_YET),
        (date(2026, 6, 1), Status.IN_FORCE),
        (date(2032, 1, 1), Status.EXPIRED),
    ]


def test_nothing_stands_in_the_list_before_it_is_released() -> None:
    assert spans([award(starts=date(2026, 1, 1), public_from=date(2026, 9, 1))])[0].since == date(2026, 9, 1)


def test_a_suspension_shows_from_the_day_on_which_it_may_be_known() -> None:
    told = Event("suspend", date(2026, 5, 1), date(2026, 8, 31), shown_on=date(2026, 5, 10))
    found = spans([award(events=(told,))])
    assert [(span.since, span.status) for span in found][:3] == [
        (DAY, Status.IN_FORCE),
        (date(2026, 5, 10), Status.SUSPENDED),
        (date(2026, 9, 1), Status.IN_FORCE),
    ]


def test_a_certificate_in_force_leads_before_a_later_one_from_history() -> None:
    found = spans([award(), award(starts=None, settled=False, order="z")])
    assert [(span.status, span.leading) for span in found] == [(Status.IN_FORCE, 0), (Status.EXPIRED, 0)]


def test_a_turn_begins_a_new_span_though_the_status_stays() -> None:
    assert [span.since for span in spans([award(ends_on=None, endless=True)], [date(2027, 1, 1)])] == [
        DAY,
        date(2027, 1, 1),
    ]
