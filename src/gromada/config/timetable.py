"""Runs what is due. State stands in rows (`journal.Run`): any process may run the loop, no job runs twice at once."""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils.module_loading import import_string

from gromada.config.schedule import SCHEDULE, Job
from gromada.journal.failures import described
from gromada.journal.models import Run
from gromada.kit import clock

POLL_SECONDS = 2.0
LONGEST_PAUSE = 60.0
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
MOST_MISSED = 400

logger = logging.getLogger(__name__)


def loop(stop: threading.Event) -> None:
    """Until `stop` is set. A database that is away is waited for, longer each time, up to a minute."""
    pause = POLL_SECONDS
    while not stop.is_set():
        close_old_connections()
        try:
            for job in SCHEDULE:
                run_due(clock.now(), [job])
            pause = POLL_SECONDS
        except Exception as mistake:
            pause = min(LONGEST_PAUSE, pause * 2)
            logger.error("the timetable stands still for %.0f s: %s", pause, described(mistake))
        stop.wait(pause)


def run_due(now: datetime, schedule: Iterable[Job] = SCHEDULE) -> list[str]:
    """Runs every job that is due at `now`, one after the other; the names of those that ran, in order."""
    ran = []
    for job in schedule:
        for day in _due_days(job, now):
            claimed = _claim(job, day, now)
            if claimed is None or not _run(job, claimed):
                break  # a later day does not overtake one that failed or that somebody else runs just now
            ran.append(job.name)
    return ran


def _due_days(job: Job, now: datetime) -> Iterator[date]:
    """Reads only, so that an idle poll takes no lock."""
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    last = Run.objects.filter(name=job.name).order_by("-day").first()
    if job.daily_at is not None:
        yield from _missed_days(job, now, today, last)
    elif (last is None or _may_start(last, job, now)) and _has_work(job):
        yield today


def _missed_days(job: Job, now: datetime, today: date, last: Run | None) -> Iterator[date]:
    hour = now.astimezone(ZoneInfo(settings.TIME_ZONE)).hour
    newest = today if job.daily_at is not None and hour >= job.daily_at else today - timedelta(days=1)
    if last is None:
        yield from [newest] if newest == today else []
        return
    first = last.day if _unfinished(last) else last.day + timedelta(days=1)
    if not job.each_missed:
        first = max(first, newest)
    for number in range(max(0, (newest - first).days - MOST_MISSED), (newest - first).days + 1):
        day = first + timedelta(days=number)
        if day != last.day or _may_start(last, job, now):
            yield day


def _unfinished(run: Run) -> bool:
    return run.finished_at is None or bool(run.failure)


def _may_start(run: Run, job: Job, now: datetime) -> bool:
    """Whether the job of this row may start: not while it runs, unless it is dead; after a failure, in a while."""
    if run.finished_at is None:
        return _is_dead(run, job, now)
    if run.failure:
        return now >= run.finished_at + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(run.failures - 1, 20))
    return job.daily_at is None and _ago(run, now) >= timedelta(seconds=job.every)


def _is_dead(run: Run, job: Job, now: datetime) -> bool:
    return _ago(run, now) >= timedelta(seconds=job.limit)


def _ago(run: Run, now: datetime) -> timedelta:
    """Either way: another process's clock may be a little ahead, and one turned back must not stop a job for years."""
    return abs(now - run.started_at)


def _has_work(job: Job) -> bool:
    return not job.when or bool(import_string(job.when)())


def _claim(job: Job, day: date, now: datetime) -> Run | None:
    """Marks the row as running; None where another process was quicker. The lock lasts only as long as the marking."""
    with transaction.atomic():
        # Whoever claims this job waits here for the others; only then is it read who runs.
        list(Run.objects.select_for_update().filter(name=job.name).order_by("-day")[:1])
        running = Run.objects.filter(name=job.name, finished_at=None)
        if any(not _is_dead(run, job, now) for run in running):
            return None
        running.exclude(day=day).update(finished_at=now)
        run, made = Run.objects.select_for_update().get_or_create(name=job.name, day=day, defaults={"started_at": now})
        if not made:
            if not _may_start(run, job, now):
                return None
            run.started_at, run.finished_at = now, None
            run.save(update_fields=["started_at", "finished_at"])
        return run


def _run(job: Job, run: Run) -> bool:
    began = time.monotonic()
    failure = ""
    try:
        call = import_string(job.call)
        call(run.day) if job.each_missed else call()
    except Exception as mistake:
        failure = described(mistake)[:500]
        logger.error("job “%s” failed: %s", job.name, failure)
    took = timedelta(seconds=time.monotonic() - began)
    if took > timedelta(seconds=job.limit):
        logger.warning("job “%s” took %s, longer than its limit of %s s", job.name, took, job.limit)
    # Only one's own start: a run that was taken for dead must not finish the run of its successor.
    Run.objects.filter(pk=run.pk, started_at=run.started_at).update(
        finished_at=run.started_at + took, failure=failure, failures=run.failures + 1 if failure else 0
    )
    return not failure
