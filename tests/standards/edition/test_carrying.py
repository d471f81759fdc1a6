"""What carries over from an application under one edition to one under the next."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from gromada.standards.edition.carrying import CarriedOver, carry_over
from gromada.standards.edition.load import build, content_of

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = {
    "standards:S1.1.a": "met",
    "standards:S1.1.a:reason": "",
    "standards:S1:narrative": "Drzwi otwiera grafik mieszkańców.",
}


@cache
def _content() -> dict[str, Any]:
    return content_of(ROOT / "editions" / "cal-2022")


def leaf() -> str:
    cal = build(_content())
    tree = cal.forms["application"].tree
    return cal.at_level(("general",), tree.at)[0].id


def carried(change: Any = None, answers: dict[str, Any] | None = None) -> CarriedOver:
    """From cal-2022 to the same edition after `change` was made to what its files say."""
    content = deepcopy(_content())
    if change:
        change(content)
    old, new = build(_content()), build(content)
    form = "application"
    return carry_over(old, new, old.forms[form], new.forms[form], answers or {}, new.parts_for(("osl",)))


def ids(found: Any) -> set[str]:
    return {one.node.id for one in found}


def test_under_the_same_edition_everything_stands_with_its_answers() -> None:
    id = leaf()
    found = carried(
        answers={f"standards:{id}": "met", f"standards:{id}:reason": "", "standards:S1:narrative": "Klucze."}
    )
    assert not found.changed and not found.new and not found.dropped
    held = {one.node.id: dict(one.held) for one in found.stands}
    assert held[id] == {f"standards:{id}": "met"}
    assert held["S1"] == {"standards:S1:narrative": "Klucze."}
    assert sum(bool(h) for h in held.values()) == 2


def test_a_question_that_reads_otherwise_is_offered_as_changed() -> None:
    id = leaf()

    def reword(content: dict[str, Any]) -> None:
        said = content["texts"]["pl"]["standard"]
        said[id] = {**said[id], "name": "Całkiem inne pytanie"}

    found = carried(reword, {f"standards:{id}": "met"})
    assert ids(found.changed) == {id}
    assert dict(found.changed[0].held) == {f"standards:{id}": "met"} and "name" in found.changed[0].texts


def test_another_hint_alone_leaves_the_answer_standing() -> None:
    id = leaf()

    def rehint(content: dict[str, Any]) -> None:
        said = content["texts"]["pl"]["standard"]
        said[id] = {**said[id], "hint": "Inna podpowiedź."}

    found = carried(rehint)
    assert not found.changed and id in ids(found.stands)


def test_a_standard_that_became_required_is_looked_at_again() -> None:
    cal = build(_content())
    tree = cal.forms["application"].tree
    id = next(n.id for n in cal.at_level(("general",), tree.at) if not n.required)

    def require(content: dict[str, Any]) -> None:
        content["structure"]["standard"][id]["required"] = True

    found = carried(require)
    assert [one.required for one in found.changed if one.node.id == id] == [(False, True)]


def test_what_is_no_longer_asked_is_dropped_only_where_it_was_answered() -> None:
    id = leaf()

    def drop(content: dict[str, Any]) -> None:
        del content["structure"]["standard"][id]

    assert ids(carried(drop, {f"standards:{id}": "met"}).dropped) == {id}
    assert not carried(drop).dropped


def test_a_new_question_brings_no_answer() -> None:
    id = leaf()
    whole = _content()

    def drop(content: dict[str, Any]) -> None:
        del content["structure"]["standard"][id]

    less = deepcopy(whole)
    drop(less)
    old, new = build(less), build(whole)
    found = carry_over(old, new, old.forms["application"], new.forms["application"], {}, new.parts_for(()))
    assert id in ids(found.new) and all(not one.held for one in found.new)


def test_a_value_that_the_new_scale_does_not_know_is_left_out() -> None:
    id = leaf()
    found = carried(answers={f"standards:{id}": "no_longer_a_value", f"standards:{id}:reason": "bo tak"})
    assert all(not one.held for one in found.stands)
