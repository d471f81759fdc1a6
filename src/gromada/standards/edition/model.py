"""An edition of a scheme as plain, frozen data: what `load` makes of a folder and what the engine reads.

Nothing here knows Django, a database or any particular scheme. Every name of a step, state, role, form, field, scale,
standard, term or letter is a word of the edition; this module only knows the shapes, `vocabulary` the closed lists.
Texts stand apart from structure, one tree of tables per language; `Edition.text` finds them by path.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .correspondence import Letter, Moving


@dataclass(frozen=True)
class Value:
    """One value of a scale. `points` may be absent on a scale that is not scored."""

    id: str
    counts: str  # one of vocabulary.COUNTS
    points: float | None = None
    reason: bool = False  # the person who chooses it must say why


@dataclass(frozen=True)
class Scale:
    id: str
    values: tuple[Value, ...]

    def value(self, id: str) -> Value | None:
        return next((value for value in self.values if value.id == id), None)

    @cached_property
    def best(self) -> float:
        """The highest points of the scale; 0.0 where nothing is scored."""
        return max((value.points or 0.0 for value in self.values), default=0.0)


@dataclass(frozen=True)
class Standard:
    """A node of the tree of standards; a leaf is what is answered."""

    id: str
    level: str
    part: str
    under: str | None = None
    required: bool = False
    evidence: tuple[str, ...] = ()  # typical kinds, of vocabulary.EVIDENCE_KINDS
    tags: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class Part:
    """The general standards, or an annex for some kinds and fields."""

    id: str
    annex: bool = False
    kinds: tuple[str, ...] = ()  # empty: every kind
    fields: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True)
class Role:
    """Who may act. `source` says where its people are found."""

    id: str
    source: str  # one of vocabulary.ROLE_SOURCES
    function: str | None = None  # institution: the dated function it needs ("head"); None = anybody of its team
    body: str | None = None  # body: which body; defaults to the role's own id
    one_of: str | None = None  # case: appointed from the members of this body
    panel_of: str | None = None  # case: a panel appointed from this body
    pool: str | None = None  # case: appointed from this pool of people
    count: tuple[int, int | None] = (1, None)  # case: least and most people
    clause: str = ""


@dataclass(frozen=True)
class Body:
    """A body that votes. Quorum and majority are read by `proceeding.tally`."""

    id: str
    quorum_share: float = 0.0
    quorum_least: int = 1
    majority_of: str = "present"  # "present" | "cast" | "members"
    majority_share: float = 0.5  # more than this share (exactly it is a tie)
    tie: str = "no"  # "chair", or the outcome a tie gives
    votes: tuple[str, ...] = ("open",)
    members: tuple[int, int | None] = (1, None)  # least and most members the body has
    substitutes: int = 0


@dataclass(frozen=True)
class Term:
    """Exactly one of days, working_days, months and until is set."""

    id: str
    days: int | None = None
    working_days: int | None = None
    months: int | None = None
    until: str | None = None  # the next such day of the year after its start, "06-30"
    starts_from: str = "step"  # "step" | "delivery"
    ends_on_working_day: bool = False
    clause: str = ""
    reminders: tuple[int, ...] = ()  # days before the end
    reminder: str = ""  # the letter that goes then
    extensions: int = 0  # how many times it may be extended while it runs
    longest: int = 0  # by how much at most each time, in the term's own unit
    extended_by: tuple[str, ...] = ()  # roles that may
    extension: str = ""  # the letter that tells of it


@dataclass(frozen=True)
class When:
    """A field is asked only when another field has one of these values, or the step has one of these outcomes."""

    field: str | None = None
    values: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    id: str
    type: str  # one of vocabulary.FIELD_TYPES
    required: bool = True
    min: float | None = None  # characters of a text, value of a number, count of files, people or rows
    max: float | None = None
    when: When | None = None
    scale: str | None = None  # choice and tree
    options: tuple[str, ...] = ()  # choice without a scale
    several: bool = False  # choice of many
    role: str | None = None  # people: these are appointed to this role
    columns: tuple["Field", ...] = ()  # rows
    at: str | None = None  # tree: the level whose nodes are answered (default: the leaves)
    narrative_at: str | None = None  # tree: the level whose nodes ask for a narrative
    narrative_max: int = 1500
    evidence: bool = False  # tree: evidence may be added to answers
    proposed: str | None = None  # one of vocabulary.PROPOSALS
    unit: str | None = None


@dataclass(frozen=True)
class Form:
    id: str
    fields: tuple[Field, ...]
    keep: bool = False  # the working copy outlives a step (an application that is completed later)
    writers: tuple[str, ...] = ()  # roles that may write beside those who take the step
    readers: tuple[str, ...] = ()  # roles that may read what was handed in; empty: the issuer's side and its writers

    def field(self, id: str) -> Field | None:
        return next((field for field in self.fields if field.id == id), None)

    @property
    def tree(self) -> Field | None:
        return next((field for field in self.fields if field.type == "tree"), None)


@dataclass(frozen=True)
class Rule:
    """A question with a sentence for "no". `args` are the words of the edition beside `rule` and `on`."""

    rule: str  # one of vocabulary.RULES
    on: str | None = None  # asked only for this outcome
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    effect: str  # one of vocabulary.EFFECTS
    on: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OnOutcome:
    """A term that starts or a letter that is prepared; `on` limits it to one outcome."""

    name: str
    on: str | None = None


@dataclass(frozen=True)
class How:
    """One person (neither set), each of several (`each`), or a vote of a body."""

    each: int | str | None = None  # a number, or "all" who hold the role
    blind: bool = False
    vote: str | None = None  # a body

    @property
    def kind(self) -> str:
        return "vote" if self.vote else "each" if self.each else "one"


@dataclass(frozen=True)
class Step:
    id: str
    by: tuple[str, ...]
    sources: tuple[str, ...]  # states it may be taken from, patterns resolved; ("-",) begins a case
    to: Mapping[str | None, str]  # outcome (None: the only one) → state, "=" resolved by the engine
    how: How = How()
    clause: str = ""
    form: str | None = None
    provided: tuple[Rule, ...] = ()
    starts: tuple[OnOutcome, ...] = ()
    meets: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    letters: tuple[OnOutcome, ...] = ()

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(outcome for outcome in self.to if outcome is not None)

    @property
    def begins_case(self) -> bool:
        return self.sources == ("-",)


@dataclass(frozen=True)
class About:
    """What a case is about: an institution, a certificate, or a case of other proceedings in given states."""

    kind: str  # "institution" | "certificate" | "case"
    proceedings: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proceeding:
    id: str
    about: About
    begins: str
    ends: tuple[str, ...]
    steps: tuple[Step, ...]
    path: tuple[str, ...] = ()  # the states of the drawn main road
    seen_as: Mapping[str, str] = field(default_factory=dict)  # state → state that the institution is shown instead
    before: str | None = None  # a form offered before a case is begun (a self-check)
    # From this day of the year, "04-01", the clock begins one for each certificate in force.
    every_year: str | None = None

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Every state once: the beginning, then in the order of the steps."""
        seen = [self.begins]
        for step in self.steps:
            seen += [s for s in (*step.sources, *step.to.values()) if s not in ("-", "=")]
        return tuple(dict.fromkeys([*seen, *self.ends]))

    def step(self, id: str) -> Step | None:
        return next((step for step in self.steps if step.id == id), None)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if state in step.sources)


