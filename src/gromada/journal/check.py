"""Walks the whole chain and names everything that does not fit. Memory does not grow with the journal."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DataError
from django.db.models import Exists, OuterRef

from gromada.journal import sentences
from gromada.journal.chain import ZERO, line_digest, payload_digest
from gromada.journal.erasure import ERASED, tombstone_facts
from gromada.journal.findings import Finding, What, found
from gromada.journal.heads import SIGNED, SignedHead, announced, compared, forged, genuine, signed_head
from gromada.journal.keys import public_keys
from gromada.journal.models import Cursor, DayHead, Entry, Head, Payload, Tombstone

BATCH = 2000
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, RecursionError, DataError)
COLUMNS = (
    "schema", "seq", "uid", "happened_on", "entered_at", "actor", "verb", "subject_kind", "subject", "facts",
    "payload_digest", "previous", "digest", "payload__salt", "payload__content", "tombstone__uid",
)  # fmt: skip


class Line(NamedTuple):
    """One row of the journal with what hangs on it. Whoever tampered may have put anything into any column."""

    schema: int
    seq: int
    uid: UUID
    happened_on: date
    entered_at: datetime
    actor: str
    verb: str
    subject_kind: str
    subject: str
    facts: Any
    payload_digest: str
    previous: str
    digest: str
    salt: str | None
    content: Any
    tombstone: UUID | None


@dataclass
class Walk:
    """What is remembered from line to line."""

    seq: int = 0
    digest: str = ZERO  # as the last line states it
    true_digest: str = ZERO  # as its content gives it
    heads: dict[int, list[SignedHead]] = field(default_factory=dict)  # by the line they name
    unannounced: dict[date, SignedHead] = field(default_factory=dict)
    end: Head | None = None
    digest_at_end: str | None = None


def check() -> list[Finding]:
    return list(walk())


def walk() -> Iterator[Finding]:
    """Findings in the order of the lines; what concerns the end of the chain comes last."""
    state = Walk()
    yield from _readable_or(sentences.END_UNREADABLE, _find_end(state))
    yield from _readable_or(sentences.HEADS_UNREADABLE, _gather_heads(state))
    for batch in _batches():
        around = _around(batch)
        for line in batch:
            yield from _check_line(line, state, around)
    yield from _readable_or(sentences.END_UNREADABLE, _check_end(state))
    yield from _readable_or(sentences.PARTS_UNREADABLE, _check_loose_parts())


def _readable_or(sentence: object, findings: Iterator[Finding]) -> Iterator[Finding]:
    """SQLite lets anything stand in any column; what cannot be read is a finding, never an end of the check."""
    try:
        yield from findings
    except UNREADABLE:
        yield found(What.HEAD, sentence)


def _find_end(state: Walk) -> Iterator[Finding]:
    state.end = Head.objects.filter(pk=1).first()
    if state.end and state.end.seq == 0:
        state.digest_at_end = ZERO
    yield from ()


def _gather_heads(state: Walk) -> Iterator[Finding]:
    trusted = set(public_keys())
    for row in DayHead.objects.iterator():
        head = signed_head(row)
        state.unannounced[head.day] = head
        if not genuine(head, trusted):
            yield forged(head)
        elif head.seq == 0:
            yield from compared(head, ZERO)
        else:
            state.heads.setdefault(head.seq, []).append(head)


def _batches() -> Iterator[list[Line]]:
    """By number, not by a cursor that stays open: a row that cannot be read spoils only itself."""
    rows = Entry.objects.order_by("seq")
    while True:
        try:
            batch = [Line(*row) for row in rows.values_list(*COLUMNS)[:BATCH]]
        except UNREADABLE:
            batch = [_readable(seq) for seq in rows.values_list("seq", flat=True)[:BATCH]]
        yield batch
        if len(batch) < BATCH or not isinstance(batch[-1].seq, int | float):
            return
        rows = Entry.objects.filter(seq__gte=math.floor(batch[-1].seq) + 1).order_by("seq")


def _readable(seq: int) -> Line:
    """The row, or as much of it as can be read: an unreadable payload must not make the line look changed."""
    without_payload = COLUMNS[:-3]
    for columns in (COLUMNS, without_payload, ("seq", "digest", "previous")):
        try:
            known = dict(zip(columns, Entry.objects.filter(seq=seq).values_list(*columns).get(), strict=True))
        except UNREADABLE:
            continue
        if columns == without_payload:
            known |= {"payload__salt": "", "payload__content": None}
        return Line(*(known.get(name) for name in COLUMNS))  # type: ignore[arg-type]
    return Line(*(seq if name == "seq" else None for name in COLUMNS))  # type: ignore[arg-type]


def _check_line(line: Line, state: Walk, around: "Around") -> Iterator[Finding]:
    yield from _check_payload(line, around)
    if not isinstance(line.seq, int) or line.seq <= state.seq:
        yield found(What.INSERTED, sentences.NO_PLACE, line=line.seq)
        return
    first, last = state.seq + 1, line.seq - 1
    if first <= last:
        sentence = sentences.ONE_REMOVED if first == last else sentences.SOME_REMOVED
        yield found(What.REMOVED, sentence, line=first, first=first, last=last)
    true_digest = _digest(line)
    if true_digest != line.digest:
        yield found(What.CHANGED, sentences.CHANGED, line=line.seq)
    if line.seq == state.seq + 1 and line.previous not in (state.digest, state.true_digest):
        yield _broken_link(line, state)
    yield from _check_announcement(line, state, around)
    for head in state.heads.pop(line.seq, []):
        yield from compared(head, line.digest)
    state.seq, state.digest, state.true_digest = line.seq, line.digest, true_digest or ""
    if state.end and state.end.seq == line.seq:
        state.digest_at_end = line.digest


def _digest(line: Line) -> str | None:
    """None where a column holds what no line can hold."""
    try:
        return line_digest(*line[:12])
    except UNREADABLE:
        return None


def _broken_link(line: Line, state: Walk) -> Finding:
    elsewhere = Entry.objects.filter(digest=line.previous).values_list("seq", flat=True).first()
    if elsewhere is not None:
        return found(What.MOVED, sentences.MOVED, line=line.seq, before=state.seq, elsewhere=elsewhere)
    return found(What.INSERTED, sentences.DOES_NOT_FOLLOW, line=line.seq, before=state.seq)


class Grave(NamedTuple):
    basis: str
    erased_on: date
    lawful: bool


class Around(NamedTuple):
    """What other tables say about a batch of lines."""

    graves: dict[int, Grave]  # by the line whose personal part was erased
    buried: set[str]  # the tombstones that lines of this batch tell of


def _around(batch: list[Line]) -> Around:
    uids = {line.tombstone for line in batch if line.tombstone}
    told_of = {uid for line in batch if line.verb == ERASED and (uid := _uid(line.subject))}
    try:
        tombstones = list(Tombstone.objects.filter(uid__in=uids | told_of)) if uids or told_of else []
        told = _told([t for t in tombstones if t.uid in uids])
    except UNREADABLE:
        return Around({}, set())
    graves = {t.entry_id: Grave(t.basis, t.erased_on, t.uid in told) for t in tombstones if t.entry_id is not None}
    return Around(graves, {str(t.uid) for t in tombstones})


def _told(tombstones: list[Tombstone]) -> set[UUID]:
    """Those tombstones of which a line of the journal says the same."""
    by_uid = {str(t.uid): t for t in tombstones}
    lines = Entry.objects.filter(subject_kind="tombstone", verb=ERASED, subject__in=list(by_uid))
    return {
        by_uid[line.subject].uid
        for line in lines
        if line.facts == tombstone_facts(by_uid[line.subject])
        and line.happened_on == by_uid[line.subject].erased_on
        and line.actor == by_uid[line.subject].by
    }


def _check_payload(line: Line, around: Around) -> Iterator[Finding]:
    grave = around.graves.get(line.seq)
    if grave and not grave.lawful:
        yield found(What.FORGED, sentences.TOMBSTONE_FORGED, line=line.seq)
    if line.salt is not None and not line.payload_digest:
        yield found(What.PAYLOAD_CHANGED, sentences.PAYLOAD_ADDED, line=line.seq)
    elif line.salt is not None and grave:
        yield found(What.PAYLOAD_CHANGED, sentences.PAYLOAD_BACK, line=line.seq)
    elif line.salt is not None and _payload_digest(line) != line.payload_digest:
        yield found(What.PAYLOAD_CHANGED, sentences.PAYLOAD_CHANGED, line=line.seq)
    elif line.salt is None and line.payload_digest and grave is None:
        yield found(What.PAYLOAD_MISSING, sentences.PAYLOAD_MISSING, line=line.seq)
    elif line.salt is None and grave and grave.lawful:
        day = grave.erased_on.isoformat()
        yield found(What.ERASED, sentences.ERASED, line=line.seq, day=day, basis=grave.basis)


def _payload_digest(line: Line) -> str | None:
    try:
        return payload_digest(line.salt or "", line.content)
    except UNREADABLE:
        return None


def _check_announcement(line: Line, state: Walk, around: Around) -> Iterator[Finding]:
    """Lines that tell of a signed head or of an erasure: what they tell of must still be there."""
    if line.verb == SIGNED:
        day = _day(line.subject)
        head = (state.unannounced.pop(day, None) or _signed_meanwhile(day)) if day else None
        if head is None or not announced(head, line.facts):
            yield found(What.HEAD, sentences.HEAD_GONE, line=line.seq, day=line.subject)
    elif line.verb == ERASED and line.subject not in around.buried:
        yield found(What.REMOVED, sentences.TOMBSTONE_GONE, line=line.seq)


def _signed_meanwhile(day: date) -> SignedHead | None:
    row = DayHead.objects.filter(day=day).first()
    return signed_head(row) if row else None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _uid(text: Any) -> UUID | None:
    try:
        return UUID(text)
    except (TypeError, ValueError, AttributeError):
        return None


def _check_end(state: Walk) -> Iterator[Finding]:
    followed = list(Cursor.objects.filter(seq__gt=state.seq).values_list("name", "seq"))
    # Read again, and after the cursors: lines may lawfully have been added while we walked.
    end = Head.objects.filter(pk=1).first()
    if state.seq and not (state.end and end):
        yield found(What.HEAD, sentences.END_MISSING, line=state.seq)
    elif state.end and end:
        if state.digest_at_end is None:
            yield found(What.CUT_OFF, sentences.END_CUT_OFF, line=state.seq, head=state.end.seq)
        elif state.digest_at_end != state.end.digest:
            yield found(What.HEAD, sentences.END_CHANGED, line=state.seq, head=state.end.seq)
        if state.seq > end.seq:
            yield found(What.INSERTED, sentences.AFTER_END, line=state.seq)
    if Head.objects.exclude(pk=1).exists():
        yield found(What.HEAD, sentences.SECOND_END)
    for heads in state.heads.values():
        for head in heads:
            yield from compared(head, None)
    for head in state.unannounced.values():
        yield found(What.FORGED, sentences.HEAD_UNTOLD, line=head.seq, day=head.day.isoformat())
    for name, seq in followed:
        if seq > max(state.seq, end.seq if end else 0):
            yield found(What.CUT_OFF, sentences.FOLLOWED_FURTHER, line=state.seq, name=name, followed=seq)


def _check_loose_parts() -> Iterator[Finding]:
    """Personal parts and tombstones that hang on no line."""
    line = Entry.objects.filter(seq=OuterRef("entry_id"))
    for payload in Payload.objects.filter(~Exists(line)).only("pk").iterator():
        yield found(What.PAYLOAD_CHANGED, sentences.PAYLOAD_LOOSE, line=payload.pk)
    for tombstone in Tombstone.objects.filter(~Exists(line)).iterator():
        if not _told([tombstone]):
            day = tombstone.erased_on.isoformat()
            yield found(What.FORGED, sentences.TOMBSTONE_LOOSE, line=tombstone.entry_id, day=day)
