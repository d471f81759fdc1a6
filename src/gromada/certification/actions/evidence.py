"""Bringing records forward as evidence for a node of the standards, and taking them back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Document, Evidence
from gromada.certification.queries.reach import writing
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.records.models import Record
from gromada.standards.edition.model import Form


def _open(case: Case, form: Form, node: str, by: Person, entry: Document | None) -> None:
    if writing(case, form, by, entry)[0] is None:
        raise Refusal(No(_("The form is handed in; evidence cannot be changed any more.")))
    if node not in {s.id for s in case.edition.built.walk(case.parts)}:
        raise Refusal(No(_("The standards of this case have no “%(node)s”.") % {"node": node[:40]}))


def bring(case: Case, form: Form, node: str, record: Record, *, by: Person, entry: Document | None = None) -> Evidence:
    """A record may stand by several nodes; twice by the same one changes nothing. `entry`: it came with that document."""
    _open(case, form, node, by, entry)
    if not Record.objects.held_by(case.institution_id).filter(pk=record.pk).exists():
        raise Refusal(No(_("This record belongs to another institution.")))
    with transaction.atomic():
        last = Evidence.objects.filter(case=case, form=form.id, node=node).count()
        found, _new = Evidence.objects.get_or_create(
            case=case, form=form.id, node=node, record=record, defaults={"by": by, "at": clock.now(), "position": last}
        )
    return found


def take_back(evidence: Evidence, *, by: Person, entry: Document | None = None) -> None:
    """The record itself stays with the institution."""
    form = evidence.case.edition.built.forms[evidence.form]
    _open(evidence.case, form, evidence.node, by, entry)
    evidence.delete()


def snapshot_of(case: Case, form: str) -> list[dict[str, Any]]:
    """Evidence as it is frozen: facts of the record and digests of its files, nothing that points at the live record."""
    found = []
    rows = (
        Evidence.objects.filter(case=case, form=form)
        .select_related("record")
        .prefetch_related("record__attachments__file")
    )
    for row in rows:
        record = row.record
        found.append({
            "node": row.node, "uid": str(row.uid), "record": str(record.uid), "kind": record.kind, "title": record.title, "text": record.text,
            "link": record.link, "count": record.count, "counted": record.counted, "from": record.period_from, "to": record.period_to,
            "files": [{"digest": a.file.digest, "name": a.name, "type": a.file.media_type, "size": a.file.size} for a in record.attachments.all()],
        })  # fmt: skip
    return found
