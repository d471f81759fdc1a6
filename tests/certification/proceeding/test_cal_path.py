"""The main road of the edition in the repository, walked in memory: the engine against a real table."""

from pathlib import Path

import pytest

from gromada.certification.proceeding import engine
from gromada.certification.proceeding.facts import TIME, Actor, Declared
from gromada.standards.edition.load import load
from tests.certification.proceeding.memory import Memory
from tests.certification.proceeding.values import filled

EDITIONS = Path(__file__).parents[3] / "editions"


@pytest.fixture(scope="module")
def edition():
    return load(EDITIONS / "cal-2022")


def walk(edition, steps):
    case = Memory(edition, "certification", "draft", parts=("general", "osl"))
    case.named = {
        "head": {"h"},
        "responsible": {"r"},
        "expert": {"e1", "e2"},
        "commission": {"c1", "c2", "c3"},
        "board": {"b"},
        "office": {"o"},
    }
    case.declarations = {p: Declared("none") for group in case.named.values() for p in group}
    rules = edition.proceedings["certification"]
    for name, person, role, outcome in steps:
        step = rules.step(name)
        if step.form:
            case.contents[step.form] = filled(edition, step.form, case.parts, outcome)
        move = engine.take(edition, rules, case.state, name, case, Actor(person, frozenset({role})), outcome)
        case.apply(move, person)
    return case


ROAD = [
    ("submit", "h", "head", None),
    ("open_case", "b", "board", None),
    ("admit", "r", "responsible", None),
    ("give_opinion", "e1", "expert", None),
    ("give_opinion", "e2", "expert", None),
]


def test_an_application_becomes_an_issued_certificate(edition):
    case = walk(edition, ROAD)
    case.agreements["finding"] = {"r", "e1", "e2"}
    rules = edition.proceedings["certification"]
    for name, person, role, outcome in [
        ("agree_finding", "r", "responsible", None), ("decide", "c1", "commission", "yes"), ("announce_grant", "o", "office", None),
        ("issue", "b", "board", None),
    ]:  # fmt: skip
        step = rules.step(name)
        if step.form:
            case.contents[step.form] = filled(edition, step.form, case.parts, outcome)
        case.apply(
            engine.take(edition, rules, case.state, name, case, Actor(person, frozenset({role})), outcome), person
        )
    assert case.state == "issued"


def test_the_case_waits_until_the_last_expert_is_in(edition):
    assert walk(edition, ROAD[:-1]).state == "assessment"
    assert walk(edition, ROAD).state == "comparison"


def test_an_expert_gives_one_opinion_a_round(edition):
    case = walk(edition, ROAD[:-1])
    with pytest.raises(engine.Refused) as refused:
        engine.take(
            edition,
            edition.proceedings["certification"],
            case.state,
            "give_opinion",
            case,
            Actor("e1", frozenset({"expert"})),
        )
    assert refused.value.reasons[0].code == "already_contributed"


def test_nothing_moves_while_a_required_answer_is_missing(edition):
    case = Memory(edition, "certification", "draft", parts=("general", "osl"))
    held = filled(edition, "application", case.parts)
    held.pop(next(path for path in held if path.startswith("standards:") and path.count(":") == 1))
    case.contents["application"] = held
    with pytest.raises(engine.Refused) as refused:
        engine.take(
            edition, edition.proceedings["certification"], "draft", "submit", case, Actor("h", frozenset({"head"}))
        )
    assert [r.code for r in refused.value.reasons] == ["missing"]


def test_a_refusal_needs_written_reasons_and_announced_findings(edition):
    case = walk(edition, ROAD)
    case.state = "deliberation"
    case.contents["finding"] = filled(edition, "finding", case.parts)
    with pytest.raises(engine.Refused) as refused:
        engine.take(
            edition,
            edition.proceedings["certification"],
            "deliberation",
            "decide",
            case,
            Actor("c1", frozenset({"commission"})),
            "no",
        )
    assert {"times_least", "missing"} <= {r.code for r in refused.value.reasons}


def test_time_takes_only_what_is_its_own(edition):
    case = walk(edition, ROAD[:1])
    for step in edition.proceedings["certification"].steps_from("received"):
        with pytest.raises(engine.Refused):
            engine.take(
                edition, edition.proceedings["certification"], "received", step.id, case, Actor(TIME, frozenset({TIME}))
            )
