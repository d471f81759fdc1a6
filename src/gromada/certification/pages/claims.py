"""What was handed in about the standards, read from its frozen snapshot: answers, stories, evidence. Never from live records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from gromada.certification.models import Case, Snapshot
from gromada.certification.pages.evidence import Shown, frozen
from gromada.certification.pages.places import code, title
from gromada.certification.proceeding.content import Content
from gromada.certification.proceeding.readiness import STATES
from gromada.certification.queries.editions import as_of
from gromada.certification.sentences import language
from gromada.records.models import Attachment
from gromada.standards.edition.model import Edition, Field, Form, Scale, Standard, Value

OWNER = "snapshot"  # the word by which a snapshot owns its attachments


@dataclass(frozen=True)
class Judged:
    """A word of judgement with its dot, and why."""

    dot: str
    word: str
    reason: str = ""


def judged(edition: Edition, scale: Scale, value: Value | None, reason: str = "") -> Judged:
    if value is None:
        return Judged("gap", "", reason)
    return Judged(STATES[value.counts], edition.text(("scale", scale.id, value.id), language()), reason)


@dataclass(frozen=True)
class Claim:
    """One node of what was handed in."""

    id: str
    code: str
    name: str
    required: bool
    said: Judged | None  # None for a node that was not answered at its level
    evidence: list[Shown] = field(default_factory=list)
    story: str = ""
    depth: int = 0
    is_new: bool = False  # it reads otherwise than the last version that the reader has seen


class Frozen:
    """A snapshot as its readers see it."""

    seen: Snapshot | None = None  # the version that the reader saw last, where it is an earlier one

    def __init__(self, case: Case, snapshot: Snapshot) -> None:
        self.case, self.snapshot = case, snapshot
        self.edition: Edition = as_of(snapshot.case, snapshot.at).edition.built
        self.form: Form = self.edition.forms[snapshot.form]

    @property
    def name(self) -> str:
        return self.edition.text(("form", self.form.id), language())

    @property
    def answers(self) -> Content:
        return self.snapshot.content.get("answers", {})

    @cached_property
    def attachments(self) -> dict[str, Attachment]:
        """The snapshot's own attachments by the digest of their bytes."""
        rows = Attachment.objects.filter(owner_kind=OWNER, owner=str(self.snapshot.uid)).select_related("file")
        return {row.file.digest: row for row in rows}

    @cached_property
    def evidence(self) -> dict[str, list[Shown]]:
        found: dict[str, list[Shown]] = {}
        for row in self.snapshot.content.get("evidence", ()):
            found.setdefault(row["node"], []).append(frozen(row, self.attachments))
        return found

    @cached_property
    def fresh(self) -> set[str]:
        """Nodes whose answer, story or evidence is not as it was in the version that the reader has seen."""
        return fresh_nodes(self.seen.content, self.snapshot.content) if self.seen else set()

    def under(self, node: Standard) -> list[Claim]:
        """A node and everything under it, where something was asked: for reading beside a judgement."""
        return [claim for claim in (self._claim(n, node) for n in self._walk(node)) if claim]

    def _walk(self, node: Standard) -> list[Standard]:
        found = [node]
        for below in self.edition.under(node.id):
            found += self._walk(below)
        return found

    @cached_property
    def _asked(self) -> tuple[set[str], set[str]]:
        """The ids of the nodes that are answered, and of those that ask for a story."""
        tree = self.form.tree
        if tree is None:
            return set(), set()
        parts = self.edition.parts_for(tuple(self.case.annexes))
        told = {n.id for n in self.edition.at_level(parts, tree.narrative_at)} if tree.narrative_at else set()
        return {n.id for n in self.edition.at_level(parts, tree.at)}, told

    def _claim(self, node: Standard, start: Standard) -> Claim | None:
        answered, told = self._asked
        tree = self.form.tree
        if tree is None or node.id not in answered | told | self.evidence.keys():
            return None
        path = f"{tree.id}:{node.id}"
        return Claim(
            node.id, code(node), self.edition.text(("standard", node.id), language()), self.edition.is_required(node),
            self._said(tree, path) if node.id in answered else None, self.evidence.get(node.id, []),
            str(self.answers.get(f"{path}:narrative") or ""), 0 if node is start else 1, node.id in self.fresh,
        )  # fmt: skip

    def _said(self, tree: Field, path: str) -> Judged:
        scale = self.edition.scales[tree.scale or ""]
        return judged(
            self.edition, scale, scale.value(str(self.answers.get(path))), _text(self.answers.get(f"{path}:reason"))
        )

    def title(self, node: Standard) -> str:
        return title(self.edition, node)


def fresh_places(seen: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """Paths of answers that are not as they were."""
    before, after = seen.get("answers", {}), now.get("answers", {})
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def fresh_nodes(seen: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    known = {(row["node"], row["uid"]) for row in seen.get("evidence", ())}
    brought = {row["node"] for row in now.get("evidence", ()) if (row["node"], row["uid"]) not in known}
    return brought | {path.split(":")[1] for path in fresh_places(seen, now) if ":" in path}


def _text(value: Any) -> str:
    return str(value or "")
