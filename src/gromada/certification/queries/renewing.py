"""What a holder's next request could take over from the one that its certificate was awarded on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gromada.certification.models import Case, Certificate, Snapshot
from gromada.certification.proceeding.content import Content, is_empty
from gromada.certification.proceeding.readiness import top
from gromada.certification.queries.beginnings import first_state, holder_now, leading
from gromada.institutions.models import Institution, Unit
from gromada.records.models import Record
from gromada.records.rules import may_stand_again
from gromada.standards.edition.carrying import Carried, CarriedOver, carry_over
from gromada.standards.edition.model import Edition, Field, Form, Standard
from gromada.standards.models import Edition as EditionRow

# Choices, days, people and files are given anew: whoever signs says them again.
STANDING = ("text", "number", "rows")
_NOT_IN_ROWS = ("files", "people", "institution")


@dataclass(frozen=True)
class Renewal:
    """A certificate, the edition under which its holder would ask again, and what was handed in for it (None: nothing is kept here)."""

    certificate: Certificate
    edition: EditionRow
    proceeding: str
    source: Snapshot | None

    @property
    def before(self) -> Edition:
        """The edition under which the old request was written, or the certificate awarded."""
        return self.source.case.edition.built if self.source else self.certificate.edition.built

    @property
    def after(self) -> Edition:
        return self.edition.built

    @cached_property
    def holder(self) -> tuple[Institution, Unit | None]:
        return holder_now(self.certificate)

    @cached_property
    def form(self) -> Form | None:
        """What is written first under the new edition."""
        rules = self.after.proceedings[self.proceeding]
        first = next(iter(rules.steps_from(first_state(rules))), None)
        return self.after.forms.get(first.form or "") if first else None

    @cached_property
    def annexes(self) -> tuple[str, ...]:
        """Those of the certificate that the new edition still has."""
        return tuple(a for a in self.certificate.annexes if a in self.after.parts and self.after.parts[a].annex)

    @cached_property
    def answers(self) -> Content:
        return self.source.content.get("answers", {}) if self.source else {}

    @cached_property
    def evidence(self) -> list[Mapping[str, Any]]:
        return list(self.source.content.get("evidence", ())) if self.source else []

    def compared(self, parts: tuple[str, ...]) -> CarriedOver:
        old = self.before.forms.get(self.source.form) if self.source else _asking(self.before)
        if self.form is None or old is None:
            return CarriedOver()
        return carry_over(self.before, self.after, old, self.form, self.answers, parts)

    def plain(self) -> dict[str, Any]:
        """Answers beside the standards that may stand: the same place of the same type, and not what is said anew."""
        old = self.before.forms.get(self.source.form) if self.source else None
        if old is None or self.form is None:
            return {}
        same = [f for f in self.form.fields if f.type in STANDING and _is_same(old.field(f.id), f)]
        return {f.id: self.answers[f.id] for f in same if not is_empty(self.answers.get(f.id))}


def renewal_of(certificate: Certificate) -> Renewal | None:
    """None where the scheme has no current edition, or its certificates are not asked for anew."""
    rows = EditionRow.objects.filter(issuer=certificate.issuer, scheme=certificate.edition.scheme, current=True)
    edition = rows.select_related("issuer").first()
    if edition is None or edition.built.renewal == "none" or certificate.endless:
        return None
    proceeding = next(iter(leading(edition.built)), "")
    return Renewal(certificate, edition, proceeding, _handed_in(certificate)) if proceeding else None


def _handed_in(certificate: Certificate) -> Snapshot | None:
    """The last version of what was frozen about the standards in the case that the certificate was awarded in."""
    if certificate.case is None:
        return None
    trees = [form.id for form in certificate.case.edition.built.forms.values() if form.tree]
    rows = certificate.case.snapshots.filter(form__in=trees).select_related(
        "case__edition", "case__institution", "taken"
    )
    return rows.order_by("pk").last()


def _asking(edition: Edition) -> Form | None:
    """The form by which a certificate is asked for; None in an edition of history."""
    for id in leading(edition):
        rules = edition.proceedings[id]
        for step in rules.steps_from(first_state(rules)):
            return edition.forms.get(step.form or "")
    return None


def _is_same(old: Field | None, new: Field) -> bool:
    if old is None or old.type != new.type:
        return False
    columns = {column.id: column.type for column in old.columns}
    return all(columns.get(c.id) == c.type and c.type not in _NOT_IN_ROWS for c in new.columns)


def root_of(edition: Edition, node: Standard) -> str:
    return top(edition, node).id


def kept_paths(one: Carried, *, changed: bool) -> dict[str, Any]:
    """What of a node is taken over: of a question that reads otherwise the story alone; its answer is given anew."""
    return {path: said for path, said in one.held.items() if not changed or path.endswith(":narrative")}


def records_again(rows: list[Mapping[str, Any]], case: Case) -> dict[str, Record]:
    """The records behind frozen evidence that may stand again, by their uid: those of this institution and of whom it succeeded, as they are today."""
    found = Record.objects.held_by(case.institution_id).filter(uid__in=[row["record"] for row in rows])
    return {str(r.uid): r for r in found.prefetch_related("attachments") if may_stand_again(r) is None}


def open_request(renewal: Renewal) -> Case | None:
    """The request of the same holder that is open already."""
    holder, unit = renewal.holder
    rows = Case.objects.filter(
        institution=holder, unit=unit, issuer=renewal.edition.issuer, edition__scheme=renewal.edition.scheme,
        proceeding=renewal.proceeding, parent=None, certificate=None, closed_on__isnull=True,
    )  # fmt: skip
    return rows.select_related("edition", "institution", "unit", "issuer").first()
