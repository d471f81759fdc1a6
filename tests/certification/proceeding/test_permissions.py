"""Every step × state × role of every proceeding of the editions of the repository and of the invented ones: who may, and what "no" says.

What may be is read from the raw tables of the files, not from the model that the engine itself reads; nothing here knows a scheme.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from gromada.certification.models import Case
from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.facts import TIME, Actor, Declared, Run
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.proceeding.rules import barred, needed
from gromada.certification.sentences import no
from gromada.kit import clock
from gromada.standards.edition.load import build, content_of
from gromada.standards.edition.model import Edition, Proceeding, Rule, Step
from gromada.standards.models import Edition as EditionRow
from tests.builders.values import best
from tests.certification.proceeding.memory import Memory
from tests.certification.proceeding.values import value

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("cal-2022", "flat-reviews", "scored", "two-tier")


@cache
def content(name: str) -> dict[str, Any]:
    folder = next(f / name for f in (ROOT / "editions", ROOT / "tests" / "editions") if (f / name).is_dir())
    return content_of(folder)


@cache
def edition_of(name: str) -> Edition:
    return build(content(name))


def steps() -> Iterator[tuple[str, str, str]]:
    for name in NAMES:
        for proceeding in edition_of(name).proceedings.values():
            for step in proceeding.steps:
                yield name, proceeding.id, step.id


STEPS = list(steps())


def listed(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def declared(name: str, proceeding: str, step: str) -> tuple[set[str], set[str] | None]:
    """Roles and states of a step as the file says them; None where it says them by a pattern."""
    raw = content(name)["structure"]["proceeding"][proceeding]["steps"]
    row = next(r for r in raw if r["step"] == step)
    states = listed(row["from"])
    return set(listed(row["by"])), None if any("*" in state for state in states) else set(states)


def best_content(edition: Edition, form_id: str, parts: tuple[str, ...], outcome: str | None) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for _round in range(3):
        for slot in contents.missing(edition, edition.forms[form_id], parts, held, outcome):
            tree = slot.kind == "value" and slot.field.scale
            held[slot.path] = best(edition.scales[slot.field.scale]) if tree else value(edition, slot)
    return held


def ready(edition: Edition, rules: Proceeding, step: Step, state: str, actor: Actor, outcome: str | None) -> Memory:
    """A case in which everything that the step asks for is so."""
    case = Memory(edition, rules.id, state, parts=tuple(edition.parts))
    case.named = {
        role: {f"{role}-{n}" for n in range(needed(edition, role)[0])} for role in edition.roles if role != TIME
    }
    case.declarations = {person: Declared("none") for group in case.named.values() for person in group}
    for form in edition.forms:
        case.contents[form] = best_content(edition, form, case.parts, outcome)
    for rule in step.provided:
        if rule.on in (None, outcome):
            hold(case, step, rule, actor)
    return case


def hold(case: Memory, step: Step, rule: Rule, actor: Actor) -> None:
    args, day = rule.args, timedelta(days=1)
    if rule.rule == "term":
        due = case.today - day if args["is"] == "passed" else case.today
        (case.parent_runs if args.get("of") == "parent" else case.runs)[args["name"]] = Run(due)
    elif rule.rule == "times":
        case.taken += [args["step"]] * args.get("at_least", 0) if args.get("step", step.id) != step.id else []
    elif rule.rule == "count" and "proceeding" in args:
        case.children[args["proceeding"]] = args.get("open", args.get("at_least", 0))
    elif rule.rule == "agreed":
        case.agreements[args["form"]] = {p for role in step.by for p in case.holders(role)}
    elif rule.rule == "certificate":
        case.status = "suspended" if args["is"] == "suspended" else "in_force"


def broken(case: Memory, step: Step, rule: Rule, actor: Actor) -> set[str]:
    """Makes one rule say no; gives the codes of which one has to be the answer. Empty: it cannot be broken here."""
    args, day = rule.args, timedelta(days=1)
    if rule.rule == "term":
        due = None if args["is"] == "running" else case.today if args["is"] == "passed" else case.today - day
        (case.parent_runs if args.get("of") == "parent" else case.runs)[args["name"]] = Run(due)
        return {"term_not_open", "term_not_passed", "term_not_running"}
    if rule.rule == "times":
        which = args.get("step", step.id)
        case.taken = [] if "at_least" in args else [which] * (args["at_most"] + 1)
        return {"times_least", "times_most"}
    if rule.rule == "count" and "proceeding" in args:
        case.children[args["proceeding"]] = args.get("open", -1) + 1
        return {"count"}
    if rule.rule == "agreed":
        case.agreements, others = {}, {p for role in step.by for p in case.holders(role)} - {actor.id}
        return {"not_agreed"} if others else set()
    if rule.rule == "certificate":
        case.status, case.overlap, case.holding = "expired", True, date.max
        return {
            "certificate_not_in_force", "certificate_not_suspended", "certificate_overlaps", "certificate_not_ending",
        }  # fmt: skip
    if rule.rule == "free_of_conflict":
        case.declarations = {}
        return {"not_declared"}
    if rule.rule == "appointed":
        case.named = {role: set() for role in case.named}
        return {"appointed_few"}
    if rule.rule == "others_than":
        case.part_takers = case.parent_takers = {args["step"]: {actor.id}}
        return {"took_part"} if step.how.kind != "vote" else set()
    case.contents = {}
    return {"missing", "score_share", "score_each", "count", "too_few"}


def acting(case_people: dict[str, set[str]], role: str) -> Actor:
    return Actor(min(case_people.get(role) or {role}), frozenset({role}))


def refusal(
    edition: Edition, rules: Proceeding, state: str, step: Step, case: Memory, actor: Actor, outcome: str | None
) -> tuple[Reason, ...]:
    try:
        engine.take(edition, rules, state, step.id, case, actor, outcome)
    except engine.Refused as refused:
        assert refused.reasons
        return refused.reasons
    return ()


@pytest.mark.parametrize(("name", "proceeding", "step_id"), STEPS)
def test_a_step_is_taken_by_its_roles_from_its_states_and_by_nobody_else(
    name: str, proceeding: str, step_id: str
) -> None:
    edition = edition_of(name)
    rules = edition.proceedings[proceeding]
    step = rules.step(step_id)
    assert step
    by, sources = declared(name, proceeding, step_id)
    assert set(step.by) == by and (sources is None or set(step.sources) == sources)
    outcome = step.outcomes[0] if step.outcomes else None
    for role in dict.fromkeys([*edition.roles, *edition.proceedings, TIME]):
        people = {r: {f"{r}-0"} for r in edition.roles if r != TIME}
        actor = acting(people, role)
        for state in ("-", *rules.states):
            case = ready(edition, rules, step, state, actor, outcome)
            codes = {reason.code for reason in refusal(edition, rules, state, step, case, actor, outcome)}
            if state in rules.ends:
                assert codes == {"closed"}, (role, state)
            elif state not in step.sources:
                assert codes == {"wrong_state"}, (role, state)
            elif role not in by:
                assert codes == {"wrong_role"}, (role, state)
            else:
                assert not codes, (role, state, codes)


@pytest.mark.parametrize(("name", "proceeding", "step_id"), STEPS)
def test_every_no_is_a_sentence_in_every_language(name: str, proceeding: str, step_id: str, db: None) -> None:
    """Each rule broken by itself, each outcome: refused for that very reason, in words."""
    edition = edition_of(name)
    rules = edition.proceedings[proceeding]
    step = rules.step(step_id)
    assert step
    row = EditionRow(key=edition.id)
    vars(row)["built"] = edition  # as it is kept in memory
    shown = Case(edition=row, proceeding=proceeding, state=step.sources[0], begun_at=clock.now())
    shown.parent = replace_parent(edition, rules, row)
    for outcome in step.outcomes or (None,):
        actor = acting({r: {f"{r}-0"} for r in edition.roles if r != TIME}, step.by[0])
        said = [
            Reason("wrong_state", facts={"state": ""}),
            Reason("wrong_role", step.clause, {"roles": step.by}),
            Reason("closed"),
        ]
        for rule in step.provided:
            if rule.on not in (None, outcome):
                continue
            case = ready(edition, rules, step, step.sources[0], actor, outcome)
            wanted = broken(case, step, rule, actor)
            if wanted:
                found = refusal(edition, rules, step.sources[0], step, case, actor, outcome)
                assert wanted & {reason.code for reason in found}, (rule, found)
                said += found
        for reason in said:
            for language in ("pl", "en"):
                with translation.override(language):
                    sentence = no(named(reason), shown).sentence
                    assert sentence.endswith((".", "…")) and "%(" not in sentence and "{" not in sentence, sentence


def named(reason: Reason) -> Reason:
    """With people as the tables know them, by uid."""
    facts = {**reason.facts}
    facts |= {"person": str(uuid4())} if "person" in facts else {}
    facts |= {"people": [str(uuid4()) for _ in facts["people"]]} if "people" in facts else {}
    return replace(reason, facts=facts)


def replace_parent(edition: Edition, rules: Proceeding, row: EditionRow) -> Case | None:
    """A case that the proceeding may be about, for sentences that speak of it."""
    if rules.about.kind != "case":
        return None
    return Case(edition=row, proceeding=rules.about.proceedings[0], state=rules.about.states[0], begun_at=clock.now())


def test_a_voted_step_keeps_out_whoever_took_part_before() -> None:
    """Read from every edition: where a vote says others_than, the engine names those who stand aside."""
    seen = 0
    for name, proceeding, step_id in STEPS:
        edition = edition_of(name)
        step = edition.proceedings[proceeding].step(step_id)
        assert step
        rule = next((r for r in step.provided if r.rule == "others_than"), None)
        if rule is None or step.how.kind != "vote":
            continue
        case = Memory(edition, proceeding, step.sources[0])
        takers = {rule.args["step"]: {"somebody"}}
        case = replace(case, parent_takers=takers) if rule.args.get("of") else replace(case, part_takers=takers)
        assert barred(step, case) == {"somebody"}
        seen += 1
    assert seen >= 3
