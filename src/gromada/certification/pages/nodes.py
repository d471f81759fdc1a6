"""A node of the standards as a page asks about it: hint, example, answer, evidence, what was claimed, what others said."""

from dataclasses import dataclass, field
from typing import Any

from gromada.certification.models import Contribution
from gromada.certification.pages.boxes import Box
from gromada.certification.pages.claims import Claim, Judged, judged
from gromada.certification.pages.evidence import Shown, Warned
from gromada.certification.pages.places import code
from gromada.certification.proceeding.comparing import compare
from gromada.certification.sentences import language
from gromada.standards.edition.model import Edition, Form, Standard


@dataclass
class NodeView:
    id: str
    code: str
    name: str
    required: bool
    level: str
    hint: str
    example: str
    convincing: tuple[str, ...]
    boxes: list[Box] = field(default_factory=list)
    stories: list[tuple[str, Box]] = field(default_factory=list)
    evidence: list[Shown] = field(default_factory=list)
    warned: Warned | None = None
    claims: list[Claim] = field(default_factory=list)
    said: list[tuple[str, Judged]] = field(default_factory=list)  # what each of several people said before
    url: str = ""
    state: str = ""
    word: str = ""  # the answer in the words of the scale


def described(edition: Edition, node: Standard) -> NodeView:
    """A node in the words of its edition."""
    where = ("standard", node.id)
    return NodeView(
        node.id, code(node), edition.text(where, language()), edition.is_required(node), edition.text(("level", node.level), language()),
        edition.text(where, language(), "hint"), edition.text(where, language(), "example"), edition.texts_of(where, language(), "evidence"),
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A row of a comparison."""

    code: str
    name: str
    said: list[Judged]
    differs: bool
    url: str = ""


@dataclass(frozen=True)
class Comparison:
    """What several people said, node by node: first where they differ, then all."""

    columns: list[dict[str, str]]
    lines: list[Line]
    parts: list[Contribution]

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.lines if line.differs]

    @property
    def agreeing(self) -> int:
        return len(self.lines) - len(self.differing)


def comparison(
    edition: Edition, form: Form, standards: tuple[str, ...], parts: list[Contribution], url: Any = None
) -> Comparison:
    """`form` is the one that was handed in by several; `url` gives the address of a node's page where there is one."""
    tree = form.tree
    scale = edition.scales[tree.scale or ""] if tree else None
    lines = [
        Line(
            code(each.node), edition.text(("standard", each.node.id), language()),
            [judged(edition, scale, value, why) for value, why in zip(each.values, each.reasons, strict=True)] if scale else [],
            each.differs, url(each.node) if url else "",
        )
        for each in compare(edition, form, standards, [p.content for p in parts])
    ]  # fmt: skip
    level = edition.at_level(standards, tree.at)[0].level if tree and lines else ""
    columns = [
        {"label": edition.text(("level", level), language()).capitalize()},
        *({"label": p.person.name} for p in parts),
    ]
    return Comparison(columns, lines, parts)


def said_of(edition: Edition, form: Form, node: Standard, parts: list[Contribution]) -> list[tuple[str, Judged]]:
    """What each said of one node."""
    tree = form.tree
    if tree is None:
        return []
    scale, path = edition.scales[tree.scale or ""], f"{tree.id}:{node.id}"
    return [
        (
            p.person.name,
            judged(edition, scale, scale.value(str(p.content.get(path))), str(p.content.get(f"{path}:reason") or "")),
        )
        for p in parts
    ]
