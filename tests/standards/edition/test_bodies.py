"""Can every body still decide after the recusals that the edition itself makes necessary?"""

from typing import Any

import pytest

from tests.standards.edition.small import Tree, said, step


def refused(change: Any) -> list[str]:
    return [each for each in said(change) if "cannot decide" in each or "Nobody may take" in each or "quorum" in each]


@pytest.mark.parametrize(
    ("members", "quorum", "majority", "decides"),
    [
        ([3, 5], 2, "present", True),  # one of three proposed, two remain
        ([2, 5], 2, "present", False),
        ([3, 5], 3, "present", False),
        ([3, 5], 2, "members", True),  # two of three are more than half of all
        ([4, 5], 2, "members", True),
        ([2, 5], 1, "members", False),  # one of two is not more than half of all
        ([1, 5], 1, "cast", False),
        ([3, 5], {"share": 0.9}, "present", True),  # a share is counted of those who may vote
    ],
)
def test_a_member_who_proposed_stands_aside_and_the_rest_decides(
    members: Any, quorum: Any, majority: str, decides: bool
) -> None:
    def change(tree: Tree) -> None:
        tree["body"]["board"] = {"members": members, "quorum": quorum, "majority": {"of": majority}}
        tree["role"]["proposer"] = {"from": "case", "one_of": "board"}
        tree["form"]["proposer"] = {"fields": [{"id": "who", "type": "people", "role": "proposer"}]}
        steps = tree["proceeding"]["main"]["steps"]
        steps.append({"step": "appoint", "by": "office", "from": "draft", "to": "=", "form": "proposer"})
        steps.append({"step": "propose", "by": "proposer", "from": "discussed", "to": "="})
        step(tree, "decide")["provided"] = [{"rule": "others_than", "step": "propose"}]

    assert (refused(change) == []) is decides, refused(change)


def test_a_body_that_voted_cannot_hear_the_appeal_against_its_own_vote() -> None:
    def change(tree: Tree) -> None:
        step(tree, "rule", "appeal").update(by="board", how={"vote": "board"})

    assert refused(change) == [
        '"board" cannot decide "rule": of its 3 people (the fewest that may be) 3 took part in "decide" and must stand '
        "aside (others_than), 0 remain, and 2 are needed. Enlarge the body, add substitutes, or let others decide."
    ]


@pytest.mark.parametrize(("members", "panel", "decides"), [([9, 12], 3, True), ([5, 12], 3, True), ([4, 12], 3, False)])
def test_a_panel_leaves_enough_of_its_body_for_the_appeal(members: Any, panel: int, decides: bool) -> None:
    def change(tree: Tree) -> None:
        tree["body"]["board"]["members"] = members
        tree["role"]["panel"] = {"from": "case", "panel_of": "board", "count": panel}
        tree["form"]["readers"]["fields"].append({"id": "panel", "type": "people", "role": "panel"})
        step(tree, "decide").update(by="panel")
        step(tree, "rule", "appeal").update(by="board", how={"vote": "board"})

    assert (refused(change) == []) is decides, refused(change)


@pytest.mark.parametrize(("count", "decides"), [(2, True), (1, False)])
def test_a_panel_can_reach_the_quorum_of_its_body(count: int, decides: bool) -> None:
    def change(tree: Tree) -> None:
        tree["role"]["panel"] = {"from": "case", "panel_of": "board", "count": count}
        tree["form"]["readers"]["fields"].append({"id": "panel", "type": "people", "role": "panel"})
        step(tree, "decide").update(by="panel")

    assert (refused(change) == []) is decides, refused(change)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"members": [3, 5], "quorum": 6}, '"board" can never decide: its quorum is 6, its members at most 5.'),
        (
            {"members": [2, 5], "quorum": 3},
            '"board" may have only 2 members, and then its quorum of 3 cannot be reached',
        ),
        ({"members": [2, 5], "substitutes": 1, "quorum": 3}, None),
        ({"quorum": 4}, None),  # unsaid: as many as the quorum needs
    ],
)
def test_a_quorum_fits_the_members(body: Tree, sentence: str | None) -> None:
    found = refused(lambda tree: tree["body"].update(board=body))

    assert (found == []) if sentence is None else found[0].startswith(sentence)


def test_a_recusal_that_is_not_necessary_is_not_counted() -> None:
    """Whoever of several roles takes a step: where the office may do it, no member of the body had to."""

    def change(tree: Tree) -> None:
        tree["body"]["board"] = {"members": [1, 3]}
        tree["proceeding"]["main"]["steps"].append(
            {"step": "note", "by": ["office", "board"], "from": "discussed", "to": "="}
        )
        step(tree, "decide")["provided"] = [{"rule": "others_than", "step": "note"}]

    assert refused(change) == []


def test_somebody_has_to_be_left_where_nobody_votes() -> None:
    def change(tree: Tree) -> None:
        tree["role"]["reader"]["count"] = [2, 2]
        step(tree, "issue").update(by="reader", provided={"rule": "others_than", "step": "opine"})

    assert refused(change) == [
        'Nobody may take the step "issue": everyone who holds reader took part in a step that it excludes (others_than).'
    ]


@pytest.mark.parametrize(("count", "fits"), [(2, True), ([2, 4], True), ([1, 4], False)])
def test_each_of_two_needs_two(count: Any, fits: bool) -> None:
    found = said(lambda tree: tree["role"]["reader"].update(count=count))

    assert any('waits for 2 of "reader"' in each for each in found) is not fits


def test_a_panel_is_not_larger_than_its_body() -> None:
    def change(tree: Tree) -> None:
        tree["role"]["panel"] = {"from": "case", "panel_of": "board", "count": 4}

    assert any('"panel" needs 4 people of "board", which may have only 3' in each for each in said(change))
