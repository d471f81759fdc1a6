"""The page of a step: its form, what stands in the way, and the one button that takes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.forms import fields
from gromada.certification.forms.sheet import Sheet
from gromada.certification.models import Case, Sitting, TermRun
from gromada.certification.pages.agreement import Agreement, agreement_of
from gromada.certification.pages.boxes import Box
from gromada.certification.pages.case import CasePage
from gromada.certification.pages.judging import JudgingPage
from gromada.certification.pages.nodes import NodeView
from gromada.certification.pages.obstacles import Obstacle, obstacles, of_refusal
from gromada.certification.pages.rings import Rings, rings
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.paths import UNFINISHED
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.queries.asking import PageFacts
from gromada.certification.queries.roles import Standing
from gromada.certification.rules import may_give_up
from gromada.certification.sentences import no
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Field, Step


def find_step(case: Case, id: str, person: Person) -> tuple[Step, Standing]:
    """A step of the case in which the person has a part, as one who takes it or writes its form. Else 404: it is not theirs to know."""
    step = case.rules.step(id)
    standing = Standing(person)
    roles = standing.roles(case)
    form = case.edition.built.forms.get(step.form or "") if step else None
    if step is None or not roles & {*step.by, *(form.writers if form else ())}:
        raise Http404
    return step, standing


@dataclass
class Branch:
    """Fields that are asked with some outcomes only: folded away until the outcome is chosen, or something stands in them."""

    outcomes: tuple[str, ...]
    title: str
    boxes: list[Box] = field(default_factory=list)
    is_open: bool = False


@dataclass
class Item:
    """What the form asks, in its order: a box, fields of one outcome, or the tree of the standards."""

    box: Box | None = None
    branch: Branch | None = None
    tree: Field | None = None


class StepPage(JudgingPage):
    outcome = ""  # what was chosen before a refusal
    refusal: Refusal | None = None

    def paths(self) -> Iterator[str]:
        for asked in self.form.fields if self.form else ():
            if asked.type != "tree":
                yield asked.id
            elif self.places and self.places.on_one_page:
                yield from self.tree_paths(*self.places.answered)

    @property
    def hint(self) -> str:
        return self._said("hint")

    @property
    def lead(self) -> str:
        return self.edition.text(("form", self.form.id), self.language, "lead") if self.form else ""

    @cached_property
    def items(self) -> list[Item]:
        found: list[Item] = []
        for asked in self.form.fields if self.form else ():
            outcomes = tuple(asked.when.outcomes) if asked.when else ()
            if asked.type == "tree":
                found.append(Item(tree=asked))
            elif outcomes:
                self._branch(found, outcomes).boxes.append(self._box(asked.id))
            else:
                found.append(Item(box=self._box(asked.id)))
        for branch in (item.branch for item in found if item.branch):
            branch.is_open = any(self.content.get(b.path) or b.errors or b.beside for b in branch.boxes)
        return found

    def _branch(self, items: list[Item], outcomes: tuple[str, ...]) -> Branch:
        """The branch that the last field began, where it asks with the same outcomes; else a new one."""
        last = items[-1].branch if items else None
        if last and last.outcomes == outcomes:
            return last
        where = ("proceeding", self.case.proceeding, "outcome", self.step.id)
        named = ", ".join(self.edition.text((*where, outcome), self.language) for outcome in outcomes)
        made = Branch(outcomes, _("Fill in only if the outcome is: %(values)s") % {"values": named})
        items.append(Item(branch=made))
        return made

    def boxes_of_form(self) -> list[Box]:
        """Every box of the form, also those that are folded away."""
        alone = [item.box for item in self.items if item.box]
        return alone + [box for item in self.items if item.branch for box in item.branch.boxes]

    @property
    def branches(self) -> bool:
        """Whether something is asked with one outcome and not with another; then the outcome is chosen first."""
        return any(item.branch for item in self.items)

    # The standards, where the form asks about them.

    def _of_tree(self, what: str) -> str:
        tree = self.form.tree if self.form else None
        return self.edition.text(self._where(tree), self.language, what) if tree else ""

    @property
    def tree_name(self) -> str:
        return self._of_tree("name")

    @property
    def tree_hint(self) -> str:
        return self._of_tree("hint")

    @cached_property
    def nodes(self) -> list[NodeView]:
        """The nodes themselves where they stand on this page."""
        places = self.places
        return [self.node_view(node) for node in places.answered] if places and places.on_one_page else []

    def rings(self) -> Rings | None:
        if self.places is None or not self.readiness.groups:
            return None
        return rings(self.readiness, self.places, on_page=self.on_page)

    def listed(self) -> list[NodeView]:
        """A flat list of nodes that have pages of their own: there is no page of a top node to lead to them."""
        places = self.places
        if places is None or places.on_one_page or any(g.node for g in self.readiness.groups):
            return []
        return [self.brief(node) for node in places.answered]

    def first_gap(self) -> Any:
        """Where to go on writing."""
        away = [g for g in self.readiness.gaps if g.path not in self.on_page]
        return (
            {"label": self.places.label(away[0].path), "url": self.places.url(away[0].path)}
            if away and self.places
            else None
        )

    # What stands in the way.

    @cached_property
    def _facts(self) -> PageFacts:
        return PageFacts(self.case, self.person, self.step, self.copy)

    @cached_property
    def reasons(self) -> list[Obstacle]:
        """Everything against the step that is known before the form is sent."""
        if self.role is None:
            wrong = Reason("wrong_role", self.step.clause, {"roles": self.step.by})
            return obstacles(self.case, [wrong], self.places, self.on_page)
        facts = self._facts
        if self.proposed:  # what is filled in for the reader on the page is not called empty
            shown = replace(self.copy, values={**self.proposed, **self.copy.values})
            facts = PageFacts(self.case, self.person, self.step, shown)
        found = engine.reasons_against(self.edition, self.step, facts, self.actor, None, filled=False)
        return obstacles(self.case, found, self.places, self.on_page)

    @cached_property
    def role(self) -> str | None:
        return engine.role_for(self.edition, self.step, self.actor)

    @property
    def may_take(self) -> bool:
        """Whether the button may be pressed: what is still missing can be mended on this very page."""
        return all(reason.here for reason in self.reasons) and not self.is_vote

    @property
    def may_give_up(self) -> bool:
        return self.entry is None and may_give_up(self.case, self.person) is None

    @property
    def is_vote(self) -> bool:
        return self.step.how.kind == "vote"

    def errors(self) -> list[Obstacle]:
        """The sentences of the refusal that was just given, with their places."""
        if self.refusal is None:
            return super().errors()
        asked = engine.reasons_against(self.edition, self.step, self._facts, self.actor, self.outcome or None)
        self._mark(asked)
        return of_refusal(self.case, self.refusal.reasons, asked, self.places, self.on_page)

    def _mark(self, reasons: list[Reason]) -> None:
        """What is missing or unfinished is said at its place as well."""
        told = {p: no(r, self.case).sentence for r in reasons if r.code in UNFINISHED for p in r.paths}
        told |= {p: _("This is needed.") for r in reasons if r.code == "missing" for p in r.paths}
        for path, sentence in told.items():
            if path in self.sheet.fields:
                self.sheet.complain(path, sentence)
            for box in self.boxes_of_form():
                if box.path == path and box.bound is None:
                    box.errors.append(sentence)
            for branch in (item.branch for item in self.items if item.branch):
                branch.is_open |= any(box.path == path for box in branch.boxes)

    # Outcomes, votes, agreement.

    @cached_property
    def outcomes(self) -> Any:
        """The choice of an outcome, where one person decides."""
        if not self.step.outcomes or self.is_vote or self.role is None:
            return None
        where = ("proceeding", self.case.proceeding, "outcome", self.step.id)
        made = fields.outcome(self.edition, where, self.step.outcomes, self.language)
        return Sheet([("-outcome", made, self.outcome)])["-outcome"]

    def sitting(self) -> Sitting | None:
        return self.case.sittings.filter(step=self.step.id, closed_at__isnull=True).first() if self.is_vote else None

    @cached_property
    def agreement(self) -> Agreement | None:
        return agreement_of(self._facts, self.step, self.person)

    @property
    def opened(self) -> str:
        """When this page was read; agreeing asks whether others have written since."""
        return clock.now().isoformat()

    @cached_property
    def due(self) -> TermRun | None:
        """The nearest term that this step meets."""
        running = self.case.terms.filter(term__in=self.step.meets, met_on__isnull=True, due_on__isnull=False)
        return running.order_by("due_on").first() if self.step.meets else None

    @property
    def days_left(self) -> int:
        return (self.due.due_on - clock.today(self.edition.zone)).days if self.due and self.due.due_on else 0

    def letters(self) -> list[str]:
        """The letters that the step prepares, by name."""
        names = dict.fromkeys(item.name for item in self.step.letters)
        return [self.edition.text(("letter", name), self.language) for name in names]

    def read_first(self) -> dict[str, str] | None:
        """What this form answers: the whole dossier that it judges, else what was handed in last under another form."""
        frozen = self.frozen
        if frozen:
            return {
                "title": frozen.name,
                "url": reverse("certification:reading", args=[self.case.uid, frozen.snapshot.uid]),
            }
        if self.case.rules.about.kind == "institution":
            return None
        own = self.edition.text(("form", self.form.id), self.language) if self.form else ""
        said = [item for item in CasePage(self.case, self.person).handed_in if item["title"] != own]
        return said[-1] if said else None
