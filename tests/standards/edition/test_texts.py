"""Every name in every language, and no text about nothing."""

import copy
from collections.abc import Callable
from typing import Any

from gromada.standards.edition.check import check
from tests.standards.edition.naming import named
from tests.standards.edition.small import Tree, structure

SOUND = named(structure())


def said(change: Callable[[Tree], Any]) -> list[str]:
    content = copy.deepcopy(SOUND)
    change(content)
    return [problem.sentence for problem in check(content)]


def test_a_name_that_one_language_lacks_is_asked_for() -> None:
    assert said(lambda c: c["texts"]["pl"]["role"].pop("head")) == [
        '"head" has no name in "pl": write name = "…" under [role.head] in a file ending .pl.toml.'
    ]


def test_a_name_that_no_language_has_is_asked_for_once() -> None:
    def change(content: Tree) -> None:
        for language in ("en", "pl"):
            content["texts"][language]["form"]["opinion"]["field"].pop("text")

    assert said(change) == [
        '"text" has no name in "en" and "pl": write name = "…" under [form.opinion.field.text] in a file ending .en.toml and .pl.toml.'
    ]


def test_every_kind_of_thing_needs_a_name() -> None:
    """Whatever is taken away from the sound texts of one language, something is asked for."""

    def ways(tree: Tree, way: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
        found = []
        for key, value in tree.items():
            found += ways(value, (*way, key)) if isinstance(value, dict) else [(*way, key)]
        return found

    def without(way: tuple[str, ...]) -> Callable[[Tree], None]:
        def change(content: Tree) -> None:
            place = content["texts"]["en"]
            for key in way[:-1]:
                place = place[key]
            del place[way[-1]]

        return change

    for way in ways(SOUND["texts"]["en"]):
        assert len(said(without(way))) == 1, way


def test_a_language_without_any_text_is_one_sentence() -> None:
    assert said(lambda c: c["texts"].pop("pl")) == ['There are no texts in "pl": write a file such as labels.pl.toml.']


def test_a_hint_in_one_language_is_asked_for_in_the_others() -> None:
    def change(content: Tree) -> None:
        content["texts"]["en"]["standard"]["A1"] = {"name": "A1", "hint": "Look here"}

    assert said(change) == [
        'This text is missing in "pl": write hint = "…" under [standard.A1] in a file ending .pl.toml.'
    ]


def test_a_text_about_nothing_is_named() -> None:
    assert said(lambda c: c["texts"]["en"]["form"].update(opinon={"name": "x"})) == [
        '"opinon" is unknown under [form]. Did you mean "opinion"?'
    ]


def test_a_language_that_the_head_does_not_name_is_named() -> None:
    assert said(lambda c: c["texts"].update(de={"scheme": {"name": "x"}})) == [
        'This file is in the language "de", which [scheme] languages does not name. Known are: en, pl.'
    ]


def test_an_empty_text_is_no_text() -> None:
    assert said(lambda c: c["texts"]["en"]["role"].update(head=" ")) == ['"head" is empty: write the text.']


def test_a_number_is_no_text() -> None:
    assert said(lambda c: c["texts"]["en"]["role"].update(head=3)) == ['"head" must be a text in quotes.']


def test_a_clause_is_cited_with_a_place_for_the_point() -> None:
    def change(content: Tree) -> None:
        for language in ("en", "pl"):
            content["texts"][language]["scheme"]["clause"] = "point {n}"

    assert len(said(change)) == 2 and all("it needs {clause}" in each for each in said(change))


def test_a_letter_needs_a_text_in_each_language() -> None:
    assert said(lambda c: c["documents"]["pl"].clear()) == [
        'The letter "refusal" has no text in "pl": write letters/refusal.pl.md.'
    ]


def test_a_letter_begins_with_its_subject_and_knows_its_facts() -> None:
    def change(content: Tree) -> None:
        content["documents"]["en"]["letters/refusal"] = "Dear {insitution}\n"

    assert said(change) == [
        'The first line of a letter is its subject: begin letters/refusal.en.md with "# ".',
        '"{insitution}" is no fact that a letter knows. Did you mean "institution"?',
    ]


def test_a_letter_nobody_declared_is_named() -> None:
    assert said(lambda c: c["documents"]["en"].update({"letters/refusl": "# x\n"})) == [
        'There is no letter "refusl". Did you mean "refusal"?'
    ]


def test_a_long_text_stands_in_every_language() -> None:
    assert said(lambda c: c["documents"]["en"].update({"texts/laudation": "x"})) == [
        'This text is missing in "pl": write the file texts/laudation.pl.md.'
    ]
