"""What stands beside a form about the standards: what was handed in and is judged, and what others have said of it before."""

from dataclasses import replace
from functools import cached_property

from gromada.certification.models import Evidence
from gromada.certification.pages.claims import Frozen
from gromada.certification.pages.evidence import Shown, Warned, live
from gromada.certification.pages.news import by_and_when
from gromada.certification.pages.nodes import Comparison, NodeView, comparison, described, said_of
from gromada.certification.pages.sheet import SheetPage
from gromada.certification.queries.evidence import with_names
from gromada.certification.queries.looking import is_new
from gromada.certification.queries.writing import evidence_by_node, judged, parts_handed_in
from gromada.standards.edition.model import Form, Standard


class JudgingPage(SheetPage):
    only_node = ""  # a page of one node reads the evidence of that node alone
    added = ""  # the piece of evidence that was added a moment ago

    @cached_property
    def frozen(self) -> Frozen | None:
        """The snapshot that this form looks at; experts read it and nothing else."""
        found = judged(self.case, self.form, self.actor.roles) if self.form and self.form.tree else None
        return Frozen(self.case, found) if found else None

    @cached_property
    def _parts(self) -> tuple[Form, list] | None:  # type: ignore[type-arg]
        found = parts_handed_in(self.case, self.form, self.actor.roles) if self.form else None
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
    def _evidence(self) -> dict[str, list[Evidence]]:
        form = self.form
        return evidence_by_node(self.case, form.id, self.only_node) if form and self.takes_evidence else {}

    def _warned(self, rows: list[Evidence]) -> Warned | None:
        """Files of what was just added that look like lists of people: told once, to whoever added them."""
        new = next((e for e in rows if str(e.uid) == self.added and e.record.by_id == self.person.pk), None)
        names = with_names(new) if new else []
        return Warned(self.added, names) if names else None

    def node_view(self, node: Standard, *, stories: bool = False) -> NodeView:
        """A node with its boxes and everything that stands beside it."""
        view = described(self.edition, node)
        view.boxes = [self._box(path) for path in self.tree_paths(node, stories=False)]
        if stories and self.places and self.form and self.form.tree:
            told = self.places.stories_of(node)
            view.stories = [(self.story_label(n), self._box(f"{self.form.tree.id}:{n.id}:narrative")) for n in told]
        rows = self._evidence.get(node.id, [])
        view.evidence, view.warned = [self._shown(row) for row in rows], self._warned(rows)
        view.claims = self.frozen.under(node) if self.frozen else []
        if self._parts:
            view.said = said_of(self.edition, self._parts[0], node, self._parts[1])
        return view

    def _shown(self, row: Evidence) -> Shown:
        fresh = row.by_id != self.person.pk and is_new(row.at, self.since)
        return replace(
            live(row), carried=self._again.get(row.pk), fresh=by_and_when(row.by.name, row.at) if fresh else ""
        )

    def brief(self, node: Standard) -> NodeView:
        """A node as a line of a list: its name, its dot, the way to its page."""
        view = described(self.edition, node)
        view.url = self.places.node_url(node) if self.places else ""
        view.state, view.word = self._answers.get(node.id, ("gap", ""))
        return view

    @cached_property
    def _answers(self) -> dict[str, tuple[str, str]]:
        """The dot of each node, and its answer in the words of the scale."""
        tree = self.form.tree if self.form else None
        dots = [dot for group in self.readiness.groups for dot in group.dots] if tree else []
        found = {}
        for dot in dots:
            value = self.content.get(f"{tree.id if tree else ''}:{dot.node.id}")
            scale = tree.scale if tree else ""
            word = self.edition.text(("scale", scale or "", str(value)), self.language) if dot.answered else ""
            found[dot.node.id] = (dot.state, word)
        return found
