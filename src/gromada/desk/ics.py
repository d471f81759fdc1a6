"""A calendar as RFC 5545 writes it. Whole days, no alarms: each program adds its own."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from gromada.desk.queries.calendar import Entry

HOURS = 4  # how often a program should ask again


def calendar(entries: Iterable[Entry], name: str) -> bytes:
    """The entries as one calendar. The same entries give the same bytes, so that an ETag holds."""
    made = Calendar()
    made.add("prodid", "-//Gromada//Gromada//PL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=HOURS), parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry))
    return made.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{settings.PUBLIC_URL.split('://', 1)[-1].split('/', 1)[0]}")
    event.add("dtstamp", datetime.combine(entry.since or entry.on, time(), UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", f"{entry.what} · {entry.where}")
    if entry.url:
        event.add("url", settings.PUBLIC_URL + entry.url)
    event.add("transp", "TRANSPARENT")
    return event
