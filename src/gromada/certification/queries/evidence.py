"""Records of the institution that could stand by a node."""

from gromada.certification.models import Case, Evidence
from gromada.records import personal
from gromada.records.models import Kind, Record
from gromada.standards.edition.model import Standard

SHOWN = 40


def records_to_pick(case: Case, form: str, node: Standard) -> list[Record]:
    """What the institution has and has not brought forward for this node; what shares its tags first, then the newest."""
    used = Evidence.objects.filter(case=case, form=form, node=node.id).values("record")
    rows = Record.objects.held_by(case.institution_id).exclude(pk__in=used).exclude(revealing=True)
    rows = rows.exclude(kind=Kind.FILE, attachments__isnull=True).order_by("-created_at")[: SHOWN * 5]
    return sorted(rows, key=lambda record: not fits(record, node))[:SHOWN]


def fits(record: Record, node: Standard) -> bool:
    return bool(set(record.tags) & set(node.tags))


def offered(case: Case, form: str, node: Standard) -> list[Record]:
    """Records whose tags say that they belong to this node."""
    return [record for record in records_to_pick(case, form, node) if fits(record, node)]


def with_names(evidence: Evidence) -> list[str]:
    """The names of files of a piece of evidence that look like lists of people."""
    files = evidence.record.attachments.select_related("file")
    return [a.name for a in files if personal.looks_like_list_of_names(a.name, a.file)]
