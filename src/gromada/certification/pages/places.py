"""What the places of a form are called, and on which page each of them stands."""

from collections.abc import Collection
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.certification.proceeding.readiness import top
from gromada.certification.sentences import language
from gromada.standards.edition.model import Edition, Field, Form, Standard, Step

# As many answers without stories still fit on the page of their step; more of them have pages of their own.
ON_ONE_PAGE = 12


def code(node: Standard) -> str:
    """The id of a node where it is a short number people would say ("S4.3"); "" where it is only a word of the files."""
    return node.id if len(node.id) <= 8 and any(c.isdigit() for c in node.id) else ""


def title(edition: Edition, node: Standard) -> str:
    """ "S4 Participation", or only the name where the id says nothing."""
    return f"{code(node)} {edition.text(('standard', node.id), language())}".strip()


class Places:
    """The places of one form at one step of a case."""

    def __init__(self, case: Case, step: Step, form: Form) -> None:
        self.case, self.step, self.form = case, step, form
        self.edition = case.edition.built

    @cached_property
    def answered(self) -> tuple[Standard, ...]:
        """The nodes that are answered, in order; none for a form without a tree."""
        tree = self.form.tree
        return self.edition.at_level(self.case.parts, tree.at) if tree else ()

    @cached_property
    def told(self) -> tuple[Standard, ...]:
        """The nodes that ask for a story."""
        tree = self.form.tree
        return self.edition.at_level(self.case.parts, tree.narrative_at) if tree and tree.narrative_at else ()

    @cached_property
    def on_one_page(self) -> bool:
        return not self.told and len(self.answered) <= ON_ONE_PAGE

    @cached_property
    def by_id(self) -> dict[str, Standard]:
        return {node.id: node for node in self.edition.walk(self.case.parts)}

    def above(self, node: Standard) -> list[Standard]:
        """The node and those over it, nearest first."""
        found = [node]
        while found[-1].under:
            found.append(self.edition.standards[found[-1].under])
        return found

    def top(self, node: Standard) -> Standard:
        return top(self.edition, node)

    def answered_under(self, node: Standard) -> list[Standard]:
        return [a for a in self.answered if node in self.above(a)]

    def stories_of(self, node: Standard) -> list[Standard]:
        """The nodes whose stories are told beside a node's answer: its own, one above it, or else those below it."""
        up = [n for n in self.above(node) if n in self.told]
        return up or [n for n in self.told if node in self.above(n)]

    def label(self, path: str) -> str:
        """What a place is called: "Mission", "S4.3: answer", "S4: story"."""
        node, kind = self._node(path)
        if node is None:
            return self.edition.text(("form", self.form.id, "field", path.split(":")[0]), language())
        words = {"reason": _("%(place)s: reason"), "narrative": _("%(place)s: story")}.get(kind, _("%(place)s: answer"))
        said = words % {"place": title(self.edition, node) if not code(node) else code(node)}
        # A code is never left alone at the end of a line.
        return said.replace(" ", "\u00a0") if code(node) else said

    def url(self, path: str, on_page: Collection[str] = ()) -> str:
        """Where a place can be filled in: on this page where it stands there, else the address of the page where it does."""
        anchor = f"#{self.anchor(path)}"
        node, kind = self._node(path)
        if path in on_page:
            return anchor
        if node is None or self.on_one_page:
            return reverse("certification:step", args=[self.case.uid, self.step.id]) + anchor
        home = next(iter(self.answered_under(node)), node) if kind == "narrative" else node
        return self.node_url(home) + anchor

    def node_url(self, node: Standard) -> str:
        return reverse("certification:node", args=[self.case.uid, self.step.id, node.id])

    def adding_url(self, node: Standard) -> str:
        """Where evidence is brought forward for a node."""
        return reverse("certification:evidence", args=[self.case.uid, self.step.id, node.id])

    def evidence_url(self, node: Standard, added: str = "") -> str:
        """Where the evidence of a node stands; a new piece is looked at once more there."""
        home = reverse("certification:step", args=[self.case.uid, self.step.id])
        query = f"?added={added}" if added else ""
        return f"{home if self.on_one_page else self.node_url(node)}{query}#evidence-{node.id}"

    def anchor(self, path: str) -> str:
        """The id of the first control of a place."""
        node, kind = self._node(path)
        field = self.form.field(path.split(":")[0])
        grouped = kind == "value" if node else bool(field and field.type in ("choice", "people"))
        return f"id_{path}_0" if grouped else f"id_{path}"

    def field(self, path: str) -> Field | None:
        return self.form.field(path.split(":")[0])

    def _node(self, path: str) -> tuple[Standard | None, str]:
        _field, _sep, rest = path.partition(":")
        id, _sep, kind = rest.partition(":")
        return self.by_id.get(id), kind or "value"
