"""The page of one node of the standards: answering it, or, above the answers, the list of what stands under it."""

from collections.abc import Iterator
from functools import cached_property

from django.http import Http404

from gromada.certification.models import Case
from gromada.certification.pages.evidence import more_of
from gromada.certification.pages.judging import JudgingPage
from gromada.certification.pages.nodes import NodeView, described
from gromada.certification.pages.obstacles import Link
from gromada.certification.pages.places import code, title
from gromada.certification.pages.rings import Rings, dots, rings
from gromada.certification.proceeding.readiness import Group
from gromada.certification.queries import evidence
from gromada.certification.queries.roles import Standing
from gromada.people.models import Person
from gromada.standards.edition.model import Standard, Step

OFFERED = 6  # records that are offered at once; the rest can be picked on the page of adding


class NodePage(JudgingPage):
    def __init__(self, case: Case, step: Step, person: Person, standing: Standing, node: str) -> None:
        super().__init__(case, step, person, standing)
        if self.places is None or node not in self.places.by_id or self.form is None or self.form.tree is None:
            raise Http404
        self.node: Standard = self.places.by_id[node]
        self.tree = self.form.tree
        self.only_node = node

    @property
    def is_answered(self) -> bool:
        return self.node in self.places.answered if self.places else False

    def paths(self) -> Iterator[str]:
        if self.is_answered:
            yield from self.tree_paths(self.node)
        elif self.places and self.node in self.places.told:
            yield f"{self.tree.id}:{self.node.id}:narrative"

    @cached_property
    def view(self) -> NodeView:
        return self.node_view(self.node, stories=True) if self.is_answered else self._above()

    def _above(self) -> NodeView:
        view = self.brief(self.node)
        view.stories = [(self.story_label(self.node_of(path)), self._box(path)) for path in self.paths()]
        return view

    @cached_property
    def top(self) -> Standard:
        assert self.places is not None
        return self.places.top(self.node)

    @property
    def top_title(self) -> str:
        return title(self.edition, self.top)

    @property
    def top_url(self) -> str:
        return self.places.node_url(self.top) if self.places and self.top != self.node else ""

    @cached_property
    def group(self) -> Group | None:
        return next((g for g in self.readiness.groups if g.node == self.top), None) or self.readiness.group_of(
            self.node.id
        )

    def ring(self) -> dict[str, object]:
        return {"dots": dots(self.group) if self.group else [], "code": code(self.top)}

    def rings(self) -> Rings:
        assert self.places is not None
        return rings(self.readiness, self.places, self._first_answered.id if self._first_answered else "", self.on_page)

    @property
    def _first_answered(self) -> Standard | None:
        return next(iter(self.places.answered_under(self.node)), None) if self.places else None

    # One after another.

    @cached_property
    def _line(self) -> tuple[Standard, ...]:
        return self.places.answered if self.places else ()

    @cached_property
    def number(self) -> tuple[int, int]:
        """Which of how many of its group, from 1."""
        of_group = [d.node for d in self.group.dots] if self.group else [self.node]
        return of_group.index(self.node) + 1, len(of_group)

    @property
    def previous(self) -> NodeView | None:
        return self._along(-1)

    @property
    def next(self) -> NodeView | None:
        return self._along(1)

    def _along(self, way: int) -> NodeView | None:
        at = self._line.index(self.node) + way
        return described(self.edition, self._line[at]) if 0 <= at < len(self._line) else None

    # The list above the answers.

    @cached_property
    def below(self) -> list[tuple[str, list[NodeView]]]:
        """The nodes that are answered, under the names of the nodes between."""
        found: dict[str, list[NodeView]] = {}
        for answered in self.places.answered_under(self.node) if self.places else ():
            between = answered.under if answered.under != self.node.id else ""
            name = self.edition.text(("standard", between), self.language) if between else ""
            found.setdefault(name, []).append(self.brief(answered))
        return list(found.items())

    @cached_property
    def offered(self) -> list[dict[str, str]]:
        """Records of the institution that fit this node by their tags."""
        found = evidence.offered(self.case, self.form.id, self.node) if self.form and self.takes_evidence else []
        return [{"uid": str(r.uid), "title": r.title, "more": more_of(r)} for r in found[:OFFERED]]

    def gaps(self) -> list[Link]:
        """What is missing on this very page."""
        on_page = [g for g in self.readiness.gaps if g.path in self.on_page]
        return [Link(self.places.label(g.path), self.places.url(g.path, self.on_page)) for g in on_page if self.places]
