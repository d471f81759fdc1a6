"""Schemes of quite different shapes, each written in the words of the reference alone."""

from collections.abc import Callable

import pytest

from gromada.standards.edition.check import check
from gromada.standards.edition.load import build
from tests.standards.edition.naming import named
from tests.standards.edition.small import Tree


def plain(**rest: Tree) -> Tree:
    """The least there can be: two roles, one scale, one form, two steps."""
    return {
        "format": 1,
        "scheme": {"id": "x", "version": "1", "issuer": "y", "languages": ["uk"], "zone": "Europe/Kyiv"},
        "certificate": {"validity": {"months": 18}},
        "standards": {"levels": ["point"]},
        "standard": {f"P{n}": {"required": True} for n in range(1, 41)},
        "scale": {"yes_no": {"values": [{"value": "yes", "counts": "met"}, {"value": "no", "counts": "not"}]}},
        "role": {"applicant": {"from": "institution"}, "office": {"from": "issuer"}},
        "form": {"request": {"fields": [{"id": "points", "type": "tree", "scale": "yes_no"}]}},
        "proceeding": {
            "request": {
                "about": "institution",
                "begins": "draft",
                "ends": "awarded",
                "steps": [
                    {"step": "send", "by": "applicant", "from": "draft", "to": "sent", "form": "request"},
                    {"step": "award", "by": "office", "from": "sent", "to": "awarded", "effects": ["issue", "publish"]},
                ],
            }
        },
        **rest,
    }


def forty_points() -> Tree:
    return plain()


def five_levels() -> Tree:
    tree: Tree = {}
    row = ["A", "B"]
    tree.update({id: {} for id in row})
    for _ in range(4):
        tree.update({f"{id}.{n}": {"under": id} for id in row for n in (1, 2)})
        row = [f"{id}.{n}" for id in row for n in (1, 2)]
    return plain(standards={"levels": ["field", "area", "topic", "criterion", "check"]}, standard=tree)


def uneven_depth() -> Tree:
    """Some chapters are answered whole, others point by point."""
    return plain(
        standards={"levels": ["chapter", "point"]},
        standard={"1": {"required": True}, "2": {}, "2.1": {"under": "2", "required": True}, "2.2": {"under": "2"}},
    )


def a_visit_by_a_panel() -> Tree:
    scheme = plain(
        body={"inspectors": {"members": [12, 40], "quorum": 3, "majority": {"of": "members", "share": 0.5}}},
        certificate={"validity": {"years": 4, "ends": "year_end"}, "number": "{n:05}-{year}", "label": "{from} – {to}"},
    )
    scheme["role"]["inspectors"] = {"from": "case", "panel_of": "inspectors", "count": [3, 5]}
    scheme["role"]["lead"] = {"from": "case", "one_of": "inspectors"}
    scheme["form"] |= {
        "panel": {
            "fields": [
                {"id": "panel", "type": "people", "role": "inspectors"},
                {"id": "lead", "type": "people", "role": "lead"},
            ]
        },
        "report": {
            "fields": [{"id": "points", "type": "tree", "scale": "yes_no"}, {"id": "seen", "type": "files", "max": 30}]
        },
    }
    scheme["proceeding"]["request"]["ends"] = ["awarded", "refused"]
    scheme["proceeding"]["request"]["steps"][1:] = [
        {"step": "appoint", "by": "office", "from": "sent", "to": "visit", "form": "panel", "provided": {"rule": "appointed", "roles": ["inspectors", "lead"]}},
        {"step": "report", "by": "lead", "from": "visit", "to": "reported", "form": "report", "effects": "freeze"},
        {"step": "vote", "by": "inspectors", "how": {"vote": "inspectors"}, "from": "reported", "to": {"yes": "granted", "no": "refused"}},
        {"step": "award", "by": "office", "from": "granted", "to": "awarded", "effects": "issue"},
    ]  # fmt: skip
    return scheme


def one_case_for_the_whole_life_of_a_certificate() -> Tree:
    """Awarded, looked at after a year, and again, until time ends it: one proceeding without an end before that."""
    scheme = plain(term={"year": {"months": 12}, "answer": {"working_days": 20}})
    steps = scheme["proceeding"]["request"]["steps"]
    steps[1] |= {"to": "held", "starts": "year"}
    steps += [
        {"step": "ask", "by": "time", "from": "held", "to": "asked", "provided": {"rule": "term", "name": "year", "is": "passed"}, "starts": "answer"},
        {"step": "answer", "by": "applicant", "from": "asked", "to": "answered", "form": "request", "meets": "answer"},
        {"step": "silence", "by": "time", "from": "asked", "to": "over", "provided": {"rule": "term", "name": "answer", "is": "passed"}},
        {"step": "go_on", "by": "office", "from": "answered", "to": "held", "starts": "year", "provided": {"rule": "times", "at_most": 3}},
        {"step": "finish", "by": "office", "from": "answered", "to": "over"},
    ]  # fmt: skip
    scheme["proceeding"]["request"]["ends"] = ["over"]
    return scheme


def annexes_and_no_general_part() -> Tree:
    scheme = plain(
        part={"schools": {"annex": True, "kinds": ["school"]}, "parks": {"annex": True, "draft": True}},
        standard={"S": {"part": "schools", "required": True}},
    )
    scheme["scheme"]["kinds"] = ["school", "park"]
    return scheme


def valid_for_ever() -> Tree:
    return plain(certificate={"validity": {"ends": "never"}})


def choices_without_standards() -> Tree:
    """A scheme that asks a few questions on a scale and has no tree at all."""
    scheme = plain(standards={}, standard={})
    del scheme["standards"], scheme["standard"]
    scheme["scale"]["yes_no"]["values"] = [
        {"value": n, "counts": "met" if n > 1 else "not", "points": n} for n in range(5)
    ]
    scheme["form"]["request"]["fields"] = [{"id": f"q{n}", "type": "choice", "scale": "yes_no"} for n in range(3)]
    scheme["proceeding"]["request"]["steps"][0]["provided"] = {"rule": "score", "of": "request", "share_at_least": 0.5}
    return scheme


SHAPES: list[Callable[[], Tree]] = [
    forty_points,
    five_levels,
    uneven_depth,
    a_visit_by_a_panel,
    one_case_for_the_whole_life_of_a_certificate,
    annexes_and_no_general_part,
    valid_for_ever,
    choices_without_standards,
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_scheme_of_another_shape_needs_no_code(shape: Callable[[], Tree]) -> None:
    content = named(shape())

    assert [problem.sentence for problem in check(content)] == []
    assert build(content).languages == ("uk",)


def test_five_levels_are_walked_to_their_leaves() -> None:
    edition = build(named(five_levels()))

    assert len(edition.at_level(("general",), None)) == 32
    assert {standard.level for standard in edition.at_level(("general",), None)} == {"check"}


def test_leaves_may_stand_at_different_depths() -> None:
    edition = build(named(uneven_depth()))

    assert [standard.id for standard in edition.at_level(("general",), None)] == ["1", "2.1", "2.2"]
    assert edition.is_required(edition.standards["2"])
