"""Terms as they run in a case: every term of every edition against an oracle, the edges of the day in Warsaw, a clock that is moved."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gromada.certification.actions import clockwork, letters
from gromada.certification.actions.running import let_run
from gromada.certification.models import Case, Letter, TermRun
from gromada.certification.proceeding.facts import Actor, Run
from gromada.certification.proceeding.rules import ask
from gromada.certification.rules import longest
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.kit.terms import add_months
from gromada.standards.edition.model import Edition, Rule, Step, Term
from gromada.standards.models import Edition as EditionRow
from tests.builders.cases import act, world_of
from tests.certification.proceeding.memory import Memory
from tests.certification.proceeding.test_permissions import NAMES, edition_of
from tests.kit.test_terms import is_day_off

days = st.dates(date(2022, 1, 1), date(2045, 12, 31))
TERMS = [(name, term) for name in NAMES for term in edition_of(name).terms]
POLISH = [(name, term) for name, term in TERMS if edition_of(name).holidays == "PL"]
WARSAW = ZoneInfo("Europe/Warsaw")


def run_of(name: str, term: str) -> TermRun:
    row = EditionRow(key=name)
    vars(row)["built"] = edition_of(name)
    return TermRun(case=Case(edition=row), term=term)


def started(name: str, term: str, on: date) -> TermRun:
    run = run_of(name, term)
    let_run(run, on)
    assert run.due_on and run.started_on == on
    return run


def oracle(term: Term, start: date) -> date:
    """Counted day by day, with the Polish days off of the Act."""
    if term.until:
        month, day_of_month = (int(part) for part in term.until.split("-"))
        same_year = date(start.year, month, day_of_month)
        return same_year if same_year >= start else date(start.year + 1, month, day_of_month)
    if term.working_days:
        day, left = start, term.working_days
        while left:
            day += timedelta(days=1)
            left -= not is_day_off(day)
        return day
    end = start + timedelta(days=term.days) if term.days else add_months(start, term.months or 0)
    while term.ends_on_working_day and is_day_off(end):
        end += timedelta(days=1)
    return end


@given(st.sampled_from(POLISH), days)
@example(("cal-2022", "conditions"), date(2023, 11, 30))  # three months later there is no 30th
@example(("cal-2022", "conditions"), date(2024, 11, 30))
@example(("cal-2022", "completion"), date(2025, 12, 23))  # Christmas Eve is a day off since 2025
@example(("cal-2022", "appeal"), date(2026, 4, 20))  # ends on the fourth of May, after three days off
def test_a_polish_term_ends_where_the_act_says(which: tuple[str, str], start: date) -> None:
    name, term = which
    assert started(name, term, start).due_on == oracle(edition_of(name).terms[term], start)


@given(st.sampled_from(TERMS), days, st.integers(0, 40))
def test_who_starts_later_never_ends_earlier(which: tuple[str, str], start: date, later: int) -> None:
    first, second = started(*which, start), started(*which, start + timedelta(days=later))
    assert first.due_on and second.due_on and start < first.due_on <= second.due_on


@given(st.sampled_from([(n, t) for n, t in POLISH if edition_of(n).terms[t].extensions]), days)
def test_more_time_is_more_and_ends_on_a_working_day(which: tuple[str, str], start: date) -> None:
    name, term = which
    run, known = started(name, term, start), edition_of(name).terms[term]
    most = longest(run)
    assert run.due_on and most > run.due_on
    assert not (known.ends_on_working_day or known.working_days) or not is_day_off(most)


# The day in Warsaw, told without a library of zones: the last Sunday of March and of October, at one in the morning UTC.


def warsaw_day(moment: datetime) -> date:
    def turn(month: int) -> datetime:
        last = datetime(moment.year, month, 31, 1, tzinfo=UTC)
        return last - timedelta(days=(last.weekday() + 1) % 7)

    summer = turn(3) <= moment < turn(10)
    return (moment + timedelta(hours=2 if summer else 1)).date()


moments = st.datetimes(datetime(2022, 1, 1), datetime(2036, 12, 31)).map(lambda m: m.replace(tzinfo=UTC))
near_midnight = st.builds(
    lambda day, second: datetime(day.year, day.month, day.day, 22, tzinfo=UTC) + timedelta(seconds=second),
    days,
    st.integers(-3700, 7300),
)


@given(moments | near_midnight)
@example(datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC))
@example(datetime(2026, 3, 28, 23, 0, tzinfo=UTC))  # the night that loses an hour begins
@example(datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC))
@example(datetime(2026, 3, 29, 22, 0, tzinfo=UTC))
@example(datetime(2026, 10, 24, 22, 0, tzinfo=UTC))  # the night that has an hour twice begins
@example(datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC))
@example(datetime(2026, 10, 25, 23, 0, tzinfo=UTC))
@example(datetime(2026, 12, 31, 23, 0, tzinfo=UTC))
def test_a_day_begins_at_midnight_in_warsaw(moment: datetime) -> None:
    with clock.at(moment):
        assert clock.today() == warsaw_day(moment)


def asked(edition: Edition, wanted: str, due: date, moment: datetime) -> bool:
    """Whether the rule says yes at a moment."""
    with clock.at(moment):
        case = Memory(edition, "certification", "refused", today=clock.today(edition.zone), runs={"appeal": Run(due)})
        rule, step = (
            Rule("term", args={"name": "appeal", "is": wanted}),
            Step("x", ("head",), ("refused",), {None: "refused"}),
        )
        return not ask(edition, step, rule, case, Actor("h", frozenset({"head"})), None)


@given(days, near_midnight | moments)
def test_a_term_is_open_to_its_last_second_and_passed_with_the_next(due: date, moment: datetime) -> None:
    edition = edition_of("cal-2022")
    open_ = asked(edition, "open", due, moment)
    assert open_ == (warsaw_day(moment) <= due)
    assert asked(edition, "passed", due, moment) is not open_


@settings(max_examples=60)
@given(days, st.integers(-3, 3), st.lists(st.integers(-50_000, 50_000), min_size=1, max_size=8))
def test_a_clock_that_is_moved_back_and_forth_answers_by_the_moment_alone(due: date, off: int, hops: list[int]) -> None:
    """Nothing is remembered of a moment that was: the same moment answers the same, whatever lay between."""
    edition = edition_of("cal-2022")
    first = datetime(due.year, due.month, due.day, 12, tzinfo=WARSAW) + timedelta(days=off)
    before = asked(edition, "passed", due, first)
    for minutes in hops:
        asked(edition, "passed", due, first + timedelta(minutes=minutes))
    assert asked(edition, "passed", due, first) is before is (off > 0)


@pytest.mark.django_db
def test_time_does_what_is_due_once_and_never_takes_it_back() -> None:
    with clock.at(date(2026, 4, 13)):
        world = world_of()
        case = world.begin()
        for name in ("submit", "open_case", "admit", "order_visit", "share_note"):
            act(case, name)
        note = case.letters.get(letter="visit_note")
        sent = letters.send(note, Letter.Channel.HAND, by=world.members["office"][0])
        letters.note_delivery(sent, clock.today(), by=world.members["office"][0])
    assert case.terms.get(term="correction_of_facts").due_on == date(2026, 4, 20)
    with clock.at(datetime(2026, 4, 20, 23, 59, 59, tzinfo=WARSAW)):
        assert clockwork.turn() == 0
    with clock.at(datetime(2026, 4, 21, 0, 0, 0, tzinfo=WARSAW)):
        assert (clockwork.turn(), clockwork.turn()) == (1, 0)
    with clock.at(date(2026, 4, 1)):  # somebody set the clock back
        assert clockwork.turn() == 0
    case.refresh_from_db()
    assert case.state == "assessment" and case.turned_on == date(2026, 4, 21)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "days_allowed"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), {28, 29, 30}),  # 23:59 in Warsaw
        (
            datetime(2026, 3, 28, 23, 1, tzinfo=UTC),
            {29, 30},
        ),  # a minute past midnight there, still the day before in UTC
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), {30}),
    ],
)
def test_a_letter_is_delivered_between_the_day_it_was_sent_in_warsaw_and_today(
    sent: datetime, days_allowed: set[int]
) -> None:
    with clock.at(sent):
        world = world_of()
        case = world.begin()
        for name in ("submit", "open_case", "ask_to_complete"):
            act(case, name)
        office = world.members["office"][0]
        letter = letters.send(case.letters.get(letter="completion_request"), Letter.Channel.HAND, by=office)
    with clock.at(datetime(2026, 3, 30, 12, tzinfo=WARSAW)):
        for day in (27, 28, 29, 30, 31):
            if day in days_allowed:
                continue
            with pytest.raises(Refusal):
                letters.note_delivery(letter, date(2026, 3, day), by=office)
        letters.note_delivery(letter, date(2026, 3, min(days_allowed)), by=office)
    assert case.terms.get(term="completion").started_on == date(2026, 3, min(days_allowed))
