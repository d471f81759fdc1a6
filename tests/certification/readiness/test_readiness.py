"""What the rings show: a pure function of an edition and what a form holds."""

from functools import cache
from typing import Any

import pytest

from gromada.certification.proceeding.readiness import Dot, Group, Readiness, readiness
from gromada.standards.edition.load import load
from gromada.standards.edition.model import Edition
from tests.builders.cases import ROOT


@cache
def edition(name: str) -> Edition:
    folder = ROOT / "editions" / name
    return load(folder if folder.is_dir() else ROOT / "tests" / "editions" / name)


def ready(name: str, form: str, content: dict[str, Any], **rest: Any) -> Readiness:
    built = edition(name)
    return readiness(built, built.forms[form], built.parts_for(("osl",)), content, **rest)


def cal(content: dict[str, Any], **rest: Any) -> Readiness:
    return ready("cal-2022", "application", {f"standards:{path}": value for path, value in content.items()}, **rest)


def group(found: Readiness, node: str) -> Any:
    return next(g for g in found.groups if g.node and g.node.id == node)


def test_an_empty_application_misses_every_required_place_and_nothing_else() -> None:
    built = edition("cal-2022")
    found = cal({})
    required = [s.id for s in built.at_level(built.parts_for(("osl",)), "indicator") if built.is_required(s)]
    assert found.met == 0
    assert found.required == len(required)
    assert [g.node.id for g in found.gaps if g.kind == "value"] == required
    assert {d.state for g in found.groups for d in g.dots} == {"gap"}


def test_there_is_a_group_for_every_top_node_in_the_order_of_the_standards() -> None:
    built = edition("cal-2022")
    roots = [r.id for r in built.roots(built.parts_for(("osl",)))]
    assert [g.node.id for g in cal({}).groups if g.node] == roots


def test_a_met_answer_fills_the_dot_and_is_counted() -> None:
    before, after = group(cal({}), "S1"), group(cal({"S1.1": "met"}), "S1")
    assert (before.met, after.met, after.total) == (0, 1, before.total)
    assert [d.state for d in after.dots if d.node.id == "S1.1"] == ["met"]


def test_a_partial_answer_fills_half_and_is_named_as_not_met() -> None:
    found = cal({"S1.1": "partly"})
    assert [d.node.id for d in found.unmet] == ["S1.1"]
    assert group(found, "S1").met == 0


def test_an_answer_that_owes_its_reason_stays_half_until_the_reason_is_there() -> None:
    owing, given = cal({"S1.1": "otherwise"}), cal({"S1.1": "otherwise", "S1.1:reason": "Mamy stół w bibliotece."})
    assert ("standards:S1.1:reason", "reason") in [(g.path, g.kind) for g in owing.gaps]
    assert next(d for d in group(owing, "S1").dots if d.node.id == "S1.1").state == "part"
    assert next(d for d in group(given, "S1").dots if d.node.id == "S1.1").state == "met"
    assert "standards:S1.1:reason" not in [g.path for g in given.gaps]


def test_what_does_not_apply_counts_as_done() -> None:
    found = cal({"S1.1": "not_applicable", "S1.1:reason": "Nie mamy budynku."})
    assert group(found, "S1").met == 1


def test_the_story_of_a_standard_is_missed_where_it_is_asked_for() -> None:
    assert "S4" in [g.node.id for g in cal({}).gaps if g.kind == "narrative"]
    assert "S4" not in [g.node.id for g in cal({"S4:narrative": "W marcu…"}).gaps if g.kind == "narrative"]


def test_supporting_nodes_have_small_dots_and_are_never_missed() -> None:
    supporting = [d for g in cal({}).groups for d in g.dots if not d.required]
    assert supporting
    assert not {d.node.id for d in supporting} & {g.node.id for g in cal({}).gaps if g.kind == "value"}


def test_evidence_is_counted_by_node_and_in_all() -> None:
    found = cal({}, evidence={"S1.1": 2, "S2.1": 1})
    assert next(d for d in group(found, "S1").dots if d.node.id == "S1.1").evidence == 2
    assert found.evidence == 3


def test_standards_of_another_annex_are_not_asked_for() -> None:
    built = edition("cal-2022")
    without = readiness(built, built.forms["application"], built.parts_for(()), {})
    assert not [g for g in without.groups if g.part == "osl"]
    assert [g for g in cal({}).groups if g.part == "osl"]


def test_a_flat_list_stands_together_in_one_group_without_a_head() -> None:
    found = ready("flat-reviews", "description", {"marks:light": "4", "marks:night": "3"})
    assert [g.node for g in found.groups] == [None]
    assert [d.node.id for d in found.groups[0].dots] == ["light", "chairs", "silence", "night", "welcome"]
    assert (found.groups[0].met, found.groups[0].total) == (1, 3)
    assert (found.met, found.required) == (1, 3)


def test_where_nothing_is_required_everything_is_counted() -> None:
    nodes = edition("flat-reviews").at_level(edition("flat-reviews").parts_for(()), None)[:3]
    loose = Group("", None, tuple(Dot(n, s, False) for n, s in zip(nodes, ("met", "part", "gap"), strict=True)), ())
    assert (loose.met, loose.total) == (1, 3)


def test_a_form_without_standards_has_no_rings() -> None:
    assert ready("cal-2022", "issue", {}).groups == ()


@pytest.mark.parametrize("form", ["opinion", "finding"])
def test_answers_at_a_higher_level_have_a_dot_for_each_of_its_nodes(form: str) -> None:
    built = edition("cal-2022")
    found = ready("cal-2022", form, {"standards:S1": "met", "standards:S1:reason": "Widać klucze."})
    nodes = built.at_level(built.parts_for(("osl",)), "standard")
    assert [d.node.id for g in found.groups for d in g.dots] == [n.id for n in nodes]
    assert found.met == 1
