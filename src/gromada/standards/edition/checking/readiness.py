"""The rules that stand beside the frozen part: from kinds and tags of records to the standards they may illustrate."""

from ..words import LEFT_OUT, Table, dotted, listing, whole, word
from .view import View

_words = listing(word, least=1)
_READINESS = Table(
    {
        "version": dotted,
        "rule": listing(
            Table(
                {"kinds": _words, "tags": _words, "fits": listing(dotted, least=1), "at_least": whole(1)},
                {"fits": LEFT_OUT},
            ),
            one=(),
        ),
    }
)


def check(view: View) -> None:
    rules = _READINESS(dict(view.readiness), ("readiness",), view.report).get("rule", [])
    for place, rule in enumerate(rules):
        path = ("readiness", "rule", place)
        for standard in rule["fits"]:
            view.known(standard, view.edition.standards, (*path, "fits"), "standard")
        if not {"kinds", "tags"} & set(rule):
            view.say(path, "Say which records are meant: kinds = […], tags = […] or both.")
