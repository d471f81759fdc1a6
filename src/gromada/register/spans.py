"""From which day to which a holder stands in the list, and how. Pure: dates and events in, spans out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gromada.certification.status import Status, status_on

LAST_DAY = date(9999, 12, 31)
_NEXT = timedelta(days=1)
# The better one leads: what a reader looks for first.
RANKS = {
    Status.IN_FORCE: 0,
    Status.SUSPENDED: 1,
    Status.NOT_YET: 2,
    Status.EXPIRED: 3,
    Status.RESIGNED: 3,
    Status.REVOKED: 3,
    Status.UNKNOWN: 4,
}


@dataclass(frozen=True)
class Event:
    kind: str
    effective_on: date
    until: date | None
    shown_on: date
    clause: str = ""
    corrected: str = ""  # a correction: the reason that the issuer gives


@dataclass(frozen=True)
class Award:
    """What a status follows from. `order` puts a holder's awards in the order of time."""

    order: str
    starts_on: date | None
    ends_on: date | None
    settled: bool
    public_from: date
    events: tuple[Event, ...] = ()
    endless: bool = False

    def status(self, day: date, *, known_on: date) -> Status:
        """Its status on a day as far as it may be known on another day."""
        told = [(e.effective_on, e.kind, e.until) for e in self.events if e.shown_on <= known_on]
        return status_on(
            day,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            confirmed=self.settled,
            endless=self.endless,
            events=told,
        )


@dataclass(frozen=True)
class Span:
    since: date
    until: date
    status: Status
    leading: int  # which of the awards

    @property
    def rank(self) -> int:
        return RANKS[self.status]


def spans(awards: Sequence[Award], turns: Iterable[date] = ()) -> list[Span]:
    """The spans of days from the first release on, without gaps. `turns` are further days on which a new span begins.

    On every day the best award leads; among equals the latest.
    """
    if not awards:
        return []
    first = min(award.public_from for award in awards)
    told = {day for day in turns if day > first}
    starts = sorted({first, *told, *(day for day in _turns(awards) if day > first)})
    found: list[Span] = []
    for since, following in zip(starts, [*starts[1:], None], strict=True):
        until = following - _NEXT if following else LAST_DAY
        standing = [
            (RANKS[status], award.order, number, status)
            for number, award in enumerate(awards)
            if award.public_from <= since
            for status in [award.status(since, known_on=since)]
        ]
        best = min(rank for rank, _order, _number, _status in standing)
        _rank, _order, number, status = max((s for s in standing if s[0] == best), key=lambda s: (s[1], s[2]))
        if found and since not in told and (found[-1].status, found[-1].leading) == (status, number):
            found[-1] = replace(found[-1], until=until)
        else:
            found.append(Span(since, until, status, number))
    return found


def _turns(awards: Sequence[Award]) -> Iterable[date]:
    """Every day on which a status may change, or something becomes known."""
    for award in awards:
        yield award.public_from
        if award.starts_on:
            yield award.starts_on
        if award.ends_on:
            yield award.ends_on + _NEXT
        for event in award.events:
            yield event.effective_on
            yield event.shown_on
            if event.until:
                yield event.until + _NEXT
