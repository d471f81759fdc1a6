"""Files of a form as lines on a page."""

from collections.abc import Mapping
from typing import Any

from gromada.certification.pages.evidence import Document, file_url
from gromada.records.models import Attachment


def documents(value: Any, attachments: Mapping[str, Attachment] | None = None) -> list[Document]:
    """The files that a place holds. `attachments`, by digest, are those of the snapshot that is read; else the case's own."""
    rows = [row for row in value or () if isinstance(row, Mapping)]
    own = attachments if attachments is not None else _own(rows)
    found = []
    for row in rows:
        key = row.get("digest") if attachments is not None else row.get("uid")
        attachment = own.get(str(key))
        url = file_url(attachment) if attachment else ""
        found.append(Document(str(row.get("name", "")), url, int(row.get("size") or 0), str(row.get("uid", ""))))
    return found


def _own(rows: list[Mapping[str, Any]]) -> dict[str, Attachment]:
    uids = [str(row["uid"]) for row in rows if row.get("uid")]
    return {str(a.uid): a for a in Attachment.objects.filter(uid__in=uids)} if uids else {}
