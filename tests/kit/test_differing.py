"""Two texts word by word: joined, the pieces are the texts again, and what differs is marked and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gromada.kit.differing import MOST, difference

TEXTS = st.text(alphabet="abcą ,.\n1", max_size=60)


@given(TEXTS, TEXTS)
def test_the_pieces_joined_are_the_texts(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(p.text for p in found.before) == before
    assert "".join(p.text for p in found.after) == after
    assert not any(p.changed for p in (*found.before, *found.after)) or before != after
    assert before == after or any(p.changed for p in (*found.before, *found.after))


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("Pytamy w marcu.", "Pytamy w maju.", ["marcu"], ["maju"]),
        ("Jest ławka", "Jest zielona ławka", [], ["zielona "]),
        ("stara rada gminy", "nowe koło gospodyń", ["stara rada gminy"], ["nowe koło gospodyń"]),
        ("", "Wszystko nowe.", [], ["Wszystko nowe."]),
    ],
)
def test_whole_words_are_marked(before: str, after: str, gone: list[str], new: list[str]) -> None:
    found = difference(before, after)
    assert [p.text for p in found.before if p.changed] == gone
    assert [p.text for p in found.after if p.changed] == new


def test_a_text_too_long_to_compare_is_shown_as_changed_whole() -> None:
    before = "a " * (int(MOST**0.5) + 1)
    assert [p.changed for p in difference(before, before + "b").after] == [True]
