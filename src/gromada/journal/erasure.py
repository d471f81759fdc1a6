"""Lawful erasure: bytes and salt are destroyed, a tombstone and a line of the journal remain."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.journal.models import Entry, Payload, Tombstone
from gromada.kit import clock
from gromada.kit.refusal import Refusal

ERASED = "journal.erased"


def erase(entry: Entry, *, basis: str, by: object) -> Tombstone:
    """Destroys the personal side of a line. `basis` is the legal ground and itself holds nothing personal.

    Erasing again changes nothing. Raises Refusal where the line has no personal side or no basis is given.
    """
    _want_basis(basis)
    with transaction.atomic(), _overwriting():
        known = Tombstone.objects.filter(entry=entry).first()
        if known:
            return known
        payload = Payload.objects.select_for_update().filter(entry=entry).first()
        if payload is None:
            raise Refusal(_("Line %(line)s has no personal part that could be erased.") % {"line": entry.seq})
        payload.delete()
        tombstone = _bury(Tombstone(entry=entry, digest=entry.payload_digest, basis=basis), by=by)
    return tombstone


def bury_file(digest: str, *, basis: str, by: object) -> Tombstone:
    """Writes down that a file's bytes are lawfully destroyed. Whoever calls it destroys them."""
    _want_basis(basis)
    with transaction.atomic():
        known = Tombstone.objects.filter(file_digest=digest).first()
        return known or _bury(Tombstone(file_digest=digest, basis=basis), by=by)


def tombstone_facts(tombstone: Tombstone) -> dict[str, Any]:
    """What the line of the journal repeats, so that a tombstone cannot be made or altered alone."""
    return {
        "line": tombstone.entry_id, "digest": tombstone.digest, "file": tombstone.file_digest, "basis": tombstone.basis,
    }  # fmt: skip


def _want_basis(basis: str) -> None:
    if not basis.strip():
        raise Refusal(_("Say on what legal basis this is erased."))


def _bury(tombstone: Tombstone, *, by: object) -> Tombstone:
    tombstone.erased_on = clock.today()
    tombstone.by = str(by)
    tombstone.save(force_insert=True)
    append(ERASED, "tombstone", tombstone.uid, by=by, facts=tombstone_facts(tombstone), on=tombstone.erased_on)
    return tombstone


@contextmanager
def _overwriting() -> Iterator[None]:
    """SQLite leaves deleted bytes in its pages and log unless told otherwise; PostgreSQL's vacuum takes them."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        before = cursor.fetchone()[0]
        cursor.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA secure_delete = {int(before)}")
    transaction.on_commit(_empty_log)


def _empty_log() -> None:
    """Without waiting: where somebody reads just now, the next checkpoint does it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        patience = cursor.fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
