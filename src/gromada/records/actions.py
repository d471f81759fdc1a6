"""Writing records that can be evidence, and their files."""

from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.institutions.models import Institution
from gromada.journal.actions import append
from gromada.kit import clock, partial
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person
from gromada.records import personal
from gromada.records.files import refer, take_in
from gromada.records.models import Attachment, Kind, Record, Starter

_TEXTS = ("title", "text", "link", "counted", "period_from", "period_to", "started_by")


def create(
    institution: Institution, kind: str, *, by: Person, title: str, files: tuple[UploadedFile, ...] = (), **facts: Any
) -> Record:
    """A record of the institution. Files are looked at and stored before the row; a refusal leaves nothing behind.

    `facts`: text, link, count, counted, period_from, period_to, tags, started_by, revealing.
    """
    sound = _sound(kind, {"title": title, **facts}, with_files=bool(files))
    taken = [_looked_at(upload) for upload in files]
    with transaction.atomic():
        record = Record.objects.create(institution=institution, kind=kind, by=by, created_at=clock.now(), **sound)
        for stored, name in taken:
            refer(stored, name, record=record)
        append(
            "record.created",
            "record",
            record.uid,
            by=by.uid,
            facts={"kind": kind, "files": [s.digest for s, _name in taken]},
        )
    return record


def change(record: Record, *, by: Person, **facts: Any) -> Record:
    """Writes the facts given. What was frozen from the record before stays as it was."""
    sound = _sound(
        record.kind, {**{name: getattr(record, name) for name in (*_TEXTS, "count")}, **facts}, with_files=True
    )
    with transaction.atomic():
        fresh = Record.objects.select_for_update().get(pk=record.pk)
        for name, value in sound.items():
            setattr(fresh, name, value)
        fresh.save()
        append("record.changed", "record", fresh.uid, by=by.uid, facts={"kind": fresh.kind})
    return fresh


def add_file(record: Record, upload: UploadedFile, *, by: Person) -> Attachment:
    stored, name = _looked_at(upload)
    with transaction.atomic():
        made = refer(stored, name, record=record)
        append("record.file_added", "record", record.uid, by=by.uid, facts={"digest": stored.digest})
    return made


def remove_file(attachment: Attachment, *, by: Person) -> None:
    """The reference goes; the bytes stay while something else, a frozen form say, refers to them."""
    with transaction.atomic():
        facts = {"digest": attachment.file.digest}
        append(
            "record.file_removed", "record", attachment.record.uid if attachment.record else "", by=by.uid, facts=facts
        )
        attachment.delete()


def _looked_at(upload: UploadedFile) -> tuple[Any, str]:
    stored, name = take_in(upload)
    refused = personal.number_in_file(stored)
    if refused:
        raise Refusal(refused)
    return stored, name


def _sound(kind: str, facts: dict[str, Any], *, with_files: bool) -> dict[str, Any]:
    """The facts in their kept form. Raises Refusal with every wrong one at once."""
    sound = {name: clean(str(facts[name])) if name in _TEXTS else facts[name] for name in facts}
    reasons = [no for no in (_about(kind, sound, with_files), *_dates(sound), *personal.numbers_in(sound)) if no]
    if not sound.get("title"):
        reasons.insert(0, No(_("Give it a short name, so that it can be found again."), where="title"))
    if sound.get("started_by") and sound["started_by"] not in Starter.values:
        reasons.append(No(_("Choose who started it."), where="started_by"))
    if reasons:
        raise Refusal(*reasons)
    return sound


def _about(kind: str, sound: dict[str, Any], with_files: bool) -> No | None:
    if kind not in Kind.values:
        return No(_("Choose what kind of evidence it is."), where="kind")
    if kind == Kind.LINK and not _is_address(sound.get("link", "")):
        return No(_("Write the whole address of the page, beginning with https://."), where="link")
    if kind == Kind.TEXT and not sound.get("text"):
        return No(_("Write what happened, in a few sentences."), where="text")
    if kind == Kind.COUNT and sound.get("count") is None:
        return No(_("Write the number."), where="count")
    if kind == Kind.COUNT and not sound.get("counted"):
        return No(_("Write what was counted, for example “people at the meeting”."), where="counted")
    if kind == Kind.FILE and not with_files:
        return No(_("Add a file."), where="files")
    return None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in text


def _dates(sound: dict[str, Any]) -> list[No]:
    found, parsed = [], {}
    for name in ("period_from", "period_to"):
        try:
            parsed[name] = (
                partial.first_day(sound.get(name, ""))
                if name == "period_from"
                else partial.last_day(sound.get(name, ""))
            )
        except ValueError:
            found.append(
                No(_("“%(value)s” is no date. Write a day, a month or a year.") % {"value": sound[name]}, where=name)
            )
    if parsed.get("period_from") and parsed.get("period_to") and parsed["period_to"] < parsed["period_from"]:
        found.append(No(_("It would end before it begins. Correct the dates."), where="period_to"))
    return found
