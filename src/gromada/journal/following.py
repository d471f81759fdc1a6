"""Rooms above follow the journal: each by its own cursor, each at its own pace, each failing alone.

A room says `register(name, handler)` when it starts. `handler(entry)` is idempotent: after a failure it meets the same
line again.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gromada.journal.failures import described
from gromada.journal.models import Cursor, Entry, Head
from gromada.kit import clock
from gromada.kit.refusal import Refusal

logger = logging.getLogger(__name__)

Handler = Callable[[Entry], None]
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True)
class Follower:
    name: str
    handler: Handler
    empty: Callable[[], None] | None = None  # empties what the handler fills


@dataclass(frozen=True)
class Lag:
    """How far a follower is behind, and why it stands still if it does: `failure` for whoever runs the installation,
    `sentence` for people, in the language of the house; "" where nobody refused and something broke.
    """

    name: str
    lines: int
    failure: str = ""
    sentence: str = ""
    retry_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.retry_at is not None and self.retry_at > clock.now()


followers: dict[str, Follower] = {}


def register(name: str, handler: Handler, *, empty: Callable[[], None] | None = None) -> None:
    """Called from AppConfig.ready of the room that follows. Registering the same name again replaces it."""
    followers[name] = Follower(name, handler, empty)


def run_all(*, seconds: float = 60) -> dict[str, int]:
    """Everybody follows to the end, or until the time is over; how many lines each has read.

    A follower that fails waits; the others go on. Who has nothing to read takes no lock.
    """
    until = time.monotonic() + seconds
    return {lag.name: _follow_to_end(followers[lag.name], until) for lag in behind() if lag.lines and not lag.waits}


def follow(name: str, handler: Handler, batch: int = 200) -> int:
    """Reads the next lines, at most `batch`, in one transaction with the cursor; how many were read.

    Where a line fails, everything before it is kept, the sentence is stored and the follower waits, longer each time.
    """
    try:
        return _read(name, handler, batch)
    except _StumbleError as stumble:
        read, reason = 0, stumble
    if reason.position:  # what was read before it has been rolled back with it
        try:
            read = _read(name, handler, reason.position)
        except _StumbleError as stumble:
            reason = stumble
    _stop(name, reason)
    return read


def rebuild(name: str) -> None:
    """Empties what a follower has filled and lets it start from the first line."""
    follower = followers.get(name)
    with transaction.atomic():
        cursor = _locked(name)
        if follower and follower.empty:
            follower.empty()
        cursor.seq, cursor.failures, cursor.retry_at = 0, 0, None
        cursor.failure = cursor.sentence = ""
        cursor.save()


def behind() -> list[Lag]:
    """Every registered follower, by name. Reads only: an idle poll takes no lock."""
    cursors = {cursor.name: cursor for cursor in Cursor.objects.filter(name__in=followers)}
    end = Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0
    lags = []
    for name in sorted(followers):
        cursor = cursors.get(name) or Cursor(name=name)
        lags.append(Lag(name, max(0, end - cursor.seq), cursor.failure, cursor.sentence, cursor.retry_at))
    return lags


def has_work() -> bool:
    return any(lag.lines and not lag.waits for lag in behind())


class _StumbleError(Exception):
    def __init__(self, entry: Entry, position: int) -> None:
        super().__init__(entry.seq)
        self.entry, self.position = entry, position


def _follow_to_end(follower: Follower, until: float) -> int:
    total = 0
    while time.monotonic() < until:
        read = follow(follower.name, follower.handler)
        total += read
        if not read:
            break
    return total


def _read(name: str, handler: Handler, count: int) -> int:
    with transaction.atomic():
        cursor = _locked(name)
        if cursor.retry_at and cursor.retry_at > clock.now():
            return 0
        entries = list(Entry.objects.filter(seq__gt=cursor.seq).select_related("payload").order_by("seq")[:count])
        for position, entry in enumerate(entries):
            try:
                with override(settings.LANGUAGE_CODE):  # what it says when it stops is kept, and read by others
                    handler(entry)
            except Exception as mistake:
                raise _StumbleError(entry, position) from mistake
        if entries:
            cursor.seq, cursor.failures, cursor.retry_at = entries[-1].seq, 0, None
            cursor.failure = cursor.sentence = ""
            cursor.save()
    return len(entries)


def _stop(name: str, stumble: _StumbleError) -> None:
    mistake = stumble.__cause__
    place = {"line": stumble.entry.seq, "verb": stumble.entry.verb, "reason": described(mistake)}
    with transaction.atomic(), override(settings.LANGUAGE_CODE):
        cursor = _locked(name)
        cursor.sentence = str(mistake)[:500] if isinstance(mistake, Refusal) else ""
        cursor.failure = (_("Line %(line)s (%(verb)s): %(reason)s") % place)[:500]
        cursor.failures += 1
        cursor.retry_at = clock.now() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(cursor.failures - 1, 20))
        cursor.save()
    logger.warning("follower %s stands still at line %s (%s)", name, place["line"], type(stumble.__cause__).__name__)


def _locked(name: str) -> Cursor:
    cursor, _made = Cursor.objects.select_for_update().get_or_create(name=name)
    return cursor
