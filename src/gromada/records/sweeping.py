"""Bytes that nobody needs any more go: files without a reference, and bytes that never got a row."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from gromada.kit import clock
from gromada.records.models import StoredFile

ORPHANS_STAY = timedelta(days=1)  # a page may be between storing a file and pointing at it


def sweep() -> int:
    """Removes files that nothing has referred to for a day, and stray bytes. Returns how many."""
    before = clock.now() - ORPHANS_STAY
    orphans = StoredFile.objects.filter(attachments__isnull=True, stored_at__lt=before).values_list("pk", flat=True)
    return sum(_remove(pk, before) for pk in list(orphans)) + sum(_sweep_folder(f, before) for f in _folders())


def _remove(pk: int, before: datetime) -> bool:
    """Looks again under the lock. The bytes go before the lock does: who stores them meanwhile waits and writes them anew."""
    with transaction.atomic():
        stored = StoredFile.objects.select_for_update().filter(pk=pk, stored_at__lt=before).first()
        if stored is None or stored.attachments.exists():
            return False
        try:
            stored.delete()
        except ProtectedError:  # something of an upper room holds it without a reference
            return False
        stored.path.unlink(missing_ok=True)
        return True


def _folders() -> Iterator[Path]:
    root = Path(settings.FILES)
    if root.exists():
        yield root
        yield from (folder for folder in root.rglob("*") if folder.is_dir())


def _sweep_folder(folder: Path, before: datetime) -> int:
    old = {path.name: path for path in folder.iterdir() if _is_older(path, before)}
    kept = set(StoredFile.objects.filter(digest__in=list(old)).values_list("digest", flat=True)) if old else set()
    # The age is asked again: the same bytes may be wanted since, and whoever wants them makes them young.
    stray = [path for name, path in old.items() if name not in kept and _is_older(path, before)]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)


def _is_older(path: Path, before: datetime) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False
