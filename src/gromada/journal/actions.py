"""Writing to the journal: one line at a time, last in its transaction, under a lock of the head row."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gromada.journal.chain import line_digest, payload_digest, plain
from gromada.journal.models import SCHEMA, Entry, Head, Payload
from gromada.kit import clock
from gromada.kit.ids import new_uid


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
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.append needs the transaction of the deed it writes down")
    if isinstance(on, datetime):
        raise TypeError("journal.append wants the day on which it happened, without an hour")
    head = _locked_head()
    content = plain(private) if private else None
    salt = secrets.token_hex(16) if private else ""
    entry = Entry(
        seq=head.seq + 1, uid=new_uid(), schema=SCHEMA, happened_on=on or clock.today(), entered_at=clock.now(),
        actor=str(by), verb=verb, subject_kind=subject_kind, subject=str(subject), facts=plain(facts or {}),
        payload_digest=payload_digest(salt, content) if private else "", previous=head.digest,
    )  # fmt: skip
    entry.digest = line_digest(
        entry.schema, entry.seq, entry.uid, entry.happened_on, entry.entered_at, entry.actor, entry.verb,
        entry.subject_kind, entry.subject, entry.facts, entry.payload_digest, entry.previous,
    )  # fmt: skip
    entry.save(force_insert=True)
    if private:
        Payload(entry=entry, salt=salt, content=content).save(force_insert=True)
    Head.objects.filter(pk=head.pk).update(seq=entry.seq, digest=entry.digest)
    return entry


def _locked_head() -> Head:
    head, created = Head.objects.select_for_update().get_or_create(pk=1)
    if created and Entry.objects.exists():
        raise RuntimeError("the journal has lines but its head row is gone; run “gromada check” before writing")
    return head
