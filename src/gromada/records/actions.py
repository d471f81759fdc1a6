"""Writing records that can be evidence, and their files.

Who may bring evidence forward in a case is the case's question, asked by the room above. Here: who may touch a record
that is there already, and whether what is written is sound.
"""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gromada.institutions.models import Institution
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.ids import new_uid
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.records.files import refer, take_in
from gromada.records.models import Attachment, Record
from gromada.records.rules import may_change, sound_facts


def create(
    institution: Institution,
    kind: str,
    *,
    by: Person,
    title: str,
    files: tuple[UploadedFile, ...] = (),
    uid: UUID | None = None,
    **facts: Any,
) -> Record:
    """A record of the institution. Files are looked at and stored before the row; a refusal leaves no row behind.

    `facts`: text, link, count, counted, period_from, period_to, tags, started_by, revealing. With a `uid` that its maker
    minted, the same record sent twice is made once.
    """
    known = Record.objects.filter(uid=uid, institution=institution).first() if uid else None
    if known:
        return known
    sound = sound_facts(kind, {"title": title, **facts}, with_files=bool(files))
    taken = [take_in(upload, where="files") for upload in files]
    with transaction.atomic():
        record = Record.objects.create(
            uid=uid or new_uid(), institution=institution, kind=kind, by=by, created_at=clock.now(), **sound
        )
        for stored, name in taken:
            refer(stored, name, record=record)
        said = {"institution": institution.uid, "kind": kind, "files": [stored.digest for stored, _name in taken]}
        append("record.created", "record", record.uid, by=by.uid, facts=said)
    return record


def change(record: Record, *, by: Person, **facts: Any) -> Record:
    """Writes the facts given, leaves the others. What was frozen from the record before stays as it was."""
    _refuse(may_change(record, by))
    with transaction.atomic():
        fresh = Record.objects.select_for_update().get(pk=record.pk)
        known = {name: getattr(fresh, name) for name in ("title", "text", "link", "count", "counted")}
        periods = {"period_from": fresh.period_from, "period_to": fresh.period_to}
        sound = sound_facts(fresh.kind, known | periods | facts, with_files=fresh.attachments.exists())
        changed = sorted(name for name, value in sound.items() if getattr(fresh, name) != value)
        if changed:
            for name in changed:
                setattr(fresh, name, sound[name])
            fresh.save(update_fields=changed)
            append("record.changed", "record", fresh.uid, by=by.uid, facts={"fields": changed})
    return fresh


def add_file(record: Record, upload: UploadedFile, *, by: Person) -> Attachment:
    _refuse(may_change(record, by))
    stored, name = take_in(upload, where="files")
    with transaction.atomic():
        made = refer(stored, name, record=record)
        append("record.file_added", "record", record.uid, by=by.uid, facts={"digest": stored.digest})
    return made


def remove_file(attachment: Attachment, *, by: Person) -> None:
    """The reference goes; the bytes stay while something else, a frozen form say, refers to them."""
    if attachment.record:
        _refuse(may_change(attachment.record, by))
    with transaction.atomic():
        facts = {"digest": attachment.file.digest}
        about = attachment.record.uid if attachment.record else attachment.owner
        kind = "record" if attachment.record else attachment.owner_kind
        attachment.delete()
        append("record.file_removed", kind, about, by=by.uid, facts=facts)


def _refuse(no: No | None) -> None:
    if no:
        raise Refusal(no)
