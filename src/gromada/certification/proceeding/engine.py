"""The one engine. It runs any step of any proceeding of any edition; it never learns what a step is called.

`offers` says what an actor may do now and why not; `take` says what taking a step means: the new state, the terms that start and
are met, the effects and letters. Neither writes anything: the room above does, in one transaction.
"""

from dataclasses import dataclass

from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.facts import TIME, Actor, Facts
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.proceeding.rules import ask
from gromada.standards.edition.model import Edition, Effect, Proceeding, Step


@dataclass(frozen=True)
class Offer:
    """A step that stands open to an actor's role; `reasons` say why it may not be taken yet (empty: it may)."""

    step: Step
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Move:
    """What a step does. `to` is None for a part of a step that each takes while others are still missing."""

    step: Step
    outcome: str | None
    role: str
    to: str | None
    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    letters: tuple[str, ...] = ()
    ends: bool = False


class Refused(Exception):
    """The step may not be taken; `reasons` are all of them at once."""

    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons
        super().__init__(", ".join(r.code for r in reasons))


def role_for(edition: Edition, step: Step, actor: Actor) -> str | None:
    """The first of the step's roles that the actor holds; a vote is called and written down by whoever sits in or serves its body."""
    return next((role for role in step.by if role in actor.roles), None)


def offers(edition: Edition, proceeding: Proceeding, state: str, facts: Facts, actor: Actor) -> list[Offer]:
    """The steps from `state` that are the actor's to take, in the edition's order, each with the reasons against it.

    Outcomes are not known yet, so rules and fields that wait for an outcome do not count here; `take` asks them all.
    """
    found = []
    for step in proceeding.steps_from(state):
        if step.by == (TIME,) or role_for(edition, step, actor) is None:
            continue
        found.append(Offer(step, tuple(reasons_against(edition, step, facts, actor, None, filled=False))))
    return found


def reasons_against(
    edition: Edition, step: Step, facts: Facts, actor: Actor, outcome: str | None, *, filled: bool = True
) -> list[Reason]:
    """Every reason against taking a step now. Without `filled` the step's own fresh form is not looked at: it is about to be shown."""
    found: list[Reason] = []
    if step.how.kind == "each" and actor.id in facts.contributed(step.id):
        found.append(Reason("already_contributed", step.clause))
    form = edition.forms.get(step.form or "")
    for rule in step.provided:
        about_own_form = (
            form is not None and not form.keep and rule.args.get("form", rule.args.get("of")) in (form.id, None)
        )
        if not filled and (
            (about_own_form and rule.rule in ("answered", "count", "score"))
            or (rule.rule in _ABOUT_NAMED and _names(form))
        ):
            continue
        found += ask(edition, step, rule, facts, actor, outcome)
    if form is not None and (filled or form.keep):
        held = facts.content(form.id)
        gaps = contents.missing(edition, form, facts.parts, held, outcome)
        known = {path for reason in found for path in reason.paths}
        rest = tuple(s.path for s in gaps if s.path not in known)
        if rest and not _shares(step, form.id):
            found.append(Reason("missing", step.clause, {"form": form.id}, rest))
        found += contents.wrong(edition, form, facts.parts, held, outcome)
    return found


_ABOUT_NAMED = ("appointed", "free_of_conflict")


def _names(form: object) -> bool:
    """Whether the step's own form names people for roles: then the rules about them wait for the form."""
    return any(field.role for field in getattr(form, "fields", ()))


def _shares(step: Step, form: str) -> bool:
    """A step that asks only for a share of its form answered does not ask for the whole of it as well."""
    return any(r.rule == "answered" and r.args.get("form", form) == form and "share" in r.args for r in step.provided)


