"""Files by the digest of their bytes: written and made durable before any row speaks of them, opened only through rows."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.findings import Finding, What
from gromada.kit import clock
from gromada.kit.files import Inspected, inspect
from gromada.records.models import Attachment, Record, StoredFile

CHUNK = 1024 * 1024
ORPHANS_STAY = timedelta(days=1)  # a page may be between storing a file and pointing at it


def path_of(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest[2:4] / digest


def open_file(stored: StoredFile) -> IO[bytes]:
    return path_of(stored.digest).open("rb")


def take_in(upload: UploadedFile) -> tuple[StoredFile, str]:
    """An upload, looked at by its content; returns the file and a harmless name. Raises Refusal, then nothing is kept."""
    incoming = Path(settings.FILES) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    found = inspect(upload.file, upload.name or "", settings.FILE_MAX_BYTES, folder=incoming)
    return keep(found), found.name


def keep(found: Inspected) -> StoredFile:
    """Moves inspected bytes to their place, then writes the row. The same bytes are kept once."""
    _place(found.path, found.digest)
    return _row(found.digest, found.size, found.media_type)


def store(content: bytes, media_type: str, *, name: str, owner_kind: str, owner: object) -> StoredFile:
    """Bytes that the house made itself, referred to by something of an upper room (its kind and uid)."""
    digest = hashlib.sha256(content).hexdigest()
    Path(settings.FILES).mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=settings.FILES)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    _place(Path(path), digest)
    stored = _row(digest, len(content), media_type)
    refer(stored, name, owner_kind=owner_kind, owner=owner)
    return stored


def refer(
    stored: StoredFile, name: str, *, record: Record | None = None, owner_kind: str = "", owner: object = ""
) -> Attachment:
    """One more counted reference; asked for twice, there is still one."""
    found, _new = Attachment.objects.get_or_create(
        file=stored,
        record=record,
        owner_kind=owner_kind,
        owner=str(owner),
        name=name[:200],
        defaults={"added_at": clock.now()},
    )
    return found


def _place(source: Path, digest: str) -> None:
    """Durable before anybody relies on it: the bytes, then the names of the folders."""
    target = path_of(digest)
    if target.exists():
        source.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as file:
        os.fsync(file.fileno())
    shutil.move(source, target)
    target.chmod(0o600)
    for folder in (target.parent, target.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _row(digest: str, size: int, media_type: str) -> StoredFile:
    stored, _new = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": size, "media_type": media_type, "stored_at": clock.now()}
    )
    return stored


def digest_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            found.update(piece)
    return found.hexdigest()


def verify_files() -> Iterator[Finding]:
    """Every stored file that is missing or no longer has its digest."""
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        path = path_of(stored.digest)
        if not path.exists():
            yield Finding(What.FILE_MISSING, _("The file %(digest)s is missing.") % {"digest": stored.digest})
        elif digest_of(path) != stored.digest:
            yield Finding(
                What.FILE_CHANGED, _("The file %(digest)s differs from its digest.") % {"digest": stored.digest}
            )


def sweep() -> int:
    """Removes files that nothing refers to for a day, and bytes that never got a row. Returns how many."""
    before = clock.now() - ORPHANS_STAY
    removed = 0
    for stored in StoredFile.objects.filter(attachments__isnull=True, stored_at__lt=before):
        with transaction.atomic():
            locked = StoredFile.objects.select_for_update().get(pk=stored.pk)
            if not locked.attachments.exists():
                locked.delete()
                path_of(stored.digest).unlink(missing_ok=True)
                removed += 1
    return removed + _sweep_stray(before.timestamp())


def _sweep_stray(before: float) -> int:
    removed = 0
    for path in Path(settings.FILES).rglob("*"):
        if (
            path.is_file()
            and path.stat().st_mtime < before
            and not StoredFile.objects.filter(digest=path.name).exists()
        ):
            path.unlink(missing_ok=True)
            removed += 1
    return removed
