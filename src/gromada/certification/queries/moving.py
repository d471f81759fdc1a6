"""What moving an open case to another edition would mean: what no longer fits, and when its terms would end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gromada.certification.models import Answer, Case, Evidence, TermRun
from gromada.certification.proceeding.content import is_empty
from gromada.certification.proceeding.paths import fault, kind_of
from gromada.kit import terms
from gromada.standards.edition.model import Edition, Form
from gromada.standards.models import Edition as EditionRow


@dataclass(frozen=True)
class Term:
    """A term that runs: when it ends now, and when it would end."""

    run: TermRun
    was: date | None
    will_be: date | None


@dataclass(frozen=True)
class Unfit:
    """What has no place under the other edition: an answer, or evidence at a node that is no more."""

    form: str
    owner: str
    path: str
    value: Any
    answer: Answer | None = None
    evidence: Evidence | None = None


def editions_for(case: Case) -> list[EditionRow]:
    """The other editions of the scheme that have this proceeding, the current one first."""
    rows = EditionRow.objects.filter(issuer=case.issuer, scheme=case.edition.scheme, history_only=False)
    found = [row for row in rows.exclude(pk=case.edition_id) if case.proceeding in row.built.proceedings]
    return sorted(found, key=lambda row: (not row.current, row.key))


def parts_under(case: Case, edition: Edition) -> tuple[str, ...]:
    return edition.parts_for(tuple(case.annexes))


def unfit(case: Case, after: Edition) -> list[Unfit]:
    """In the order in which it was written. A question that only reads otherwise keeps its answer."""
    found = [
        Unfit(row.form, row.owner, row.path, row.value, answer=row)
        for row in Answer.objects.filter(case=case).order_by("pk")
        if not is_empty(row.value) and not _fits(case, after, row)
    ]
    nodes = {node.id for node in after.walk(parts_under(case, after))}
    for piece in Evidence.objects.filter(case=case).select_related("record").order_by("pk"):
        form = after.forms.get(piece.form)
        if piece.node not in nodes or form is None or form.tree is None or not form.tree.evidence:
            found.append(Unfit(piece.form, "", piece.node, piece.record.title, evidence=piece))
    return found


def _fits(case: Case, after: Edition, row: Answer) -> bool:
    form = after.forms.get(row.form)
    known = kind_of(form, row.path) if form else None
    if form is None or known is None:
        return False
    old = case.edition.built.forms.get(row.form)
    before = kind_of(old, row.path) if old else None
    if before and before[0].type != known[0].type:
        return False
    return _node_fits(case, after, form, row.path) and fault(after, form, row.path, row.value) is None


def _node_fits(case: Case, after: Edition, form: Form, path: str) -> bool:
    """Whether the node of a place stands in the tree of the form, at the level that is answered or told about."""
    name, _sep, rest = path.partition(":")
    tree = form.field(name)
    if not rest or tree is None:
        return True
    node, _sep, what = rest.partition(":")
    parts = parts_under(case, after)
    level = (
        after.at_level(parts, tree.narrative_at)
        if what == "narrative" and tree.narrative_at
        else after.at_level(parts, tree.at)
    )
    return node in {each.id for each in level} and (what != "narrative" or tree.narrative_at is not None)


def running(case: Case) -> "Iterator[TermRun]":
    yield from TermRun.objects.filter(case=case, met_on__isnull=True).prefetch_related("extensions").order_by("pk")


def recounted(case: Case, after: Edition) -> list[Term]:
    """Each term that runs, counted anew from its own beginning by the other edition. What somebody was given is never taken away: the later day counts."""
    found = []
    for run in running(case):
        term = after.terms.get(run.term)
        if term is None or run.started_on is None or run.due_on is None:
            found.append(Term(run, run.due_on, run.due_on))
            continue
        day = terms.due(
            run.started_on, days=term.days, working_days=term.working_days, months=term.months, until=term.until,
            country=after.holidays, roll=term.ends_on_working_day,
        )  # fmt: skip
        found.append(Term(run, run.due_on, max(day, run.due_on)))
    return found