def take(
    edition: Edition,
    proceeding: Proceeding,
    state: str,
    step_id: str,
    facts: Facts,
    actor: Actor,
    outcome: str | None = None,
) -> Move:
    """What taking a step means. Raises Refused with every reason. `state` is "-" for a step that begins a case.

    For a vote, `outcome` is what the tally decided; for a step of several people the move has `to = None` until the last is in.
    """
    step = proceeding.step(step_id)
    if step is None:
        raise Refused(Reason("unknown_step", facts={"step": step_id}))
    if state in proceeding.ends:
        raise Refused(Reason("closed", step.clause, {"state": state}))
    if state not in step.sources:
        raise Refused(Reason("wrong_state", step.clause, {"step": step_id, "state": state}))
    role = role_for(edition, step, actor)
    if role is None:
        raise Refused(Reason("wrong_role", step.clause, {"roles": step.by}))
    if step.outcomes and outcome not in step.outcomes:
        raise Refused(Reason("unknown_outcome", step.clause, {"outcomes": step.outcomes}))
    outcome = outcome if step.outcomes else None
    reasons = reasons_against(edition, step, facts, actor, outcome)
    if reasons:
        raise Refused(*reasons)
    if step.how.kind == "each" and still_missing(edition, step, facts, actor):
        return Move(step, None, role, None)
    return moved(proceeding, state, step, outcome, role)


def moved(proceeding: Proceeding, state: str, step: Step, outcome: str | None, role: str) -> Move:
    to = step.to[outcome] if outcome in step.to else step.to[None]
    to = (proceeding.begins if state == "-" else state) if to == "=" else to

    def on(items: tuple, name: str) -> tuple[str, ...]:
        return tuple(getattr(i, name) for i in items if i.on in (None, outcome))

    return Move(
        step, outcome, role, to, on(step.starts, "name"), step.meets,
        tuple(e for e in step.effects if e.on in (None, outcome)), on(step.letters, "name"), to in proceeding.ends,
    )  # fmt: skip


def still_missing(edition: Edition, step: Step, facts: Facts, actor: Actor) -> int:
    """How many parts of a step are still to come after this actor's."""
    given = {*facts.contributed(step.id), actor.id}
    if isinstance(step.how.each, int):
        return max(0, step.how.each - len(given))
    everybody = {person for role in step.by for person in facts.holders(role)}
    return len(everybody - given)


def who_moves(proceeding: Proceeding, state: str) -> tuple[str, ...]:
    """The roles that hold the pen: those of the leading step; the clock only where nobody else could act."""
    step = leading(proceeding, state)
    return step.by if step else ()


def leading(proceeding: Proceeding, state: str) -> Step | None:
    """The step that is expected next: the one that brings the case nearest to what comes next on its road.

    Of steps equally near, the first in the edition's order; of none that leads on, the first that people take.
    """
    steps = [step for step in proceeding.steps_from(state) if step.by != (TIME,)] or list(proceeding.steps_from(state))
    road = proceeding.path or proceeding.states
    ahead = set(road[road.index(state) + 1 :]) if state in road else set(road)
    far = _distances(proceeding, ahead - {state})
    return min(
        steps,
        key=lambda step: min((far.get(to, 99) for to in step.to.values() if to != "="), default=100),
        default=None,
    )


def within_reach(edition: Edition, proceeding: Proceeding, state: str) -> frozenset[str]:
    """The states to which the steps of people and of time can lead from here; not those that only another case can bring."""
    found, edge = {state}, [state]
    while edge:
        here = edge.pop()
        own = [s for s in proceeding.steps_from(here) if any(r == TIME or r in edition.roles for r in s.by)]
        further = {to for step in own for to in step.to.values() if to != "="} - found
        found |= further
        edge += further
    return frozenset(found)


def _distances(proceeding: Proceeding, goals: set[str]) -> dict[str, int]:
    """How many steps each state is from the nearest goal."""
    found = dict.fromkeys(goals, 0)
    edge = set(goals)
    while edge:
        nearer = {
            source
            for step in proceeding.steps
            for source in step.sources
            if source not in found and any(to in edge for to in step.to.values())
        }
        found.update(dict.fromkeys(nearer, max(found.values()) + 1))
        edge = nearer
    return found
