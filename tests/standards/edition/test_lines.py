import tomllib
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from gromada.standards.edition.places import lines_of

KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
PLAIN = st.integers(-9, 9) | st.booleans() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.dates()
VALUES = st.recursive(PLAIN, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=3), max_leaves=8)


def paths(value: Any, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [way] if way else []
    for key, each in members:
        found += paths(each, (*way, key))
    return found


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_every_word_of_a_file_has_its_line(tree: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(tree, multiline_strings=multiline)
    lines = lines_of(text)

    assert set(paths(tomllib.loads(text))) <= set(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


def test_lines_are_the_lines_an_author_sees() -> None:
    text = '''# a scheme
[scheme]
id = "x"   # [not.a.table]

[form."a.b"]
fields = [
  { id = "one", type = "text" },
  # { id = "two" },
  { id = "three", when = { field = "one", is = ["a", """
]"""] } },
]
about.the.rest = 1
[[proceeding.main.steps]]
step = "go"
[[proceeding.main.steps]]
step = "stop"
[proceeding.main.steps.how]
vote = "board"
'''
    lines = lines_of(text)

    assert lines["scheme", "id"] == 3
    assert lines["form", "a.b"] == 5
    assert lines["form", "a.b", "fields", 0, "type"] == 7
    assert lines["form", "a.b", "fields", 1, "when", "is", 1] == 9
    assert lines["form", "a.b", "about", "the", "rest"] == 12
    assert lines["proceeding", "main", "steps", 1, "step"] == 16
    assert lines["proceeding", "main", "steps", 1, "how", "vote"] == 18
