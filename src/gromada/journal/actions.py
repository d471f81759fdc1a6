"""Writing to the journal: one line at a time, last in its transaction, under a lock of the head row."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from gromada.journal.models import SCHEMA, Entry, Head, Payload
from gromada.kit import clock
from gromada.kit.ids import new_uid


def canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def digest_of(entry: Entry) -> str:
    """What the chain binds: every column of the line and the digest of the line before it."""
    line = [
        entry.schema, entry.seq, str(entry.uid), entry.happened_on.isoformat(), entry.entered_at.isoformat(timespec="microseconds"),
        entry.actor, entry.verb, entry.subject_kind, entry.subject, entry.facts, entry.payload_digest, entry.previous,
    ]  # fmt: skip
    return hashlib.sha256(canonical(line)).hexdigest()


def payload_digest(salt: str, content: Any) -> str:
    return hashlib.sha256(salt.encode() + canonical(content)).hexdigest()


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

    Must run inside the transaction of what it tells about: both happen or neither.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.append needs the transaction of the deed it writes down")
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    now = clock.now()
    salt = secrets.token_hex(16) if private else ""
    content = json.loads(canonical(private)) if private else None
    entry = Entry(
        seq=head.seq + 1, uid=new_uid(), schema=SCHEMA, happened_on=on or clock.today(), entered_at=now, actor=str(by), verb=verb,
        subject_kind=subject_kind, subject=str(subject), facts=json.loads(canonical(facts or {})),
        payload_digest=payload_digest(salt, content) if private else "", previous=head.digest,
    )  # fmt: skip
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    if private:
        Payload.objects.create(entry=entry, salt=salt, content=content)
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    return entry
