"""What was handed in, to be read from beginning to end: plain places first, then standard by standard with evidence beside."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from gromada.certification.models import Case, Contribution, Snapshot, StepTaken
from gromada.certification.pages.boxes import in_words
from gromada.certification.pages.claims import Claim, Frozen, fresh_places, judged
from gromada.certification.pages.evidence import Document
from gromada.certification.pages.files import documents
from gromada.certification.pages.places import Places, code
from gromada.certification.proceeding.content import Content, is_empty
from gromada.certification.queries import writing
from gromada.certification.queries.editions import as_of
from gromada.certification.queries.roles import roles_of
from gromada.certification.sentences import language
from gromada.people.models import Person
from gromada.standards.edition.model import Field, Form, Standard, Step

SIGNS_A_PAGE = 1800
WORDS_A_MINUTE = 180


@dataclass(frozen=True)
class Said:
    """A plain place that holds something."""

    label: str
    text: str = ""
    columns: list[dict[str, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    files: list[Document] = field(default_factory=list)
    is_new: bool = False  # it reads otherwise than the last version that the reader has seen


@dataclass(frozen=True)
class Chapter:
    """A top node with what was said under it; `beside` is what a judgement looked at."""

    id: str
    code: str
    name: str
    lines: list[Claim]
    beside: list[Claim]


@dataclass(frozen=True)
class PartOfStandards:
    name: str
    chapters: list[Chapter]


class Dossier:
    """Content of one form as it was handed in."""

    def __init__(self, case: Case, step: Step, form: Form, content: Content, frozen: Frozen | None = None) -> None:
        self.case, self.step, self.form, self.content, self.frozen = case, step, form, content, frozen
        self.edition, self.language = case.edition.built, language()
        self.places = Places(case, step, form)
        self.beside: Frozen | None = None
        self.who, self.on = "", date.min

    @property
    def name(self) -> str:
        return self.edition.text(("form", self.form.id), self.language)

    def plain(self) -> list[Said]:
        fields = [f for f in self.form.fields if f.type != "tree" and not is_empty(self.content.get(f.id))]
        fresh = self._fresh_fields
        return [replace(self._said(f, self.content[f.id]), is_new=f.id in fresh) for f in fields]

    @property
    def _fresh_fields(self) -> set[str]:
        seen = self.frozen.seen if self.frozen else None
        return fresh_places(seen.content, self.frozen.snapshot.content) if seen and self.frozen else set()

    def _said(self, asked: Field, value: Any) -> Said:
        where = ("form", self.form.id, "field", asked.id)
        label = self.edition.text(where, self.language)
        if asked.type == "files":
            return Said(label, files=documents(value, self.frozen.attachments if self.frozen else None))
        if asked.type == "rows":
            columns = [{"label": self.edition.text((*where, "column", c.id), self.language)} for c in asked.columns]
            return Said(
                label, columns=columns, rows=[self._row(asked, row) for row in value if isinstance(row, Mapping)]
            )
        return Said(label, in_words(self.places, asked.id, value))

    def _row(self, asked: Field, row: Mapping[str, Any]) -> list[str]:
        return [self._cell(asked, column, row.get(column.id)) for column in asked.columns]

    def _cell(self, asked: Field, column: Field, value: Any) -> str:
        if column.type == "choice" and not is_empty(value):
            given = value if isinstance(value, list) else [value]
            where = ("form", self.form.id, "field", asked.id, "column", column.id, "option")
            scale = ("scale", column.scale) if column.scale else where
            return ", ".join(self.edition.text((*scale, str(v)), self.language) for v in given)
        if isinstance(value, list):
            named = Person.objects.filter(uid__in=value) if column.type == "people" else ()
            return ", ".join(p.name for p in named) or ", ".join(
                str(v.get("name", "")) for v in value if isinstance(v, dict)
            )
        return "" if value is None else str(value)

    @cached_property
    def standards(self) -> list[PartOfStandards]:
        if self.form.tree is None:
            return []
        found: dict[str, list[Chapter]] = {}
        for root in self.edition.roots(self.case.parts):
            lines = self.frozen.under(root) if self.frozen else self._judged(root)
            beside = self.beside.under(root) if self.beside else []
            if lines:
                name = self.edition.text(("standard", root.id), self.language)
                found.setdefault(root.part, []).append(Chapter(root.id, code(root), name, lines, beside))
        named = len(found) > 1
        return [
            PartOfStandards(self.edition.text(("part", p), self.language) if named else "", c) for p, c in found.items()
        ]

    def _judged(self, root: Standard) -> list[Claim]:
        """Answers of a form that was not frozen: they stand in the step itself and bring no evidence of their own."""
        tree, found = self.form.tree, []
        assert tree is not None
        scale = self.edition.scales[tree.scale or ""]
        for node in self.places.answered_under(root):
            path = f"{tree.id}:{node.id}"
            said = judged(
                self.edition,
                scale,
                scale.value(str(self.content.get(path))),
                str(self.content.get(f"{path}:reason") or ""),
            )
            found.append(Claim(node.id, code(node), self.edition.text(("standard", node.id), self.language), False, said,
                               story=str(self.content.get(f"{path}:narrative") or "")))  # fmt: skip
        return found

    @cached_property
    def _words(self) -> str:
        evidence = self.frozen.snapshot.content.get("evidence", ()) if self.frozen else ()
        return " ".join([*(_flat(value) for value in self.content.values()), *(row["text"] for row in evidence)])

    @property
    def pages(self) -> int:
        return max(1, math.ceil(len(self._words) / SIGNS_A_PAGE))

    @property
    def minutes(self) -> int:
        """How long it takes to read, in steps of five minutes."""
        return max(5, 5 * round(len(self._words.split()) / WORDS_A_MINUTE / 5))


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(_flat(v) for v in value.values())
    return " ".join(_flat(v) for v in value) if isinstance(value, list) else str(value or "")


def of_snapshot(case: Case, snapshot: Snapshot, since: datetime | None = None) -> Dossier:
    """`since`: what is not as it was in the version that stood then is marked."""
    then = as_of(snapshot.case, snapshot.at)
    form = then.edition.built.forms[snapshot.form]
    step = then.rules.step(snapshot.taken.step)
    assert step is not None
    made = Dossier(then, step, form, snapshot.content.get("answers", {}), Frozen(case, snapshot))
    if since and made.frozen:
        earlier = Snapshot.objects.filter(case=snapshot.case_id, form=snapshot.form, version__lt=snapshot.version)
        made.frozen.seen = earlier.filter(at__lte=since).order_by("-version").first() if snapshot.at > since else None
    made.who, made.on = _who(snapshot.taken), snapshot.taken.on
    return made


def of_part(case: Case, step: Step, part: StepTaken | Contribution, person: Person) -> Dossier:
    """What stands in a step, or one person's part of it, beside what it judged."""
    then = as_of(case, part.at)
    form = then.edition.built.forms[step.form or ""]
    made = Dossier(then, step, form, part.content)
    looked_at = writing.judged(then, form, roles_of(person, case))
    made.beside = Frozen(case, looked_at) if looked_at else None
    made.who = part.person.name if isinstance(part, Contribution) else _who(part)
    made.on = part.at.date() if isinstance(part, Contribution) else part.on
    return made


def _who(taken: StepTaken) -> str:
    return taken.person.name if taken.person else ""
