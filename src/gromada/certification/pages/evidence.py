"""Evidence as a line on a page: what it is, when, how many, its files. The same for a live record and for a frozen one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gromada.certification.models import Evidence
from gromada.certification.pages.again import Again
from gromada.records.models import Attachment, Kind, Record
from gromada.ui.typography import partial_date


@dataclass(frozen=True)
class Document:
    """A file as a line: its name, its address for those who may open it, its size in words."""

    name: str
    url: str = ""
    size: int = 0
    uid: str = ""

    @property
    def size_word(self) -> str:
        if self.size > 1024 * 1024:
            return _("%(size)s MB") % {"size": number_format(self.size / 1024 / 1024, 1)}
        return _("%(size)d kB") % {"size": max(1, self.size // 1024)}


@dataclass(frozen=True)
class Shown:
    uid: str
    kind: str
    word: str  # the kind in words
    title: str
    text: str = ""
    link: str = ""
    more: str = ""  # counts and dates in one line
    files: list[Document] = field(default_factory=list)
    fresh: str = ""  # by whom and when, where it is newer than the reader's last look
    carried: Again | None = None  # from where it was taken over, until somebody looks at it again


@dataclass(frozen=True)
class Warned:
    """Files that look like lists of people, and the piece of evidence that they came with."""

    uid: str
    names: list[str]


def live(evidence: Evidence) -> Shown:
    record = evidence.record
    files = [Document(a.name, file_url(a), a.file.size) for a in record.attachments.all()]
    return Shown(
        str(evidence.uid),
        record.kind,
        kind_word(record.kind),
        record.title,
        record.text,
        record.link,
        more(_facts(record)),
        files,
    )


def frozen(row: Mapping[str, Any], attachments: Mapping[str, Attachment]) -> Shown:
    """A line of a snapshot; a file opens only through the snapshot's own attachment."""
    files = []
    for each in row.get("files", ()):
        own = attachments.get(each["digest"])
        files.append(Document(each["name"], file_url(own) if own else "", each["size"]))
    kind = str(row["kind"])
    return Shown(str(row["uid"]), kind, kind_word(kind), row["title"], row["text"], row["link"], more(row), files)


def _facts(record: Record) -> dict[str, Any]:
    return {"count": record.count, "counted": record.counted, "from": record.period_from, "to": record.period_to}


def more_of(record: Record) -> str:
    """The kind and facts of a record in one line."""
    return ", ".join(part for part in (kind_word(record.kind), more(_facts(record))) if part)


def more(facts: Mapping[str, Any]) -> str:
    """ "112 answers, March 2026 – May 2026"."""
    number = f"{facts['count']} {facts['counted']}".strip() if facts.get("count") is not None else ""
    days = dict.fromkeys(partial_date(day) for day in (facts.get("from"), facts.get("to")) if day)
    period = " – ".join(days)
    return ", ".join(part for part in (number, period) if part)


def kind_word(kind: str) -> str:
    return str(Kind(kind).label) if kind in Kind.values else kind


def file_url(attachment: Attachment) -> str:
    return reverse("records:file", args=[attachment.uid])
