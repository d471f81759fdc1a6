"""What stands in a working copy and around it: versions, texts kept beside, who writes now, evidence, what others handed in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from gromada.certification.models import Case, Contribution, Evidence, Leftover, Presence, Snapshot
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.reach import roles_may_read
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Form, Step

STILL_HERE = timedelta(minutes=1)


@dataclass(frozen=True)
class Copy:
    """A working copy by path, read at once."""

    values: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    written: dict[str, tuple[int, str, datetime]] = field(default_factory=dict)  # by whom and when, last
    saved_at: datetime | None = None

    def version(self, path: str) -> int:
        return self.versions.get(path, 0)


def copy_of(case: Case, form: str, owner: str = "") -> Copy:
    told = ("path", "value", "version", "by", "by__name", "at")
    rows = list(case.answers.filter(form=form, owner=owner).values_list(*told))
    last = max((row[-1] for row in rows), default=None)
    return Copy({r[0]: r[1] for r in rows}, {r[0]: r[2] for r in rows}, {r[0]: (r[3], r[4], r[5]) for r in rows}, last)


def leftovers_of(case: Case, form: str, person: Person) -> list[Leftover]:
    """Texts of this person that lost against another, or came too late, and were not looked at yet. The newest first."""
    rows = case.leftovers.filter(form=form, by=person, settled_at__isnull=True)
    return list(rows.select_related("case__edition").defer(*HEAVY).order_by("-pk"))


# An edition's content is large and is kept in memory by its digest; the row is read without it.
HEAVY = ("case__edition__content", "case__edition__readiness")


def writing_now(case: Case, form: str, person: Person) -> list[Presence]:
    """Others who were in this form within the last minute."""
    rows = Presence.objects.filter(case=case, form=form, at__gt=clock.now() - STILL_HERE).exclude(person=person)
    return list(rows.select_related("person").order_by("person__sort_key"))


def evidence_by_node(case: Case, form: str, node: str = "") -> dict[str, list[Evidence]]:
    """What was brought forward, by node; of one node when it is named. Three queries, however much there is."""
    rows = Evidence.objects.filter(case=case, form=form, **({"node": node} if node else {}))
    found: dict[str, list[Evidence]] = {}
    for row in rows.select_related("record", "by").prefetch_related("record__attachments__file"):
        found.setdefault(row.node, []).append(row)
    return found


def evidence_counts(case: Case, form: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in Evidence.objects.filter(case=case, form=form).values_list("node", flat=True):
        found[node] = found.get(node, 0) + 1
    return found


def judged(case: Case, form: Form, roles: frozenset[str]) -> Snapshot | None:
    """What a form with a tree looks at: the newest frozen tree of another form, in this case or in the one it is about."""
    edition = case.edition.built
    trees = [f.id for f in edition.forms.values() if f.tree and f.id != form.id]
    if form.tree is None or not trees:
        return None
    for where in (case, case.parent):
        found = where.snapshots.filter(form__in=trees).order_by("pk").last() if where else None
        if found:
            return found if roles_may_read(case, edition.forms[found.form], roles) else None
    return None


def parts_handed_in(case: Case, form: Form, roles: frozenset[str]) -> tuple[Step, list[Contribution]] | None:
    """The last round of a step that several took with a tree of the same scale, once it is open to this reader."""
    edition, tree = case.edition.built, form.tree
    for step in case.rules.steps if tree else ():
        other = edition.forms.get(step.form or "")
        if tree is None or step.how.kind != "each" or other is None or other.tree is None or other.id == form.id:
            continue
        if (other.tree.scale, other.tree.at) != (tree.scale, tree.at) or not roles_may_read(case, other, roles):
            continue
        parts = last_round(case, step)
        if parts:
            return step, parts
    return None


def last_round(case: Case, step: Step) -> list[Contribution]:
    """What several handed in for a step, of its last complete round, by their names."""
    taken = case.taken.filter(step=step.id).last()
    if taken is None:
        return []
    return list(Contribution.objects.filter(taken=taken).select_related("person").order_by("person__sort_key"))


def present_digest(case: Case, form: Form, person: Person, opened: datetime | None) -> str:
    """The digest of what a form holds now, when nobody but this person has changed it since they opened it; else ""."""
    if opened is None or case.answers.filter(form=form.id, owner="", at__gt=opened).exclude(by=person).exists():
        return ""
    return content_digest(working_copy(case, form.id))
