"""One change, one sentence: what the checker says of a small sound edition with a single mistake in it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.standards.edition.small import Tree, said, step

Change = Callable[[Tree], Any]


def main(tree: Tree) -> Tree:
    found: Tree = tree["proceeding"]["main"]
    return found


def add(tree: Tree, **words: Any) -> None:
    main(tree)["steps"].append(words)


def field(tree: Tree, form: str, **words: Any) -> None:
    tree["form"][form]["fields"].append({"type": "text", **words})


def rule(tree: Tree, taken: str, rule: str, **words: Any) -> None:
    step(tree, taken)["provided"] = [{"rule": rule, **words}]


CASES: dict[str, tuple[Change, str]] = {
    # unknown words
    "a table nobody knows": (lambda t: t.update(rolle={"x": {}}), '"rolle" is an unknown word at the top of a file. Did you mean "role"?'),
    "a word nobody knows": (lambda t: step(t, "submit").update(forms="application"), '"forms" is an unknown word in [proceeding.main.steps]. Did you mean "form"'),
    "a text in the structure": (lambda t: t["role"]["head"].update(name="Head"), "Texts stand in a file whose name ends in its language"),
    "a table of texts": (lambda t: t.update(kind={"library": "Library"}), '"kind" is an unknown word at the top of a file. Texts stand in a file'),
    "an unknown rule": (lambda t: rule(t, "submit", "answred", form="application"), '"answred" is unknown as "rule". Did you mean "answered"?'),
    "an unknown effect": (lambda t: step(t, "submit").update(effects=["freze"]), '"freze" is unknown as "effect". Did you mean "freeze"?'),
    "an unknown type of field": (lambda t: field(t, "opinion", id="x", type="txt"), '"txt" is unknown as "type". Did you mean "text"?'),
    "an unknown function": (lambda t: t["role"]["head"].update(function="hed"), '"hed" is unknown as "function". Did you mean "head"?'),
    # wrong types
    "a number for a text": (lambda t: step(t, "submit").update(clause=3), '"clause" must be a text in quotes, but is a number (3).'),
    "a text for a number": (lambda t: t["term"]["appeal"].update(days="14"), '"days" must be a whole number, but is a text (\'14\').'),
    "a percentage for a share": (lambda t: rule(t, "submit", "score", of="application", share_at_least=65), "is a share from 0 to 1: for 65 % write 0.65"),
    "a word with a space": (lambda t: t["role"].update({"the head": {"from": "issuer"}}), '"the head" cannot be a word'),
    "a range that runs backwards": (lambda t: t["role"]["reader"].update(count=[3, 2]), "[3, 2] runs backwards"),
    "another format": (lambda t: t.update(format=2), "This is written in format 2; this installation reads format 1."),
    # the head
    "no such zone": (lambda t: t["scheme"].update(zone="Europe/Warszawa"), 'There is no time zone "Europe/Warszawa"'),
    "no such calendar": (lambda t: t["scheme"].update(holidays="POL"), 'There is no holiday calendar "POL"'),
    "no such region": (lambda t: t["scheme"].update(holidays="DE-XX"), 'The holiday calendar "DE" has no region "XX".'),
    "a number without n": (lambda t: t["certificate"].update(number="{year}"), "needs {n}"),
    "an unknown fact of a number": (lambda t: t["certificate"].update(number="{n}/{yaer}"), '"{yaer}" is unknown here. Did you mean "year"?'),
    "an open brace in a label": (lambda t: t["certificate"].update(label="{from_year"), "A brace is never closed"),
    "years and months": (lambda t: t["certificate"]["validity"].update(months=6), "valid for years or for months"),
    "a certificate without an end": (lambda t: t.pop("certificate"), "nothing says for how long"),
    "no proceeding": (lambda t: [t.update(proceeding={}, form={}, letter={}, term={})], "The edition has no proceeding."),
    # standards
    "under nothing": (lambda t: t["standard"]["A1"].update(under="C"), 'There is no standard "C". Known are: A, A1, A2, B.'),
    "a circle": (lambda t: [t["standard"]["A"].update(under="B"), t["standard"]["B"].update(under="A")], "stands, in the end, under itself"),
    "too deep": (lambda t: t["standard"].update(A11={"under": "B1"}, B1={"under": "B"}), '"A11" stands 3 levels deep, but [standards] levels names 2.'),
    "a part nobody wrote": (lambda t: t["standard"]["B"].update(part="annex"), 'There is no part "annex".'),
    "required above the leaves": (lambda t: t["standard"]["A"].update(required=True), '"required" stands on what is answered'),
    "an empty annex": (lambda t: t.update(part={"all": {}, "more": {"annex": True}}), 'No standard belongs to the part "more"'),
    "an annex for an unknown kind": (
        lambda t: [t.update(part={"all": {}, "more": {"annex": True, "kinds": ["libary"]}}), t["standard"].update(M={"part": "more"})],
        'There is no kind of institution "libary". Did you mean "library"?',
    ),
    "a value twice": (lambda t: t["scale"]["answer"]["values"].append({"value": "yes", "counts": "met", "points": 1}), 'The value "yes" is defined 2 times'),
    "points for some": (lambda t: t["scale"]["answer"]["values"].append({"value": "half", "counts": "partly"}), "have points and some have none"),
    # people
    "a role without a body": (lambda t: t["role"].update(jury={"from": "body"}), 'There is no body "jury". Known are: board, senate.'),
    "a pool outside a case": (lambda t: t["role"]["office"].update(pool="p"), '"pool" has no meaning for a role from the issuer'),
    "appointed from nowhere": (lambda t: t["role"].update(guest={"from": "case"}), 'say from where, by one of one_of, panel_of or pool'),
    "never appointed": (
        lambda t: [t["role"].update(guest={"from": "case", "pool": "g"}), step(t, "submit").update(by=["head", "guest"])],
        'Nobody ever appoints "guest"',
    ),
    "a tie nobody can choose": (lambda t: t["body"]["senate"].update(majority={"tie": "dismissed"}), 'There is no outcome "dismissed". Did you mean "dismiss"?'),
    "more than all": (lambda t: t["body"]["board"].update(majority={"share": 1.0}), "Nobody can have more than all votes"),
    # forms
    "a field twice": (lambda t: field(t, "opinion", id="text"), 'The field "text" is defined 2 times'),
    "a choice of nothing": (lambda t: field(t, "opinion", id="x", type="choice"), 'The choice "x" needs its options, or a scale'),
    "a tree without a scale": (lambda t: t["form"]["application"]["fields"][1].pop("scale"), 'The tree "points" needs a scale'),
    "a scale nobody wrote": (lambda t: t["form"]["application"]["fields"][1].update(scale="answers"), 'There is no scale "answers". Did you mean "answer"?'),
    "a level nobody wrote": (lambda t: t["form"]["application"]["fields"][1].update(at="points"), 'There is no level "points". Did you mean "point"?'),
    "options of a text": (lambda t: field(t, "opinion", id="x", options=["a"]), '"options" has no meaning for a field of type text: it fits choice.'),
    "less than more": (lambda t: field(t, "opinion", id="x", min=9, max=3), "Nothing is at least 9 and at most 3"),
    "a table without columns": (lambda t: field(t, "opinion", id="x", type="rows"), 'The table "x" needs columns'),
    "a table in a table": (
        lambda t: field(t, "opinion", id="x", type="rows", columns=[{"id": "y", "type": "rows"}]), "A column cannot be of type rows",
    ),
    "a role of no case": (lambda t: field(t, "opinion", id="x", type="people", role="head"), '"head" is not appointed for a case'),
    "a form nobody asks": (lambda t: t["form"].update(extra={"fields": [{"id": "x", "type": "text"}]}), 'No step asks the form "extra"'),
    "a value that cannot be": (
        lambda t: [field(t, "opinion", id="c", type="choice", options=["a", "b"]), field(t, "opinion", id="x", when={"field": "c", "is": "z"})],
        '"x" is never asked: "c" has no such value (known: a, b).',
    ),
    "an outcome that cannot be": (lambda t: t["form"]["decision"]["fields"][0].update(when={"outcome": "nope"}), '"reasons" is never asked: no step that asks this form has such an outcome (known: no, yes).'),
    "a field that waits for itself": (
        lambda t: [
            field(t, "opinion", id="c", type="choice", options=["a"], when={"field": "d", "is": "a"}),
            field(t, "opinion", id="d", type="choice", options=["a"], when={"field": "e", "is": "a"}),
            field(t, "opinion", id="e", type="choice", options=["a"]),
            t["form"]["opinion"]["fields"][3].update(when={"field": "c", "is": "a"}),
        ],
        '"c" is never asked: each waits for the other.',
    ),
    # steps
    "an outcome that is none": (lambda t: step(t, "decide")["to"].update(abstain="refused"), '"abstain" is what somebody without an opinion'),
    "a word of another alphabet": (lambda t: add(t, step="wyślij", by="head", **{"from": "draft"}, to="received"), '"wyślij" cannot be a word'),
    "a word without an end": (lambda t: t["role"].update({"r" * 61: {"from": "issuer"}}), "use at most 60 of a–z"),
    "no such form": (lambda t: step(t, "opine").update(form="opinon"), 'There is no form "opinon". Did you mean "opinion"?'),
    "no such role": (lambda t: step(t, "issue").update(by="ofice"), 'There is no role or proceeding "ofice". Did you mean "office"?'),
    "no such term": (lambda t: step(t, "issue").update(meets="apeal"), 'There is no term "apeal". Did you mean "appeal"?'),
    "no such letter": (lambda t: step(t, "issue").update(letter="refusl"), 'There is no letter "refusl". Did you mean "refusal"?'),
    "no such body": (lambda t: step(t, "decide").update(how={"vote": "bord"}), 'There is no body "bord". Did you mean "board"?'),
    "no such outcome": (lambda t: step(t, "decide").update(letter={"on": "yess", "letter": "refusal"}), 'There is no outcome of the step "decide" "yess". Did you mean "yes"?'),
    "no such stage": (lambda t: add(t, step="leave", by="head", **{"from": "*before:decision"}, to="refused_for_good"), 'There is no stage or state "decision".'),
    "no such case": (lambda t: t["proceeding"]["appeal"]["about"].update(case="mian"), 'There is no proceeding "mian". Did you mean "main"?'),
    "no such state of a case": (lambda t: t["proceeding"]["appeal"]["about"].update({"in": ["refused", "refsed"]}), 'There is no state of the proceedings it is about "refsed".'),
    "a step twice": (lambda t: add(t, step="issue", by="office", **{"from": "granted"}, to="awarded"), 'The step "issue" is defined 2 times'),
    "a step without people": (lambda t: step(t, "issue").pop("by"), '"by" is missing in [proceeding.main.steps].'),
    "a body that is not there": (lambda t: step(t, "decide").update(by="office"), '"board" votes, but nobody in "by" belongs to it'),
    "the clock at once": (lambda t: step(t, "stand").pop("provided"), 'The clock would take "stand" at once'),
    "the clock with a pen": (lambda t: step(t, "stand").update(form="opinion"), 'The clock cannot fill in the form "opinion"'),
    "each without a form": (lambda t: step(t, "opine").pop("form"), 'Each hands in a form, but the step "opine" has none.'),
    "blind alone": (lambda t: step(t, "submit").update(how={"blind": True}), "blind has a meaning only where several hand in"),
    "each for another end": (lambda t: step(t, "opine").update(to={"a": "discussed", "b": "discussed"}), "they cannot choose different outcomes"),
    "out of an end": (lambda t: add(t, step="reopen", by="head", **{"from": "awarded"}, to="draft"), '"awarded" is an end of "main", so "reopen" can never be taken'),
    "a beginning in the middle": (lambda t: step(t, "submit").update({"from": ["-", "draft"]}), 'begins a case ("-") and cannot be taken later as well'),
    "taken by a stranger": (lambda t: step(t, "lodge", "appeal").update(by="main"), '"main" is not about cases of "appeal"'),
    "taken by nobody": (lambda t: step(t, "rule", "appeal")["effects"].pop(), 'Nothing in "appeal" takes the step "refuse"'),
    # rules and effects
    "a field nobody wrote": (lambda t: rule(t, "submit", "answered", form="application", fields=["wat"]), 'There is no field of the form "application" "wat". Did you mean "what"?'),
    "a form of another case": (
        lambda t: step(t, "lodge", "appeal")["provided"].update(rule="answered", form="readers"),
        '"lodge" looks at the form "readers", which no step of "appeal" asks.',
    ),
    "a score of nothing": (lambda t: rule(t, "submit", "score", of="readers", each_at_least="met"), '"score" sums up answers on a scale, but the form "readers" has none'),
    "a score without a limit": (lambda t: rule(t, "submit", "score", of="application"), '"score" needs a limit'),
    "a score nobody reaches": (
        lambda t: [t["scale"]["answer"]["values"].pop(0), rule(t, "submit", "score", of="application", each_at_least="met")],
        'No value of the scale "answer" counts as "met"',
    ),
    "a share of no points": (
        lambda t: [[value.pop("points") for value in t["scale"]["answer"]["values"]], rule(t, "submit", "score", of="answer", share_at_least=0.5)],
        'The scale "answer" has no points',
    ),
    "an answer of each": (lambda t: [t["form"].update(own=t["form"]["opinion"]), step(t, "opine").update(form="own"), rule(t, "issue", "answered", form="own")], 'Each hands in a form "own" of their own'),
    "times of no step": (lambda t: rule(t, "submit", "times", step="sumbit", at_most=2), 'There is no step in "main" "sumbit". Did you mean "submit"?'),
    "more than fewer": (lambda t: rule(t, "submit", "times", at_least=3, at_most=2), "Nothing is at least 3 and at most 2"),
    "a count of two things": (lambda t: rule(t, "submit", "count", of="what", proceeding="appeal", open=0), '"count" counts cases of a proceeding'),
    "a count of a text": (lambda t: rule(t, "submit", "count", of="what", at_least=2), '"what" is of type text: only rows, people, files'),
    "no parent": (lambda t: rule(t, "issue", "term", name="appeal", **{"is": "open", "of": "parent"}), '"main" is not about another case'),
    "others than nobody": (lambda t: rule(t, "issue", "others_than", step="opined"), 'There is no step in main "opined". Did you mean "opine"?'),
    "impartial by office": (lambda t: rule(t, "submit", "free_of_conflict", role="head"), 'so "free_of_conflict" finds nobody'),
    "overlapping nothing": (lambda t: rule(t, "issue", "certificate", **{"is": "not_overlapping"}), '"not_overlapping" looks at the fields valid_from and valid_to'),
    "ending at no time": (lambda t: rule(t, "issue", "certificate", **{"is": "ending"}), '"ending" says how long before the last day'),
    "ending twice": (lambda t: rule(t, "issue", "certificate", **{"is": "ending", "months": 12, "days": 90}), '"ending" says how long before the last day'),
    "in force for months": (lambda t: rule(t, "issue", "certificate", **{"is": "in_force", "months": 12}), '"ending" says how long before the last day'),
    "moved by nobody": (lambda t: t["scheme"].update(moving={"by": ["nobody"]}), 'There is no role "nobody"'),
    "moved without a letter": (lambda t: t["scheme"].update(moving={"by": ["office"], "letter": "gone"}), 'There is no letter "gone"'),
    "freezing nothing": (lambda t: step(t, "issue").update(effects=["freeze"]), '"freeze" keeps what the form of the step holds, but "issue" has no form.'),
    "appointing nobody": (lambda t: step(t, "name").update(effects=["appoint"]), '"appoint" needs to say whom'),
    "opening another's": (lambda t: step(t, "rule", "appeal")["effects"].append({"effect": "open", "proceeding": "appeal"}), '"appeal" is not about cases of "appeal"'),
    "a parent's step nobody wrote": (lambda t: step(t, "rule", "appeal")["effects"].append({"effect": "parent", "step": "grand"}), 'There is no step of the parent "grand". Did you mean "grant"?'),
    "a parent's step of others": (lambda t: step(t, "rule", "appeal")["effects"].append({"effect": "parent", "step": "issue"}), '"issue" of "main" is not open to "appeal"'),
    "a certificate's misnamed field": (
        lambda t: [t["form"].update(deed={"fields": [{"id": "since", "type": "date", "proposed": "valid_from"}]}), step(t, "issue").update(form="deed")],
        '"since" would not reach the certificate',
    ),
    # ways
    "a misspelt state": (lambda t: step(t, "name").update({"from": "recieved"}), 'The state "recieved" of "main" is never reached: no step leads to it. Did you mean "received"?'),
    "a dead end": (lambda t: add(t, step="stop", by="head", **{"from": "draft"}, to="stopped"), 'Nobody can leave the state "stopped" of "main"'),
    "a merry-go-round": (
        lambda t: [
            add(t, step="turn", by="head", **{"from": "draft"}, to="round"), add(t, step="turn_again", by="head", **{"from": "round"}, to="about"),
            add(t, step="turn_back", by="head", **{"from": "about"}, to="round"),
        ],
        'From the state "round" of "main" no way leads to an end',
    ),
    "an end nobody reaches": (lambda t: main(t)["ends"].append("withdrawn"), 'The state "withdrawn" of "main" is never reached'),
    "a beginning nobody reaches": (lambda t: t["proceeding"]["appeal"].update(begins="opened"), 'The case begins in "opened", but no step from "-" leads there'),
    "no end": (lambda t: t["proceeding"]["appeal"].update(ends=[]), '"ends" is empty: name at least 1.'),
    # terms
    "no length": (lambda t: t["term"]["appeal"].pop("days"), 'The term "appeal" has no length'),
    "two lengths": (lambda t: t["term"]["appeal"].update(months=1), 'The term "appeal" has days and months'),
    "a term nobody starts": (lambda t: t["term"].update(x={"days": 1}), 'The term "x" is never started'),
    "a term never met": (
        lambda t: [t["term"].update(x={"days": 1}), step(t, "submit").update(starts="x")], 'The term "x" of "main" is never met',
    ),
    "a term met and never started": (
        lambda t: [t["term"].update(x={"days": 1}), step(t, "submit").update(meets="x")],
        'The term "x" is met here, but no step of "main" starts it.',
    ),
    "a parent's term nobody starts": (
        lambda t: [t["term"].update(x={"days": 1}), step(t, "lodge", "appeal")["provided"].update(name="x")],
        'The term "x" is looked at here, but no step of "main" starts it.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_a_sentence(name: str) -> None:
    change, sentence = CASES[name]

    assert any(sentence in each for each in said(change)), said(change)


def test_the_sound_edition_is_sound() -> None:
    assert said() == []
