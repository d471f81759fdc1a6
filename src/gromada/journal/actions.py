"""Writing to the journal: last in the transaction of the deed, under a lock of the head row."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gromada.journal.chain import line_digest, payload_digest, plain
from gromada.journal.models import SCHEMA, Entry, Head, Payload
from gromada.kit import clock
from gromada.kit.ids import new_uid


@dataclass(frozen=True)
class Line:
    """A line that is to be written; the words are those of `append`."""

    verb: str
    subject_kind: str
    subject: object
    facts: Mapping[str, Any] | None = None
    private: Mapping[str, Any] | None = None
    on: date | None = None


def append(
    verb: str,
    subject_kind: str,
    subject: object,
    *,
    by: object,
    facts: Mapping[str, Any] | None = None,
    private: Mapping[str, Any] | None = None,
    on: date | None = None,
) -> Entry:
    """Adds a line. `by` is a person's uid (or "time", "import"); `private` holds what is personal and can be erased.

    Must run inside the transaction of what it tells about: both happen or neither. It comes last there, because
    from here to the end of the transaction everybody else who writes waits.
    """
    return append_all([Line(verb, subject_kind, subject, facts, private, on)], by=by)[0]


def append_all(lines: Sequence[Line], *, by: object) -> list[Entry]:
    """The same for many deeds of one transaction: the head is locked once, and each line follows the one before it."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.append needs the transaction of the deed it writes down")
    if any(isinstance(line.on, datetime) for line in lines):
        raise TypeError("journal.append wants the day on which it happened, without an hour")
    if not lines:
        return []
    head, entries, payloads = _locked_head(), [], []
    for line in lines:
        entry, payload = _entered(line, head, by=by)
        head.seq, head.digest = entry.seq, entry.digest
        entries.append(entry)
        payloads += [payload] if payload else []
    Entry.objects.bulk_create(entries)
    Payload.objects.bulk_create(payloads)
    Head.objects.filter(pk=head.pk).update(seq=head.seq, digest=head.digest)
    return entries


def _entered(line: Line, head: Head, *, by: object) -> tuple[Entry, Payload | None]:
    content = plain(line.private) if line.private else None
    salt = secrets.token_hex(16) if line.private else ""
    entry = Entry(
        seq=head.seq + 1, uid=new_uid(), schema=SCHEMA, happened_on=line.on or clock.today(), entered_at=clock.now(),
        actor=str(by), verb=line.verb, subject_kind=line.subject_kind, subject=str(line.subject),
        facts=plain(line.facts or {}), payload_digest=payload_digest(salt, content) if line.private else "",
        previous=head.digest,
    )  # fmt: skip
    entry.digest = line_digest(
        entry.schema, entry.seq, entry.uid, entry.happened_on, entry.entered_at, entry.actor, entry.verb,
        entry.subject_kind, entry.subject, entry.facts, entry.payload_digest, entry.previous,
    )  # fmt: skip
    return entry, Payload(entry=entry, salt=salt, content=content) if line.private else None


def _locked_head() -> Head:
    head, created = Head.objects.select_for_update().get_or_create(pk=1)
    if created and Entry.objects.exists():
        raise RuntimeError("the journal has lines but its head row is gone; run “gromada check” before writing")
    return head
