"""The only "now". Tests and the demo move it; legal dates are days in a zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta(0))
_stopped: ContextVar[datetime | None] = ContextVar("clock_stopped", default=None)


def now() -> datetime:
    stopped = _stopped.get()
    return stopped if stopped is not None else timezone.now() + _shift.get()


def today(zone: str = "Europe/Warsaw") -> date:
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Stops the clock at a moment; a day means its noon in Warsaw."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=ZoneInfo("Europe/Warsaw"))
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
