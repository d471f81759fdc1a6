"""A small sound edition to change in tests: an application, two readers, a board that votes, an appeal to another body."""

import copy
from collections.abc import Callable
from typing import Any

from gromada.standards.edition.check import check
from gromada.standards.edition.load import build
from gromada.standards.edition.model import Edition
from tests.standards.edition.naming import named

Tree = dict[str, Any]

_SMALL: Tree = {
    "format": 1,
    "scheme": {
        "id": "small",
        "version": "1",
        "issuer": "somebody",
        "languages": ["en", "pl"],
        "zone": "Europe/Warsaw",
        "holidays": "PL",
        "kinds": ["library"],
    },
    "certificate": {"validity": {"years": 2}},
    "standards": {"levels": ["area", "point"]},
    "standard": {"A": {}, "A1": {"under": "A", "required": True}, "A2": {"under": "A", "weight": 2}, "B": {}},
    "scale": {"answer": {"values": [{"value": "yes", "counts": "met", "points": 1}, {"value": "no", "counts": "not", "points": 0}]}},
    "role": {
        "head": {"from": "institution", "function": "head"},
        "office": {"from": "issuer"},
        "board": {"from": "body"},
        "senate": {"from": "body"},
        "reader": {"from": "case", "pool": "readers", "count": 2},
    },
    "body": {"board": {"members": [3, 5], "quorum": 2}, "senate": {"members": [3, 9]}},
    "term": {"appeal": {"days": 14, "from": "delivery"}},
    "form": {
        "application": {"fields": [{"id": "what", "type": "text"}, {"id": "points", "type": "tree", "scale": "answer"}]},
        "readers": {"fields": [{"id": "who", "type": "people", "role": "reader"}]},
        "opinion": {"fields": [{"id": "text", "type": "text"}]},
        "decision": {"fields": [{"id": "reasons", "type": "text", "when": {"outcome": "no"}}]},
    },
    "letter": {"refusal": {}},
    "proceeding": {
        "main": {
            "about": "institution",
            "begins": "draft",
            "ends": ["awarded", "refused_for_good"],
            "steps": [
                {"step": "submit", "by": "head", "from": "draft", "to": "received", "form": "application", "effects": "freeze"},
                {"step": "name", "by": "office", "from": "received", "to": "read", "form": "readers", "effects": {"effect": "appoint", "role": "reader"}},
                {"step": "opine", "by": "reader", "how": {"each": 2, "blind": True}, "from": "read", "to": "discussed", "form": "opinion"},
                {
                    "step": "decide", "clause": "8", "by": "board", "how": {"vote": "board"}, "from": "discussed",
                    "to": {"yes": "granted", "no": "refused"}, "form": "decision",
                    "provided": [
                        {"rule": "score", "of": "application", "each_at_least": "met", "on": "yes"},
                        {"rule": "others_than", "step": "opine"},
                    ],
                    "starts": {"on": "no", "term": "appeal"}, "letter": {"on": "no", "letter": "refusal"},
                },
                {"step": "issue", "by": "office", "from": "granted", "to": "awarded", "effects": "issue"},
                {"step": "grant", "by": "appeal", "from": "refused", "to": "granted"},
                {"step": "refuse", "by": "appeal", "from": "refused", "to": "refused_for_good"},
                {
                    "step": "stand", "by": "time", "from": "refused", "to": "refused_for_good",
                    "provided": {"rule": "term", "name": "appeal", "is": "passed"},
                },
            ],
        },
        "appeal": {
            "about": {"case": "main", "in": "refused"},
            "begins": "lodged",
            "ends": ["upheld", "dismissed"],
            "steps": [
                {"step": "lodge", "by": "head", "from": "-", "to": "lodged", "form": "opinion", "provided": {"rule": "term", "name": "appeal", "is": "open", "of": "parent"}},
                {
                    "step": "rule", "by": "senate", "how": {"vote": "senate"}, "from": "lodged",
                    "to": {"uphold": "upheld", "dismiss": "dismissed"},
                    "provided": {"rule": "others_than", "step": "decide", "of": "parent"},
                    "effects": [
                        {"on": "uphold", "effect": "parent", "step": "grant"},
                        {"on": "dismiss", "effect": "parent", "step": "refuse"},
                    ],
                },
            ],
        },
    },
}  # fmt: skip


def structure(change: Callable[[Tree], Any] = lambda tree: None) -> Tree:
    tree = copy.deepcopy(_SMALL)
    change(tree)
    return tree


def step(tree: Tree, name: str, proceeding: str = "main") -> Tree:
    """A step of a structure, to be changed."""
    return next(each for each in tree["proceeding"][proceeding]["steps"] if each["step"] == name)


def built(change: Callable[[Tree], Any] = lambda tree: None) -> Edition:
    return build(named(structure(change)))


def said(change: Callable[[Tree], Any] = lambda tree: None) -> list[str]:
    """What the checker says of the changed edition; names are written for everything it has."""
    return [problem.sentence for problem in check(named(structure(change)))]
