"""Walking a case by real steps: what the demonstration, the simulation and tests are made of. Knows no scheme, only its tables.

Values come from a `Texts` book (data) where it has them, else from the limits of the fields themselves. Evidence comes from the book alone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from gromada.certification.actions import agreeing, evidence, impartiality, sittings, stepping, writing
from gromada.certification.models import Case, Contribution, Declaration, Evidence, StepTaken
from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.content import Slot
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.proposals import proposed
from gromada.certification.queries.roles import candidates, holders_of
from gromada.certification.queries.voting import chair_of, voting_role
from gromada.kit import clock
from gromada.people.models import Person
from gromada.records import actions as records
from gromada.standards.edition.model import Field, Form, Step

FILLER = "To miejsce opisuje zmyślona instytucja na potrzeby pokazu. Fakty, nazwiska i miejscowości są wymyślone."


@dataclass
class Texts:
    """A book of texts, each a list to choose from: "form.field", or for a node of a tree the keys of `_keys`, "S1:narrative" say."""

    book: Mapping[str, list[Any]] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(1))

    def choose(self, *keys: str) -> Any:
        for key in keys:
            if self.book.get(key):
                return self.random.choice(self.book[key])
        return None


def walk(case: Case, steps: list[str], texts: Texts, outcomes: Mapping[str, str] | None = None) -> Case:
    """Takes the steps one after another, each by somebody who holds its role. Raises Refusal as a person would meet it."""
    for step in steps:
        take(case, step, texts, (outcomes or {}).get(step))
    return case


def take(
    case: Case, step_id: str, texts: Texts, outcome: str | None = None, values: Mapping[str, Any] | None = None
) -> StepTaken | Contribution:
    case.refresh_from_db()
    step = case.rules.step(step_id)
    if step is None:
        raise LookupError(f"{case.proceeding} has no step {step_id}")
    if TIME in step.by:
        return stepping.take_step(case, step_id, by=None, acting=Actor(TIME, frozenset({TIME})))
    outcome = outcome or (step.outcomes[0] if step.outcomes else None)
    people = takers(case, step)
    if not people:
        raise LookupError(f"nobody holds {', '.join(step.by)} in case {case}")
    if step.how.kind == "vote":
        return _vote(case, step, people, texts, outcome or "", values)
    done: StepTaken | Contribution | None = None
    for person in people if step.how.kind == "each" else people[:1]:
        _declare(case, person)
        fill(case, step, person, texts, outcome, values)
        _agree(case, step, people)
        done = stepping.take_step(case, step_id, by=person, outcome=outcome)
        case.refresh_from_db()
    assert done is not None
    return done


def takers(case: Case, step: Step) -> list[Person]:
    edition = case.edition.built
    found = [p for role in step.by if role in edition.roles for p in holders_of(case, edition.roles[role])]
    return list(dict.fromkeys(found))


def _vote(
    case: Case, step: Step, people: list[Person], texts: Texts, outcome: str, values: Mapping[str, Any] | None
) -> StepTaken:
    members = holders_of(case, voting_role(case, step))
    for member in members:
        _declare(case, member)
    fill(case, step, people[0], texts, outcome, values)
    body = case.edition.built.bodies[step.how.vote or ""]
    chair = chair_of(case, step, members) or members[0]
    held = sittings.call(
        case,
        step,
        on=clock.today(),
        place=texts.choose("sitting.place") or "",
        kind=body.votes[0],
        chair=chair,
        by=chair,
    )
    for row in held.attendances.filter(recused=False).select_related("person"):
        sittings.cast(held, outcome, person=row.person, by=row.person)
    return sittings.close(held, texts.choose("sitting.minutes") or FILLER, by=chair)


def _declare(case: Case, person: Person) -> None:
    if Declaration.objects.filter(case=case, person=person, current=True, degree=Declaration.Degree.ASKED).exists():
        impartiality.declare(case, person, Declaration.Degree.NONE, by=person)


def _agree(case: Case, step: Step, people: list[Person]) -> None:
    """Everybody's word, where the step asks for it."""
    for rule in step.provided:
        form = case.edition.built.forms.get(rule.args.get("form", "")) if rule.rule == "agreed" else None
        if form:
            seen = content_digest(working_copy(case, form.id))
            for person in people:
                agreeing.agree(case, form, seen=seen, by=person)


