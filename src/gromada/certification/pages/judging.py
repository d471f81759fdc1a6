"""What stands beside a form about the standards: what was handed in and is judged, and what others have said of it before."""

from functools import cached_property

from gromada.certification.pages.claims import Frozen
from gromada.certification.pages.evidence import Shown, live
from gromada.certification.pages.nodes import Comparison, NodeView, comparison, described, said_of
from gromada.certification.pages.sheet import SheetPage
from gromada.certification.queries.writing import evidence_by_node, judged, parts_handed_in
from gromada.standards.edition.model import Form, Standard


class JudgingPage(SheetPage):
    @cached_property
    def frozen(self) -> Frozen | None:
        """The snapshot that this form looks at; experts read it and nothing else."""
        found = judged(self.case, self.form, self.person) if self.form and self.form.tree else None
        return Frozen(self.case, found) if found else None

    @cached_property
    def _parts(self) -> tuple[Form, list] | None:  # type: ignore[type-arg]
        found = parts_handed_in(self.case, self.form, self.person) if self.form else None
        if found is None:
            return None
        step, parts = found
        return self.edition.forms[step.form or ""], parts

    @cached_property
    def comparison(self) -> Comparison | None:
        """What several people said independently of each other, once it is open."""
        if self._parts is None:
            return None
        form, parts = self._parts
        own_page = self.places and not self.places.on_one_page
        return comparison(
            self.edition, form, self.case.parts, parts, self.places.node_url if own_page and self.places else None
        )

    @property
    def takes_evidence(self) -> bool:
        return bool(self.form and self.form.tree and self.form.tree.evidence)

    @cached_property
    def _evidence(self) -> dict[str, list[Shown]]:
        rows = evidence_by_node(self.case, self.form.id) if self.form and self.takes_evidence else {}
        return {node: [live(row) for row in found] for node, found in rows.items()}

    def node_view(self, node: Standard, *, stories: bool = False) -> NodeView:
        """A node with its boxes and everything that stands beside it."""
        view = described(self.edition, node)
        view.boxes = [self._box(path) for path in self.tree_paths(node, stories=False)]
        if stories and self.places and self.form and self.form.tree:
            told = self.places.stories_of(node)
            view.stories = [(self.story_label(n), self._box(f"{self.form.tree.id}:{n.id}:narrative")) for n in told]
        view.evidence = self._evidence.get(node.id, [])
        view.claims = self.frozen.under(node) if self.frozen else []
        if self._parts:
            view.said = said_of(self.edition, self._parts[0], node, self._parts[1])
        return view

    def brief(self, node: Standard) -> NodeView:
        """A node as a line of a list: its name, its dot, the way to its page."""
        view = described(self.edition, node)
        view.url = self.places.node_url(node) if self.places else ""
        dots = {d.node.id: d for g in self.readiness.groups for d in g.dots}
        view.state = dots[node.id].state if node.id in dots else "gap"
        return view
