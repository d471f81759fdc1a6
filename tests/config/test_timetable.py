import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.utils.module_loading import import_string

from gromada.config import housekeeping, timetable
from gromada.config.schedule import SCHEDULE, Job
from gromada.journal.models import Run
from gromada.kit import clock

pytestmark = pytest.mark.django_db(transaction=True)
WARSAW = ZoneInfo("Europe/Warsaw")
OFTEN = Job("often", "call", every=60)
NIGHTLY = Job("nightly", "call", daily_at=3)
EACH_DAY = Job("each day", "call", daily_at=3, each_missed=True)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=WARSAW)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[..., Any]]:
    """What the dotted paths of invented jobs stand for."""
    stands_for: dict[str, Callable[..., Any]] = {}
    monkeypatch.setattr(timetable, "import_string", stands_for.__getitem__)
    return stands_for


@pytest.fixture
def ran(calls: dict[str, Callable[..., Any]]) -> list[tuple[Any, ...]]:
    noted: list[tuple[Any, ...]] = []
    calls["call"] = lambda *days: noted.append(days)
    return noted


def test_every_job_of_the_schedule_can_be_called() -> None:
    assert len({job.name for job in SCHEDULE}) == len(SCHEDULE)
    for job in SCHEDULE:
        assert callable(import_string(job.call))
        assert not job.when or callable(import_string(job.when))
        assert (job.every > 0) != (job.daily_at is not None)


def test_a_job_runs_again_when_its_seconds_are_over(ran: list[Any]) -> None:
    for minute, expected in ((0, 1), (0, 1), (1, 2), (2, 3)):
        timetable.run_due(at(2, 12, minute), [OFTEN])
        assert len(ran) == expected


def test_a_job_of_seconds_goes_on_past_midnight(ran: list[Any]) -> None:
    timetable.run_due(at(2, 23, 59), [OFTEN])
    timetable.run_due(at(3, 0, 0), [OFTEN])
    timetable.run_due(at(3, 0, 0) + timedelta(seconds=20), [OFTEN])
    assert len(ran) == 2
    assert [run.day.day for run in Run.objects.all()] == [2, 3]


def test_a_clock_turned_back_does_not_stop_a_job(ran: list[Any]) -> None:
    timetable.run_due(at(9, 12), [OFTEN])
    timetable.run_due(at(2, 12), [OFTEN])
    assert len(ran) == 2


def test_a_job_with_nothing_to_do_is_not_even_claimed(ran: list[Any], calls: dict[str, Any]) -> None:
    calls["when"] = lambda: False
    assert timetable.run_due(at(2, 12), [Job("often", "call", every=60, when="when")]) == []
    assert not Run.objects.exists()


