"""The engine over random valid editions: whatever is tried, it stays inside the tables of the edition."""

from datetime import timedelta

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from gromada.certification.proceeding import engine
from gromada.certification.proceeding.facts import TIME, Actor, Declared
from gromada.standards.edition.load import build
from gromada.standards.edition.model import Edition, Proceeding
from tests.certification.proceeding.memory import Memory
from tests.certification.proceeding.values import filled
from tests.standards.edition.strategies import editions


def begun(edition: Edition, rules: Proceeding) -> Memory:
    state = "-" if any(step.begins_case for step in rules.steps) else rules.begins
    case = Memory(edition, rules.id, state, parts=tuple(edition.parts))
    case.named = {role: {f"{role}-{n}" for n in range(3)} for role in edition.roles}
    case.declarations = {person: Declared("none") for people in case.named.values() for person in people}
    case.status = "in_force"
    return case


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(editions(), st.data())
def test_the_engine_never_leaves_the_table(content, data) -> None:
    edition = build(content)
    rules = data.draw(st.sampled_from(list(edition.proceedings.values())))
    case = begun(edition, rules)
    for _turn in range(12):
        near = rules.steps_from(case.state)  # mostly steps that stand open here, by those whose they are
        step = data.draw(st.sampled_from(near if near and data.draw(st.integers(0, 3)) else rules.steps))
        outcome = data.draw(st.sampled_from([None, *step.outcomes, "no such outcome"]))
        role = data.draw(st.sampled_from([*step.by, *step.by, *step.by, *edition.roles, *edition.proceedings, TIME]))
        person = data.draw(st.sampled_from(sorted(case.named.get(role, {role}))))
        if step.form and data.draw(st.booleans()):
            case.contents[step.form] = filled(
                edition, step.form, case.parts, outcome if outcome in step.outcomes else None
            )
        before = case.state
        event(f"from {'an end' if before in rules.ends else 'within'}")
        try:
            move = engine.take(edition, rules, case.state, step.id, case, Actor(person, frozenset({role})), outcome)
        except engine.Refused as refused:
            assert refused.reasons, "a refusal always says why"
            assert case.state == before
            continue
        event("moved")
        assert before in step.sources and before not in rules.ends
        assert role in step.by
        if move.to is None:
            assert step.how.kind == "each"
        else:
            allowed = {
                before if state == "=" and before != "-" else rules.begins if state == "=" else state
                for state in step.to.values()
            }
            assert move.to in allowed and move.to in rules.states
            assert move.ends == (move.to in rules.ends)
            assert (move.outcome in step.outcomes) if step.outcomes else move.outcome is None
            assert set(move.starts) <= set(edition.terms) and set(move.letters) <= set(edition.letters)
        case.apply(move, person)
        case.today += timedelta(days=data.draw(st.integers(0, 40)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(editions(), st.data())
def test_what_is_offered_is_the_actors_own_and_from_this_state(content, data) -> None:
    edition = build(content)
    rules = data.draw(st.sampled_from(list(edition.proceedings.values())))
    case = begun(edition, rules)
    state = data.draw(st.sampled_from(rules.states))
    role = data.draw(st.sampled_from(list(edition.roles)))
    for offer in engine.offers(edition, rules, state, case, Actor(f"{role}-0", frozenset({role}))):
        assert state in offer.step.sources and role in offer.step.by
    assert set(engine.who_moves(rules, state)) <= {*edition.roles, *edition.proceedings, TIME}
