"""How ready a filled tree of standards is: a dot for every node that is answered, what is missing named exactly.

Top nodes that are answered themselves (a flat list) stand together, a group for each part of the standards.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gromada.certification.proceeding.content import Content, Slot, is_empty, slots
from gromada.standards.edition.model import Edition, Field, Form, Standard

STATES = {"met": "met", "out": "met", "partly": "part", "not": "gap"}


@dataclass(frozen=True)
class Dot:
    """One answered node. `state`: met, part or gap; a reason that is owed keeps a dot at part; `evidence` is a count."""

    node: Standard
    state: str
    required: bool
    evidence: int = 0
    answered: bool = True


@dataclass(frozen=True)
class Gap:
    """A required place that holds nothing. `kind` is that of its slot: value, reason or narrative."""

    path: str
    node: Standard
    kind: str


@dataclass(frozen=True)
class Group:
    """A top node with everything answered under it, or all the top nodes of a part (then `node` is None)."""

    part: str
    node: Standard | None
    dots: tuple[Dot, ...]
    gaps: tuple[Gap, ...]

    @property
    def counted(self) -> tuple[Dot, ...]:
        """What the count is about: the required nodes, or all of them where none is required."""
        return tuple(d for d in self.dots if d.required) or self.dots

    @property
    def met(self) -> int:
        return sum(d.state == "met" for d in self.counted)

    @property
    def total(self) -> int:
        return len(self.counted)

    @property
    def unmet(self) -> tuple[Dot, ...]:
        """Required nodes that have an answer, but one that counts for less than met."""
        return tuple(d for d in self.dots if d.required and d.answered and d.state != "met")


@dataclass(frozen=True)
class Readiness:
    """Of a whole form. Numbers are those of the required nodes, in the order of the standards."""

    groups: tuple[Group, ...]

    @property
    def met(self) -> int:
        return sum(d.state == "met" for d in self._required())

    @property
    def required(self) -> int:
        return sum(1 for _ in self._required())

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for group in self.groups for gap in group.gaps)

    @property
    def unmet(self) -> tuple[Dot, ...]:
        return tuple(dot for group in self.groups for dot in group.unmet)

    @property
    def evidence(self) -> int:
        return sum(d.evidence for g in self.groups for d in g.dots)

    def group_of(self, node: str) -> Group | None:
        """The group in which a node's dot stands."""
        return next((g for g in self.groups if any(d.node.id == node for d in g.dots)), None)

    def _required(self) -> Iterator[Dot]:
        return (d for g in self.groups for d in g.dots if d.required)


def readiness(
    edition: Edition, form: Form, parts: tuple[str, ...], content: Content, evidence: Mapping[str, int] | None = None
) -> Readiness:
    """The readiness of a form's tree; empty for a form without one. `evidence` counts what stands by each node."""
    tree = form.tree
    if tree is None:
        return Readiness(())
    counts = evidence or {}
    asked = [s for s in slots(edition, form, parts, content) if s.field is tree and s.node is not None]
    dots: dict[str, list[Dot]] = {}
    gaps: dict[str, list[Gap]] = {}
    heads: dict[str, tuple[str, Standard | None]] = {}
    answered = {s.node.id for s in asked if s.kind == "value" and s.node}
    for slot in asked:
        root = top(edition, slot.node)
        key = root.part if root.id in answered else root.id
        heads.setdefault(key, (root.part, None if root.id in answered else root))
        if slot.kind == "value":
            dots.setdefault(key, []).append(_dot(edition, tree, slot, content, counts))
        if slot.required and slot.node and is_empty(content.get(slot.path)):
            gaps.setdefault(key, []).append(Gap(slot.path, slot.node, slot.kind))
    return Readiness(
        tuple(Group(part, node, tuple(dots.get(k, ())), tuple(gaps.get(k, ()))) for k, (part, node) in heads.items())
    )


def top(edition: Edition, node: Standard | None) -> Standard:
    """The top node under which a node stands, or itself."""
    assert node is not None
    while node.under:
        node = edition.standards[node.under]
    return node


def _dot(edition: Edition, tree: Field, slot: Slot, content: Content, counts: Mapping[str, int]) -> Dot:
    node = slot.node
    assert node is not None
    scale = edition.scales[tree.scale or ""]
    value = scale.value(str(content.get(slot.path)))
    state = STATES[value.counts] if value else "gap"
    if value and value.reason and state == "met" and is_empty(content.get(f"{slot.path}:reason")):
        state = "part"
    return Dot(node, state, edition.is_required(node), counts.get(node.id, 0), value is not None)
