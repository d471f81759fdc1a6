"""Opinions side by side: what each said of every node, and where they differ."""

from gromada.certification.proceeding.comparing import compare
from tests.certification.readiness.test_readiness import edition


def side_by_side(*given: dict[str, str]):
    built = edition("cal-2022")
    return {c.node.id: c for c in compare(built, built.forms["opinion"], built.parts_for(()), given)}


def test_equal_answers_do_not_differ_even_with_other_words() -> None:
    found = side_by_side(
        {"standards:S1": "met", "standards:S1:reason": "Klucze."},
        {"standards:S1": "met", "standards:S1:reason": "Grafik."},
    )
    assert not found["S1"].differs
    assert found["S1"].reasons == ("Klucze.", "Grafik.")


def test_different_answers_differ() -> None:
    found = side_by_side({"standards:S1": "met"}, {"standards:S1": "partly"})
    assert found["S1"].differs
    assert [v.id for v in found["S1"].values] == ["met", "partly"]


def test_silence_differs_from_an_answer() -> None:
    assert side_by_side({"standards:S1": "met"}, {})["S1"].differs


def test_every_node_of_the_level_is_there_in_order() -> None:
    built = edition("cal-2022")
    assert list(side_by_side({}, {})) == [n.id for n in built.at_level(built.parts_for(()), "standard")]


def test_one_opinion_alone_is_compared_with_nothing() -> None:
    assert side_by_side({"standards:S1": "met"}) == {}
