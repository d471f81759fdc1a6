"""Files by the digest of their bytes: written and made durable before any row speaks of them, opened only through rows."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.erasure import bury_file
from gromada.kit import clock
from gromada.kit.files import Inspected, inspect
from gromada.kit.refusal import Refusal
from gromada.records import personal
from gromada.records.models import Attachment, Record, StoredFile, path_of
from gromada.records.sweeping import sweep
from gromada.records.verifying import digest_of, verify_files

__all__ = [
    "Made", "erase", "keep", "lay_down", "open_file", "path_of", "refer", "refer_all", "store", "sweep", "take_in", "verify_files",
]  # fmt: skip

HANDS = 8  # threads that write many files


@dataclass(frozen=True)
class Made:
    """A file that the house made itself, and the uid of what it belongs to in an upper room."""

    content: bytes
    name: str
    owner: object

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def open_file(stored: StoredFile) -> IO[bytes]:
    """Raises FileNotFoundError for what was lawfully erased (or lost, which `gromada check` tells)."""
    return stored.path.open("rb")


def take_in(upload: UploadedFile, *, where: str = "") -> tuple[StoredFile, str]:
    """An upload, looked at by its content; returns the file and a harmless name.

    Raises Refusal, with `where` as the place of its reasons; then nothing is kept.
    """
    incoming = Path(settings.FILES) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    upload.seek(0)
    try:
        found = inspect(cast(IO[bytes], upload), upload.name or "", settings.FILE_MAX_BYTES, folder=incoming)
    except Refusal as refusal:
        raise Refusal(*(replace(no, where=where) for no in refusal.reasons)) from refusal
    refused = personal.number_in_words(found.path, found.media_type)
    if refused:
        found.discard()
        raise Refusal(replace(refused, where=where))
    return keep(found), found.name


def keep(found: Inspected) -> StoredFile:
    """Moves inspected bytes to their place, then writes the row. The same bytes are kept once."""
    return _keep(found.path, found.digest, found.size, found.media_type)


def store(content: bytes, media_type: str, *, name: str, owner_kind: str, owner: object) -> StoredFile:
    """Bytes that the house made itself, referred to by something of an upper room (its kind and uid)."""
    made = [Made(content, name, owner)]
    lay_down(made)
    with transaction.atomic():
        return refer_all(made, media_type, owner_kind=owner_kind)[0]


def lay_down(made: Sequence[Made]) -> None:
    """The bytes of many files, durable when this returns. No row speaks of them yet: those that get none are swept after a day.

    Written by several hands, since most of the time is waiting for the disk, which finishes together what is asked for together.
    """
    Path(settings.FILES).mkdir(parents=True, exist_ok=True)
    once = {each.digest: each.content for each in made}
    StoredFile.objects.filter(digest__in=once).update(stored_at=clock.now())
    with ThreadPoolExecutor(HANDS) as hands:
        _sync_all({folder for folders in hands.map(_write, once, once.values()) for folder in folders}, hands)


def refer_all(made: Sequence[Made], media_type: str, *, owner_kind: str) -> list[StoredFile]:
    """The rows of what was laid down, in its order, and a counted reference to each; what is there already stays."""
    digests = sorted({each.digest: len(each.content) for each in made}.items())
    StoredFile.objects.bulk_create(
        [
            StoredFile(digest=digest, size=size, media_type=media_type, stored_at=clock.now())
            for digest, size in digests
        ],
        ignore_conflicts=True,
    )
    rows = StoredFile.objects.in_bulk([digest for digest, _size in digests], field_name="digest")
    owners = [str(each.owner) for each in made]
    there = set(
        Attachment.objects.filter(owner_kind=owner_kind, owner__in=owners, record=None).values_list(
            "file", "owner", "name"
        )
    )
    wanted = {(rows[each.digest].pk, str(each.owner), each.name[:200]): None for each in made}
    Attachment.objects.bulk_create(
        Attachment(file_id=file, owner_kind=owner_kind, owner=owner, name=name, added_at=clock.now())
        for file, owner, name in wanted
        if (file, owner, name) not in there
    )
    return [rows[each.digest] for each in made]


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


def erase(stored: StoredFile, *, basis: str, by: object) -> None:
    """Destroys the bytes for good and leaves a tombstone. References stay and lead to nothing.

    Erasing again changes nothing. `basis` is the legal ground and itself holds nothing personal.
    """
    if not basis.strip():
        raise Refusal(_("Say on what legal basis this is erased."))
    with transaction.atomic():
        bury_file(stored.digest, basis=basis, by=by)
        transaction.on_commit(lambda: stored.path.unlink(missing_ok=True))


def _write(digest: str, content: bytes) -> Sequence[Path]:
    handle, path = tempfile.mkstemp(dir=settings.FILES)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return _place(Path(path), digest)


def _keep(source: Path, digest: str, size: int, media_type: str) -> StoredFile:
    """Says first that the row is wanted: a sweep that runs now either leaves it, or is over before the bytes are placed."""
    StoredFile.objects.filter(digest=digest).update(stored_at=clock.now())
    _sync_all(_place(source, digest))
    stored, _new = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": size, "media_type": media_type, "stored_at": clock.now()}
    )
    return stored


def _place(source: Path, digest: str) -> Sequence[Path]:
    """Durable bytes at their place; damaged ones are mended so, too. Gives the folders whose names are not durable yet."""
    target = path_of(digest)
    if target.exists() and digest_of(target) == digest:
        os.utime(target)  # young again for the sweep of what has no row
        source.unlink(missing_ok=True)
        return ()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sync(source)
    source.chmod(0o600)
    os.replace(source, target)
    return target.parent, target.parent.parent, Path(settings.FILES)


def _sync_all(folders: Iterable[Path], hands: Executor | None = None) -> None:
    """Lower ones first, as a file is found by the way down to it."""
    deepest_first = sorted(folders, key=lambda each: -len(each.parts))
    for _depth, level in groupby(deepest_first, key=lambda each: len(each.parts)):
        list((hands.map if hands else map)(_sync, level))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