def test_an_idle_poll_only_reads(ran: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    timetable.run_due(at(2, 12), [OFTEN, NIGHTLY, EACH_DAY])
    monkeypatch.setattr(transaction, "atomic", None)
    assert timetable.run_due(at(2, 12), [OFTEN, NIGHTLY, EACH_DAY]) == []


def test_a_nightly_job_runs_once_a_day_from_its_hour_on(ran: list[Any]) -> None:
    for day, hour in ((2, 2), (2, 3), (2, 4), (2, 23), (3, 2), (3, 5), (3, 6)):
        timetable.run_due(at(day, hour), [NIGHTLY])
    assert [(run.day.day, run.failure) for run in Run.objects.all()] == [(2, ""), (3, "")]
    assert ran == [(), ()]


def test_hours_are_those_of_warsaw_in_summer_too(ran: list[Any]) -> None:
    timetable.run_due(datetime(2026, 7, 2, 0, 59, tzinfo=ZoneInfo("UTC")), [NIGHTLY])
    assert not ran
    timetable.run_due(datetime(2026, 7, 2, 1, 1, tzinfo=ZoneInfo("UTC")), [NIGHTLY])
    assert len(ran) == 1


def test_a_missed_night_is_caught_up_once(ran: list[Any]) -> None:
    timetable.run_due(at(2, 12), [NIGHTLY])
    timetable.run_due(at(6, 1), [NIGHTLY])  # off since the 2nd, on again before the hour of the 6th
    timetable.run_due(at(6, 2), [NIGHTLY])
    timetable.run_due(at(6, 3), [NIGHTLY])
    assert [run.day.day for run in Run.objects.all()] == [2, 5, 6]


def test_each_missed_day_is_caught_up_in_order(ran: list[Any]) -> None:
    timetable.run_due(at(2, 12), [EACH_DAY])
    assert timetable.run_due(at(6, 1), [EACH_DAY]) == ["each day"] * 3
    assert ran == [(date(2026, 3, day),) for day in (2, 3, 4, 5)]


def test_a_day_that_fails_is_not_overtaken_by_the_next(calls: dict[str, Any]) -> None:
    done: list[int] = []

    def call(day: date) -> None:
        if day.day == 4 and not done.count(99):
            raise ValueError("Jan Kowalski")
        done.append(day.day)

    calls["call"] = call
    timetable.run_due(at(2, 12), [EACH_DAY])
    timetable.run_due(at(6, 12), [EACH_DAY])
    assert done == [2, 3]
    done.append(99)
    timetable.run_due(at(6, 13), [EACH_DAY])
    assert done == [2, 3, 99, 4, 5, 6]


def test_a_failure_is_kept_without_its_words_and_tried_again_later_and_later(
    calls: dict[str, Any], caplog: Any
) -> None:
    tried: list[datetime] = []
    calls["call"] = lambda: tried.append(moment) or int("Jan Kowalski")
    moment = at(2, 12)
    while moment < at(2, 20):
        timetable.run_due(moment, [NIGHTLY])
        moment += timedelta(seconds=10)
    waits = [round((later - earlier).total_seconds()) for earlier, later in pairwise(tried)]
    assert all(wanted <= wait <= wanted + 20 for wanted, wait in zip((30, 60, 120, 240), waits, strict=False))
    assert max(waits) <= 3620
    run = Run.objects.get()
    assert run.failures == len(tried)
    assert "ValueError" in run.failure
    assert "Kowalski" not in run.failure + caplog.text


def test_after_a_success_the_failures_are_forgotten(calls: dict[str, Any], ran: list[Any]) -> None:
    good = calls["call"]
    calls["call"] = lambda: int("no number")
    timetable.run_due(at(2, 12), [OFTEN])
    calls["call"] = good
    timetable.run_due(at(2, 13), [OFTEN])
    assert (Run.objects.get().failure, Run.objects.get().failures, len(ran)) == ("", 0, 1)


def test_a_job_that_fails_does_not_hold_up_the_others(calls: dict[str, Any], ran: list[Any]) -> None:
    calls["broken"] = lambda: int("no number")
    names = timetable.run_due(at(2, 12), [Job("broken", "broken", every=60), OFTEN])
    assert (names, len(ran)) == (["often"], 1)


def test_a_job_whose_path_is_wrong_is_a_failure_with_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    timetable.run_due(at(2, 12), [Job("lost", "gromada.nowhere.call", every=60)])
    assert "ModuleNotFoundError" in Run.objects.get().failure


@pytest.mark.parametrize("job", [OFTEN, NIGHTLY, EACH_DAY])
def test_a_job_that_is_running_is_not_started_by_another_process(calls: dict[str, Any], job: Job) -> None:
    seen: list[list[str]] = []
    calls["call"] = lambda *days: seen.append(timetable.run_due(at(2, 12, 9), [job]))
    assert timetable.run_due(at(2, 12), [job]) == [job.name]
    assert seen == [[]]


def test_of_two_processes_that_poll_at_once_one_runs_the_job(ran: list[Any]) -> None:
    first_sees, second_sees = (list(timetable._due_days(OFTEN, at(2, 12))) for _ in range(2))
    assert first_sees == second_sees == [date(2026, 3, 2)]
    assert timetable._claim(OFTEN, date(2026, 3, 2), at(2, 12)) is not None
    assert timetable._claim(OFTEN, date(2026, 3, 2), at(2, 12)) is None


def test_one_that_comes_late_does_not_run_what_is_just_done(ran: list[Any]) -> None:
    assert list(timetable._due_days(OFTEN, at(2, 12))) == [date(2026, 3, 2)]
    timetable.run_due(at(2, 12), [OFTEN])
    assert timetable._claim(OFTEN, date(2026, 3, 2), at(2, 12)) is None


@pytest.mark.parametrize("job", [OFTEN, NIGHTLY, EACH_DAY])
def test_a_job_whose_process_was_killed_runs_again_after_its_limit(ran: list[Any], job: Job) -> None:
    Run.objects.create(name=job.name, day=date(2026, 3, 2), started_at=at(2, 12))
    assert timetable.run_due(at(2, 12, 9), [job]) == []
    assert timetable.run_due(at(2, 12, 10), [job]) == [job.name]
    assert Run.objects.get().finished_at is not None


def test_a_run_taken_for_dead_does_not_finish_its_successor(calls: dict[str, Any]) -> None:
    def slow() -> None:  # while it sleeps, its row is claimed anew
        Run.objects.update(started_at=at(2, 13))

    calls["call"] = slow
    timetable.run_due(at(2, 12), [OFTEN])
    assert Run.objects.get().finished_at is None


def test_the_loop_stops_when_told_and_outlives_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, pauses, polls = threading.Event(), [], []
    monkeypatch.setattr(timetable, "SCHEDULE", [OFTEN])

    def run_due(now: datetime, jobs: list[Job]) -> None:
        polls.append(now)
        if len(polls) in (2, 3):
            raise OperationalError("no connection to somebody@somewhere")

    def wait(pause: float) -> None:
        pauses.append(pause)
        if len(polls) == 4:
            stop.set()

    monkeypatch.setattr(timetable, "run_due", run_due)
    monkeypatch.setattr(stop, "wait", wait)
    timetable.loop(stop)
    assert pauses == [2, 4, 8, 2]


def test_what_is_over_is_cleared_and_the_last_run_of_each_job_stays(db: None) -> None:
    with clock.at(at(20, 12)):
        for key, days in (("old", -1), ("new", 1)):
            Session.objects.create(session_key=key, session_data="", expire_date=clock.now() + timedelta(days=days))
        for name, ago in (("a", 100), ("a", 1), ("b", 100)):
            Run.objects.create(name=name, day=clock.today() - timedelta(days=ago), started_at=clock.now())
        housekeeping.clear()
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert [(run.name, (date(2026, 3, 20) - run.day).days) for run in Run.objects.all()] == [("a", 1), ("b", 100)]