@dataclass(frozen=True)
class CertificateTerms:
    """How long a certificate is valid and how it is numbered and labelled. Proposals only: a person confirms."""

    years: int | None = None
    months: int | None = None
    # "same_day": the day before the anniversary | "year_end": 31 December of the year before it | "never": no last day
    ends: str = "same_day"
    clause: str = ""
    number: str = "{year}/{n}"
    label: str = "{from_year}–{to_year}"
    reminders: tuple[int, ...] = ()  # days before the end
    reminder: str = ""  # the letter that goes then
    licence_clause: str = ""  # the licence of name and logo lives exactly as long as the validity


@dataclass(frozen=True)
class Edition:
    """A whole edition. Mappings keep the order of the files."""

    format: int
    scheme: str
    version: str
    issuer: str
    languages: tuple[str, ...]
    zone: str
    holidays: str
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    signatures: tuple[str, ...]
    in_time: str  # a letter from outside counts from its day of posting or of arrival: "posted" or "arrived"
    history_only: bool
    renewal: str
    moving: Moving
    certificate: CertificateTerms
    levels: tuple[str, ...]
    parts: Mapping[str, Part]
    standards: Mapping[str, Standard]
    scales: Mapping[str, Scale]
    roles: Mapping[str, Role]
    bodies: Mapping[str, Body]
    terms: Mapping[str, Term]
    forms: Mapping[str, Form]
    proceedings: Mapping[str, Proceeding]
    letters: Mapping[str, Letter]
    texts: Mapping[str, Mapping[str, Any]]  # language → tree of tables
    documents: Mapping[str, Mapping[str, str]]  # language → "letters/receipt" → Markdown
    digest: str

    @property
    def id(self) -> str:
        return f"{self.scheme}-{self.version}"

    def text(self, path: str | tuple[str, ...], language: str, what: str = "name") -> str:
        """The text at a path such as ("form", "application"), in `language` or else the edition's first language.

        A table gives its entry `what`; a plain string is the name itself. Absent: "" (a name: the last word).
        """
        keys = tuple(path.split(".")) if isinstance(path, str) else path
        for each in dict.fromkeys((language, *self.languages)):
            found: Any = self.texts.get(each, {})
            for key in keys:
                found = found.get(key) if isinstance(found, Mapping) else None
            if isinstance(found, Mapping):
                found = found.get(what)
            elif what != "name":
                found = None
            if found:
                return found if isinstance(found, str) else "\n".join(found)
        return keys[-1] if what == "name" else ""

    def texts_of(self, path: tuple[str, ...], language: str, what: str) -> tuple[str, ...]:
        """A list of texts, one a line (for example the typical evidence of a standard)."""
        return tuple(line for line in self.text(path, language, what).split("\n") if line)

    def document(self, name: str, language: str) -> str:
        """A long text by name ("letters/receipt"), in `language` or else the first; "" where the edition has none."""
        for each in dict.fromkeys((language, *self.languages)):
            if name in self.documents.get(each, {}):
                return self.documents[each][name]
        return ""

    def clause(self, clause: str, language: str) -> str:
        """A clause as the edition cites it ("pkt 8" → "pkt 8 Regulaminu"); practice ("P") cites nothing."""
        if clause in ("", "P"):
            return ""
        return (self.text(("scheme",), language, "clause") or "{clause}").format(clause=clause)

    def under(self, node: str) -> tuple[Standard, ...]:
        return self._children.get(node, ())

    @cached_property
    def _children(self) -> dict[str, tuple[Standard, ...]]:
        found: dict[str, list[Standard]] = {}
        for standard in self.standards.values():
            if standard.under:
                found.setdefault(standard.under, []).append(standard)
        return {key: tuple(value) for key, value in found.items()}

    def roots(self, parts: tuple[str, ...]) -> tuple[Standard, ...]:
        return tuple(s for s in self.standards.values() if s.under is None and s.part in parts)

    def walk(self, parts: tuple[str, ...]) -> Iterator[Standard]:
        """Every node of these parts, each before those under it, in the order of the files."""
        stack = list(reversed(self.roots(parts)))
        while stack:
            node = stack.pop()
            yield node
            stack += reversed(self.under(node.id))

    def at_level(self, parts: tuple[str, ...], level: str | None) -> tuple[Standard, ...]:
        """The nodes of a level; without a level the leaves."""
        return tuple(s for s in self.walk(parts) if (s.level == level if level else not self.under(s.id)))

    def is_required(self, node: Standard) -> bool:
        """A leaf says so itself; a node above is required when anything under it is."""
        below = self.under(node.id)
        return any(self.is_required(s) for s in below) if below else node.required

    def parts_for(self, annexes: tuple[str, ...]) -> tuple[str, ...]:
        """The general parts and the chosen annexes, in the edition's order."""
        return tuple(part.id for part in self.parts.values() if not part.annex or part.id in annexes)

    def annexes_for(self, kind: str, fields: tuple[str, ...] = ()) -> tuple[Part, ...]:
        """The annexes open to an institution of a kind, drafts last."""
        fit = [p for p in self.parts.values() if p.annex and (not p.kinds or kind in p.kinds)]
        return tuple(sorted(fit, key=lambda p: (p.draft, not (set(p.fields) & set(fields)))))
