"""Whether every stored file is there and still holds the bytes that its digest names."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from gromada.journal.findings import Finding, What
from gromada.journal.models import Tombstone
from gromada.records.models import StoredFile


def verify_files() -> Iterator[Finding]:
    """A finding for each file that is missing, differs from its digest, or was lawfully erased (which is no damage)."""
    buried = Tombstone.objects.filter(file_digest=OuterRef("digest"))
    rows = StoredFile.objects.annotate(is_buried=Exists(buried)).order_by("pk")
    for stored in rows.iterator(chunk_size=500):
        yield from _verify(stored, stored.is_buried)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _verify(stored: StoredFile, is_buried: bool) -> Iterator[Finding]:
    facts = {"digest": stored.digest}
    try:
        digest = digest_of(stored.path)
    except FileNotFoundError:
        if is_buried:
            yield Finding(What.ERASED, _("The file %(digest)s was lawfully erased.") % facts)
        else:
            yield Finding(What.FILE_MISSING, _("The file %(digest)s is missing.") % facts)
        return
    except OSError:
        yield Finding(What.FILE_MISSING, _("The file %(digest)s cannot be read.") % facts)
        return
    if digest != stored.digest:
        yield Finding(What.FILE_CHANGED, _("The file %(digest)s differs from its digest.") % facts)
    elif is_buried:
        yield Finding(What.FILE_CHANGED, _("The file %(digest)s was erased, and yet its bytes are there.") % facts)
