"""Asking anew: a request is begun under the current edition and takes over what its holder chose of the earlier one.

Answers and stories are written as any other text; evidence is the same record brought forward once more, never a copy. What came so is remembered
with its source until somebody looks at it again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.actions.beginning import begin
from gromada.certification.actions.evidence import bring
from gromada.certification.actions.writing import write
from gromada.certification.models import Answer, Carried, Case, Evidence, Snapshot
from gromada.certification.proceeding.content import is_empty
from gromada.certification.queries.reach import writing
from gromada.certification.queries.renewing import Renewal, kept_paths, open_request, records_again, root_of
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Form


@dataclass
class Taken:
    """What came over; `refused`: places that could not be, with the reason."""

    answers: int = 0
    evidence: int = 0
    refused: int = 0


def renew(
    renewal: Renewal, *, annexes: tuple[str, ...], chosen: Collection[str], plain: bool, by: Person
) -> tuple[Case, Taken]:
    """Begins the next request, or goes on with the one that is being written, and takes over the `chosen` top standards.

    `plain`: also what stands beside the standards. A place that holds something already is left alone. Raises Refusal as `begin` does,
    and where an open request can no longer be written.
    """
    holder, unit = renewal.holder
    with transaction.atomic():
        case = open_request(renewal) or begin(
            holder, renewal.edition, renewal.proceeding, by=by, unit=unit, annexes=annexes
        )
        form = case.edition.built.forms.get(renewal.form.id) if renewal.form else None
        if form is None or renewal.source is None:
            return case, Taken()
        if case.edition_id != renewal.edition.pk or writing(case, form, by)[0] is None:
            raise Refusal(
                No(
                    _(
                        "The open request is handed in or stands under another edition; nothing can be taken over into it."
                    )
                )
            )
        taken = _take_over(case, form, renewal, chosen, plain, by)
        append(
            "request.carried_over", "case", case.uid, by=by.uid,
            facts={"source": renewal.source.uid, "standards": sorted(chosen), "answers": taken.answers, "evidence": taken.evidence},
        )  # fmt: skip
    return case, taken


def _take_over(case: Case, form: Form, renewal: Renewal, chosen: Collection[str], plain: bool, by: Person) -> Taken:
    assert renewal.source is not None
    found, edition, taken = renewal.compared(case.parts), case.edition.built, Taken()
    values = dict(renewal.plain()) if plain else {}
    nodes: set[str] = set()
    for changed, ones in ((False, found.stands), (True, found.changed)):
        for one in ones:
            if root_of(edition, one.node) in chosen:
                values |= kept_paths(one, changed=changed)
                nodes.add(one.node.id)
    for path, value in values.items():
        _write(case, form, path, value, renewal.source, by, taken)
    rows = [row for row in renewal.evidence if row["node"] in nodes]
    again = records_again(rows, case)
    for row in rows:
        record = again.get(row["record"])
        if record and not Evidence.objects.filter(case=case, form=form.id, node=row["node"], record=record).exists():
            made = bring(case, form, row["node"], record, by=by)
            _remember(case, form, _place(form, row["node"]), renewal.source, by, evidence=made)
            taken.evidence += 1
        elif record is None:
            taken.refused += 1
    return taken


def _place(form: Form, node: str) -> str:
    return f"{form.tree.id}:{node}" if form.tree else node


def _write(case: Case, form: Form, path: str, value: object, source: Snapshot, by: Person, taken: Taken) -> None:
    """Only where nothing stands; a text that would be refused today (a PESEL number) stays behind."""
    row = Answer.objects.filter(case=case, form=form.id, owner="", path=path).first()
    if row and not is_empty(row.value):
        return
    try:
        with transaction.atomic():
            written = write(case, form, path, value, base=row.version if row else 0, by=by)
    except Refusal:
        taken.refused += 1
        return
    _remember(case, form, path, source, by, version=written.version)
    taken.answers += 1


def _remember(
    case: Case,
    form: Form,
    path: str,
    source: Snapshot,
    by: Person,
    *,
    version: int = 0,
    evidence: Evidence | None = None,
) -> None:
    said = {"version": version, "source": source, "by": by, "at": clock.now(), "checked_by": None, "checked_at": None}
    if evidence:
        Carried.objects.update_or_create(
            evidence=evidence, defaults={"case": case, "form": form.id, "path": path, **said}
        )
    else:
        Carried.objects.update_or_create(case=case, form=form.id, path=path, evidence=None, defaults=said)


def look_again(case: Case, form: Form, uid: UUID, *, by: Person) -> None:
    """Somebody looked at what was taken over, and it is still so. Raises Refusal for whoever may not write the form now."""
    if writing(case, form, by)[0] is None:
        raise Refusal(No(_("The form is handed in; nothing can be marked in it any more.")))
    waiting = Carried.objects.filter(case=case, form=form.id, uid=uid, checked_at=None)
    waiting.update(checked_by=by, checked_at=clock.now())
