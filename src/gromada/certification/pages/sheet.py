"""One person's copy of one form at one step: what is held, in which version, who else writes. What every page of a form shares."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.forms import Field as Control
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.actions.writing import owner_of
from gromada.certification.forms import fields
from gromada.certification.forms.evidence import ENDINGS
from gromada.certification.forms.rows import table
from gromada.certification.forms.sheet import Sheet
from gromada.certification.forms.typed import shown
from gromada.certification.models import Carried, Case, Contribution, Document, Leftover
from gromada.certification.pages.again import Again, again
from gromada.certification.pages.boxes import Beside, Box, beside, condition_of, has_reasons, owes_reason
from gromada.certification.pages.files import documents
from gromada.certification.pages.news import by_and_when
from gromada.certification.pages.obstacles import Link, Obstacle, of_refusal
from gromada.certification.pages.people import choices, named
from gromada.certification.pages.places import Places, code
from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.content import Content
from gromada.certification.proceeding.facts import Actor
from gromada.certification.proceeding.paths import UNFINISHED, kind_of
from gromada.certification.proceeding.readiness import Readiness
from gromada.certification.queries.beginnings import first_state
from gromada.certification.queries.carried import still_unread
from gromada.certification.queries.looking import is_new, new_since
from gromada.certification.queries.proposals import proposed
from gromada.certification.queries.readiness import readiness_of
from gromada.certification.queries.roles import Standing
from gromada.certification.queries.told import state_seen
from gromada.certification.queries.wording import state_name
from gromada.certification.queries.writing import Copy, copy_of, leftovers_of
from gromada.certification.sentences import language, no
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.edition.model import Field, Form, Standard, Step


class SheetPage:
    entry: Document | None = None  # the document on which the office enters the step
    refused: Sequence[No] = ()  # what was not taken of what was typed a moment ago
    typed: Content = MappingProxyType({})  # the words in its places, which only this answer knows

    def __init__(self, case: Case, step: Step, person: Person, standing: Standing) -> None:
        self.case, self.step, self.person = case, step, person
        self.edition, self.language = case.edition.built, language()
        self.actor = Actor(str(person.uid), standing.roles(case))
        self.closed_dossier = standing.must_declare(case)
        self.form: Form | None = self.edition.forms.get(step.form or "")
        self.places = Places(case, step, self.form) if self.form else None
        self.owner = owner_of(step, person)

    # What the step is called, and whether it is open to this person.

    def _said(self, what: str) -> str:
        return self.edition.text(("proceeding", self.case.proceeding, "step", self.step.id), self.language, what)

    @property
    def name(self) -> str:
        return self._said("name")

    @property
    def title(self) -> str:
        """What one does on its page; `name` says what taking it does."""
        return self._said("opens") or self.name

    @property
    def done(self) -> str:
        """What is said once the step is taken."""
        return self._said("done") or _("Done: %(step)s.") % {"step": self.name}

    @property
    def clause(self) -> str:
        return self.edition.clause(self.step.clause, self.language)

    @cached_property
    def own_part(self) -> Contribution | None:
        """What this person has handed in already for a step that several take, while others are still missing."""
        if self.step.how.kind != "each":
            return None
        return self.case.contributions.filter(step=self.step.id, person=self.person, taken__isnull=True).first()

    @property
    def is_open(self) -> bool:
        reached = self.case.closed_on is None and self.case.state in self.step.sources and self.own_part is None
        return reached and self.state in self.step.sources

    @cached_property
    def state(self) -> str:
        """Where the case stands, as this person's side may know it."""
        return state_seen(self.case, self.actor.roles)

    @property
    def state_name(self) -> str:
        return state_name(self.case, self.state, self.language)

    # The copy.

    @cached_property
    def copy(self) -> Copy:
        return copy_of(self.case, self.form.id, self.owner) if self.form else Copy()

    @cached_property
    def proposed(self) -> Content:
        """What the edition proposes for places that nobody has filled in yet."""
        return proposed(self.case, (f for f in self.form.fields if f.id not in self.copy.values)) if self.form else {}

    @cached_property
    def content(self) -> Content:
        return {**self.proposed, **self.copy.values, **self.typed}

    @property
    def saved_at(self) -> datetime | None:
        return self.copy.saved_at

    @cached_property
    def readiness(self) -> Readiness:
        return readiness_of(self.case, self.form, self.content) if self.form else Readiness(())

    @property
    def save_url(self) -> str:
        return reverse("certification:save", args=[self.case.uid, self.form.id]) if self.form else ""

    @property
    def presence_url(self) -> str:
        """Others are shown in a copy that is shared; one's own copy is nobody else's."""
        shared = self.form and not self.owner
        return reverse("certification:presence", args=[self.case.uid, self.form.id]) if shared and self.form else ""

    @cached_property
    def _leftovers(self) -> list[Leftover]:
        return leftovers_of(self.case, self.form.id, self.person) if self.form else []

    def kept_elsewhere(self) -> list[Beside]:
        """Texts kept beside for places of other pages."""
        rows = [left for left in self._leftovers if left.path not in self.on_page]
        return [beside(self.places, left, False) for left in rows] if self.places else []

    def kept_late(self) -> list[Beside]:
        """On a page that is closed: every text that is kept for this person alone."""
        return [beside(self.places, left, left.late) for left in self._leftovers] if self.places else []

    # What others have written since the reader last looked.

    @cached_property
    def since(self) -> datetime | None:
        return new_since(self.case)

    @cached_property
    def _fresh(self) -> dict[str, str]:
        """By whom and when, by path; one's own words are no news, nor is a place that was emptied long ago."""
        return {
            path: by_and_when(name, at)
            for path, (by, name, at) in self.copy.written.items()
            if by != self.person.pk and is_new(at, self.since)
        }

    def whats_new(self) -> list[Link]:
        """Every place of the form that is newer than the last look, with the way to it."""
        if self.places is None:
            return []
        known = [path for path in self._fresh if kind_of(self.places.form, path)]
        return [
            Link(f"{self.places.label(path)} – {self._fresh[path]}", self.places.url(path, self.on_page))
            for path in known
        ]

    # What was taken over from an earlier request.

    @cached_property
    def _carried(self) -> list[Carried]:
        """Only the form with which a case begins takes anything over."""
        first = {step.form for step in self.case.rules.steps_from(first_state(self.case.rules))}
        return still_unread(self.case, self.form.id) if self.form and self.form.id in first else []

    @cached_property
    def _again(self) -> dict[str | int, Again]:
        """By path for answers, by the row of evidence for the rest."""
        return {one.evidence_id or one.path: again(self.places, one) for one in self._carried} if self.places else {}

    def to_look_at(self) -> list[Again]:
        """Everything of the form that was taken over and nobody has looked at since."""
        return list(self._again.values())

    # The places of this page.

    endings = ",".join(ENDINGS)  # of files that are accepted; their content decides

    def paths(self) -> Iterable[str]:
        """The places that stand on this page, in order; each kind of page names its own."""
        return ()

    @cached_property
    def on_page(self) -> frozenset[str]:
        return frozenset(self.paths())

    @cached_property
    def sheet(self) -> Sheet:
        return Sheet(self._controls())

    def _controls(self) -> Iterator[tuple[str, Control, Any]]:
        for path in self.paths():
            asked = self._asked(path)
            if asked.type in ("rows", "files"):
                continue
            kind = (
                path.rpartition(":")[2]
                if path.endswith((":reason", ":narrative"))
                else "value"
                if ":" in path
                else "field"
            )
            yield path, self._control(path, asked, kind), shown(asked, kind, self.content.get(path))

    def _control(self, path: str, asked: Field, kind: str) -> Control:
        form = self.form
        assert form is not None and self.places is not None
        if kind == "field":
            people = choices(self.case, asked, self.content.get(path), self.person)
            return fields.control(self.edition, asked, self._where(asked), self.language, people)
        if kind == "reason":
            return fields.reason()
        node = self.node_of(path)
        if kind == "value":
            made = fields.answer(self.edition, asked, self.language)
        else:
            made = fields.narrative(asked.narrative_max, self.story_label(node))
        made.required = asked.required and self.edition.is_required(node)
        return made

    def _where(self, asked: Field) -> tuple[str, ...]:
        return ("form", self.form.id if self.form else "", "field", asked.id)

    def _asked(self, path: str) -> Field:
        asked = self.form.field(path.split(":")[0]) if self.form else None
        assert asked is not None, path
        return asked

    def node_of(self, path: str) -> Standard:
        return self.edition.standards[path.split(":")[1]]

    def story_label(self, node: Standard) -> str:
        return code(node) or self.edition.text(("standard", node.id), self.language)

    def boxes(self, *paths: str) -> list[Box]:
        """The places as they are drawn; all of the page when none is named."""
        return [self._box(path) for path in paths or self.paths()]

    def _box(self, path: str) -> Box:
        assert self.places is not None
        asked = self._asked(path)
        box = Box(
            path,
            asked.type if asked.type in ("rows", "files") else "field",
            self.places.anchor(path),
            self.copy.version(path),
        )
        box.beside = [beside(self.places, left, True) for left in self._leftovers if left.path == path]
        box.condition = condition_of(self.places, asked, self.step) if ":" not in path else None
        if path.endswith(":reason"):
            box.condition = owes_reason(self.places, path.removesuffix(":reason"))
        box.errors = list(self._wrong.get(path, ()))
        box.fresh = self._fresh.get(path, "")
        box.carried = self._again.get(path)
        if box.kind == "field":
            box.bound = self.sheet[path]
        else:
            self._compound(box, asked)
        return box

    def _compound(self, box: Box, asked: Field) -> None:
        where, held = self._where(asked), self.content.get(box.path)
        people = [p for c in asked.columns if c.type == "people" for p in named(self.case, c, None)]
        if box.kind == "rows":
            box.table = table(self.edition, asked, where, self.language, held, people)
        else:
            box.documents = documents(held)
            box.is_full = asked.max is not None and len(box.documents) >= asked.max
        box.label, box.optional = self.edition.text(where, self.language), not asked.required
        box.hint = " ".join(p for p in (self.edition.text(where, self.language, "hint"), fields.limits(asked)) if p)

    @cached_property
    def _wrong(self) -> dict[str, list[str]]:
        """What breaks a limit now: it is saved, and told where it stands. What is only unfinished is told by the button."""
        found: dict[str, list[str]] = {}
        if self.form:
            for reason in contents.wrong(self.edition, self.form, self.case.parts, self.content):
                for path in reason.paths if reason.code not in UNFINISHED else ():
                    found.setdefault(path, []).append(no(reason, self.case).sentence)
        for refused in self.refused:
            found.setdefault(refused.where, []).append(refused.sentence)
        for path, sentences in found.items():
            if path in self.sheet.fields:
                for sentence in sentences:
                    self.sheet.complain(path, sentence)
        return found

    def errors(self) -> list[Obstacle]:
        """What was refused just now, with the ways to its places."""
        return of_refusal(self.case, self.refused, (), self.places, self.on_page)

    def tree_paths(self, *nodes: Standard, stories: bool = True) -> Iterator[str]:
        """The places of some nodes: answer, reason where the scale knows reasons, and the stories told beside them."""
        tree = self.form.tree if self.form else None
        if tree is None or self.places is None:
            return
        for node in nodes:
            yield f"{tree.id}:{node.id}"
            if has_reasons(self.places):
                yield f"{tree.id}:{node.id}:reason"
        told = dict.fromkeys(story.id for node in nodes for story in self.places.stories_of(node)) if stories else {}
        yield from (f"{tree.id}:{id}:narrative" for id in told)
