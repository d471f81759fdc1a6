"""How a filled tree of standards scores: a weighted share of points, and whether every required node counts enough."""

from dataclasses import dataclass

from gromada.certification.proceeding.content import Content
from gromada.standards.edition.model import Edition, Field, Form, Standard

ORDER = {"not": 0, "partly": 1, "met": 2}


@dataclass(frozen=True)
class Score:
    """`share` is Σ weight·points / Σ weight·best over answered-or-required nodes that are not "out" (1.0 when there are none).

    `below` are the required nodes that count for less than asked (see `each_at_least`).
    """

    share: float
    counts: dict[str, str]  # node → met | partly | not | out; unanswered nodes are absent
    required: tuple[str, ...]

    def below(self, least: str) -> tuple[str, ...]:
        """Required nodes that are unanswered or count for less than `least`; "out" always passes."""
        return tuple(
            n
            for n in self.required
            if (c := self.counts.get(n, "not")) != "out" and (n not in self.counts or ORDER[c] < ORDER[least])
        )


def score(edition: Edition, form: Form, parts: tuple[str, ...], content: Content) -> Score:
    """Scores the first tree of a form; a form without a tree scores its scaled choices. Unanswered required nodes weigh with 0 points."""
    tree = form.tree
    if tree is None:
        return _score_choices(edition, form, content)
    scale = edition.scales[tree.scale or ""]
    gained = possible = 0.0
    counts: dict[str, str] = {}
    required: list[str] = []
    for node in edition.at_level(parts, tree.at):
        must = edition.is_required(node)
        if must:
            required.append(node.id)
        value = scale.value(str(content.get(f"{tree.id}:{node.id}")))
        if value:
            counts[node.id] = value.counts
        if (value and value.counts != "out") or (not value and must):
            possible += _weight(node) * scale.best
            gained += _weight(node) * ((value.points or 0.0) if value else 0.0)
    return Score(gained / possible if possible else 1.0, counts, tuple(required))


def _weight(node: Standard) -> float:
    return node.weight


def _score_choices(edition: Edition, form: Form, content: Content) -> Score:
    gained = possible = 0.0
    counts: dict[str, str] = {}
    scored: list[Field] = [f for f in form.fields if f.type == "choice" and f.scale]
    for field in scored:
        scale = edition.scales[field.scale or ""]
        value = scale.value(str(content.get(field.id)))
        if value:
            counts[field.id] = value.counts
        if not value or value.counts != "out":
            possible += scale.best
            gained += (value.points or 0.0) if value else 0.0
    return Score(gained / possible if possible else 1.0, counts, tuple(f.id for f in scored if f.required))