def fill(
    case: Case,
    step: Step,
    person: Person,
    texts: Texts,
    outcome: str | None,
    values: Mapping[str, Any] | None = None,
    only: Collection[str] | None = None,
) -> None:
    """Writes into every empty slot that the form requires or the book tells of, and `values` over them.

    `only`: ids of fields and nodes; what is not among them stays empty, as in a draft.
    """
    form = case.edition.built.forms.get(step.form or "")
    if form is None:
        return
    owner = writing.owner_of(step, person)
    for path, value in (values or {}).items():
        _write(case, form, path, value, owner, person)
    for _round in range(3):  # an answer may ask for its reason
        held = working_copy(case, form.id, owner)
        for slot in contents.slots(case.edition.built, form, case.parts, held, outcome):
            wanted = only is None or (slot.node.id if slot.node else slot.field.id) in only
            if (
                wanted
                and contents.is_empty(held.get(slot.path))
                and (slot.required or _told(form, slot, person, texts))
            ):
                _write(case, form, slot.path, value_for(case, form, slot, texts, person), owner, person)
    _bring_evidence(case, form, texts, person, only)


def _told(form: Form, slot: Slot, person: Person, texts: Texts) -> bool:
    """Whether the book has words for this very slot, and not for any of its kind."""
    if slot.kind == "field":
        return f"{form.id}.{slot.field.id}" in texts.book
    return any(key in texts.book for key in _keys(form, slot, person)[:3])


def _keys(form: Form, slot: Slot, person: Person) -> tuple[str, ...]:
    """Where the book may speak of a node's slot, from the closest to the widest."""
    about = f"{slot.node.id}:{slot.kind}" if slot.node else slot.kind
    return (
        f"{form.id}@{person.username}:{about}",
        f"{form.id}:{about}",
        about,
        f"{form.id}:{slot.kind}",
        f"*:{slot.kind}",
    )


def _bring_evidence(case: Case, form: Form, texts: Texts, person: Person, only: Collection[str] | None) -> None:
    """What the book lists for a node stands by it, once, where the form takes evidence."""
    if not any(f.evidence for f in form.fields) or Evidence.objects.filter(case=case, form=form.id).exists():
        return
    for node in case.edition.built.walk(case.parts):
        for said in texts.book.get(f"{node.id}:evidence", ()) if only is None or node.id in only else ():
            facts = {name: value for name, value in said.items() if name not in ("kind", "title")}
            record = records.create(case.institution, said["kind"], by=person, title=said["title"], **facts)
            evidence.bring(case, form, node.id, record, by=person)


def _write(case: Case, form: Form, path: str, value: Any, owner: str, person: Person) -> None:
    row = case.answers.filter(form=form.id, owner=owner, path=path).first()
    writing.write(case, form, path, value, base=row.version if row else 0, by=person)
    if form.field(path.split(":")[0]) and (named := form.field(path)) and named.role:
        for member in Person.objects.filter(uid__in=value):
            _declare(case, member)


def value_for(case: Case, form: Form, slot: Slot, texts: Texts, person: Person) -> Any:
    field_, edition = slot.field, case.edition.built
    if slot.kind in ("narrative", "reason"):
        return texts.choose(*_keys(form, slot, person)) or FILLER
    if slot.kind == "value":
        return texts.choose(*_keys(form, slot, person)) or edition.scales[field_.scale or ""].values[0].id
    if field_.proposed:
        return proposed(case, [field_])[field_.id] or _plain(case, field_, texts)
    said = texts.choose(f"{form.id}.{field_.id}")
    if field_.type == "people" and said:
        found = Person.objects.filter(username__in=said)
        return [str(p.uid) for p in found] or _plain(case, field_, texts)
    return said if said is not None else _plain(case, field_, texts)


def _plain(case: Case, field_: Field, texts: Texts) -> Any:
    edition = case.edition.built
    least = int(field_.min or 1)
    if field_.type == "choice":
        first = edition.scales[field_.scale].values[0].id if field_.scale else field_.options[0]
        return [first] if field_.several else first
    if field_.type == "date":
        return str(clock.today())
    if field_.type == "number":
        return least
    if field_.type == "people":
        role = edition.roles[field_.role] if field_.role else None
        pool = candidates(case, role) if role else [p for r in edition.roles.values() for p in holders_of(case, r)]
        wanted = max(least, role.count[0] if role else 1)
        return [str(p.uid) for p in pool[:wanted]]
    if field_.type == "rows":
        return [{c.id: _plain(case, c, texts) for c in field_.columns if c.required}] * least
    if field_.type == "files":
        return []
    text = FILLER
    while len(text) < least:
        text += " " + FILLER
    return text[: int(field_.max)] if field_.max else text


def possible(case: Case) -> list[tuple[str, str | None]]:
    """Every step and outcome that somebody could try from here."""
    return [(s.id, o) for s in case.rules.steps_from(case.state) for o in (s.outcomes or (None,))]
