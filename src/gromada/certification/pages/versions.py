"""What was completed later beside what was submitted: place by place, word by word, and evidence that came or went."""

from dataclasses import dataclass
from typing import Any

from gromada.certification.models import Case, Snapshot
from gromada.certification.pages.boxes import in_words
from gromada.certification.pages.places import Places, title
from gromada.certification.proceeding.paths import kind_of
from gromada.certification.queries.editions import as_of
from gromada.kit.differing import Difference, difference


@dataclass(frozen=True)
class Changed:
    label: str
    said: Difference


@dataclass(frozen=True)
class Versions:
    """`came` and `went` are titles of evidence with the place that they stand at."""

    earlier: Snapshot
    changes: list[Changed]
    came: list[str]
    went: list[str]

    @property
    def nothing(self) -> bool:
        return not (self.changes or self.came or self.went)


def versions_of(case: Case, snapshot: Snapshot) -> Versions | None:
    """The snapshot against the version before it; None for the first one."""
    rows = Snapshot.objects.filter(case=snapshot.case_id, form=snapshot.form, version__lt=snapshot.version)
    earlier = rows.select_related("taken").order_by("-version").first()
    then = as_of(snapshot.case, snapshot.at)
    step = then.rules.step(snapshot.taken.step)
    if earlier is None or step is None:
        return None
    places = Places(then, step, then.edition.built.forms[snapshot.form])
    old, new = earlier.content, snapshot.content
    before, after = old.get("answers", {}), new.get("answers", {})
    changed = [path for path in dict.fromkeys([*after, *before]) if before.get(path) != after.get(path)]
    ordered = sorted((p for p in changed if kind_of(places.form, p)), key=lambda path: _order(places, path))
    return Versions(
        earlier,
        [Changed(places.label(p), difference(in_words(places, p, before.get(p)), in_words(places, p, after.get(p)))) for p in ordered],
        _only(places, new, old),
        _only(places, old, new),
    )  # fmt: skip


def _order(places: Places, path: str) -> tuple[int, int, str]:
    """As the form asks: field by field, within a tree node by node."""
    name, _sep, rest = path.partition(":")
    fields = [field.id for field in places.form.fields]
    nodes = list(places.by_id)
    node = rest.partition(":")[0]
    return fields.index(name), nodes.index(node) if node in places.by_id else -1, path


def _only(places: Places, here: dict[str, Any], there: dict[str, Any]) -> list[str]:
    """Evidence that stands at a place here and not there."""
    known = {(row["node"], row["uid"]) for row in there.get("evidence", ())}
    rows = [row for row in here.get("evidence", ()) if (row["node"], row["uid"]) not in known]
    return [f"{_at(places, row['node'])}: {row['title']}" for row in rows]


def _at(places: Places, node: str) -> str:
    found = places.by_id.get(node)
    return title(places.edition, found) if found else node
