import copy
from typing import Any

from gromada.standards.edition.diff import StandardChange, compare, sentences
from gromada.standards.edition.load import build
from gromada.standards.edition.model import Edition
from tests.standards.edition.naming import named
from tests.standards.edition.small import Tree, built, step, structure


def worded(change: Any) -> Edition:
    content = named(structure())
    change(content)
    return build(content)


def test_the_same_edition_changes_nothing() -> None:
    assert compare(built(), built()).is_nothing
    assert sentences(built(), built(), "en") == ["Nothing changes."]


def test_a_corrected_text_is_an_erratum() -> None:
    def change(content: Tree) -> None:
        content["texts"]["pl"]["standard"]["A1"] = "poprawione"

    found = compare(built(), worded(change))

    assert found.is_text_only and found.standards_changed == (StandardChange("A1", ("name",)),)
    assert sentences(built(), worded(change), "en")[0].startswith("Only texts change")


def test_a_corrected_letter_is_an_erratum_and_a_new_version_number_does_not_matter() -> None:
    def change(content: Tree) -> None:
        content["documents"]["en"]["letters/refusal"] = "# Other words\n"
        content["structure"]["scheme"]["version"] = "1.1"

    found = compare(built(), worded(change))

    assert found.is_text_only and not found.is_nothing


def test_a_text_beside_a_new_requirement_is_no_erratum() -> None:
    def change(content: Tree) -> None:
        content["structure"]["standard"]["A2"]["required"] = True
        content["texts"]["en"]["standard"]["A2"] = "Otherwise"

    found = compare(built(), worded(change))

    assert not found.is_text_only
    assert found.standards_changed == (StandardChange("A2", ("name",), (False, True)),)


def test_the_order_of_the_standards_is_no_text() -> None:
    def change(tree: Tree) -> None:
        tree["standard"] = dict(reversed(tree["standard"].items()))

    assert not compare(built(), built(change)).is_text_only


def test_standards_are_new_dropped_moved_and_standing() -> None:
    def change(tree: Tree) -> None:
        del tree["standard"]["A2"]
        tree["standard"]["C"] = {"required": True}
        tree["standard"]["A1"]["under"] = "B"

    found = compare(built(), built(change))

    assert found.standards_new == ("C",) and found.standards_dropped == ("A2",)
    assert StandardChange("A1", moved=True) in found.standards_changed
    assert found.standards_standing == ()  # A1 moved, A2 is gone, and what was a leaf holds others now
    told = sentences(built(), built(change), "en")
    assert "+ C C in en (required)" in told and "- A2 A2 in en" in told and "~ A1 A1 in en: another place" in told


def test_terms_validity_and_steps_are_compared() -> None:
    def change(tree: Tree) -> None:
        tree["term"]["appeal"] = {"working_days": 1, "from": "delivery"}
        tree["certificate"]["validity"] = {"months": 18, "ends": "year_end"}
        tree["proceeding"]["main"]["steps"].append(
            {"step": "leave", "by": "head", "from": "*", "to": "refused_for_good"}
        )
        step(tree, "submit")["clause"] = "1"

    found = compare(built(), built(change))

    assert [each.id for each in found.terms] == ["appeal"] and found.validity == (
        "2 years",
        "18 months, to the end of the year",
    )
    assert found.steps_new == (("main", "leave"),) and found.steps_changed == (("main", "submit"),)
    told = sentences(built(), built(change), "en")
    assert "term appeal: 14 days from delivery → 1 working day from delivery" in told
    assert "a certificate is valid 2 years → 18 months, to the end of the year" in told
    assert "Answers to 3 standards still stand." in told


def test_everything_else_that_changes_is_named() -> None:
    def change(tree: Tree) -> None:
        tree["scheme"]["holidays"] = "DE"
        tree["body"]["senate"]["members"] = [5, 9]
        tree["form"]["opinion"]["fields"][0]["max"] = 5

    assert compare(built(), built(change)).other == ("body senate", "form opinion", "holidays")


def test_comparing_changes_neither_edition() -> None:
    before, after = built(), built(lambda tree: tree["standard"].pop("B"))
    kept = copy.deepcopy((before, after))
    compare(before, after)

    assert (before, after) == kept
