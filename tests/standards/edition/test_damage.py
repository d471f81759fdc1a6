"""Whatever is done to an edition, the checker answers with sentences and never breaks down."""

import copy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gromada.standards.edition.check import check
from gromada.standards.edition.diff import sentences
from gromada.standards.edition.load import build, mistakes_in
from gromada.standards.edition.reading import read
from tests.standards.edition.naming import named
from tests.standards.edition.small import structure

ROOT = Path(__file__).parents[3]
SOUND = named(structure())
JUNK = st.sampled_from(
    [None, 0, -3, 2.5, True, "", "x", "appeal", "=", "*", "-", "*before:x", [], ["x"], [[]], {}, {"x": "y"}, [{}]]
)
MANY = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def _ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, each in members for found in [(*way, key), *_ways(each, (*way, key))]]


WAYS = [way for way in _ways(SOUND) if way[0] in ("structure", "texts")]


def _put(content: Any, way: tuple[Any, ...], junk: Any) -> None:
    """Puts junk at a place; an earlier change may have taken the place away."""
    for key in way[:-1]:
        if not (isinstance(content, dict) and key in content) and not (
            isinstance(content, list) and isinstance(key, int) and key < len(content)
        ):
            return
        content = content[key]
    if isinstance(content, dict) or (isinstance(content, list) and isinstance(way[-1], int) and way[-1] < len(content)):
        content[way[-1]] = junk


@MANY
@given(st.lists(st.tuples(st.sampled_from(WAYS), JUNK), min_size=1, max_size=4))
def test_junk_in_any_place_is_told_in_sentences(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    content = copy.deepcopy(SOUND)
    for way, junk in changes:
        _put(content, way, copy.deepcopy(junk))
    problems = check(content)

    assert all(problem.sentence and problem.sentence[-1] in ".?!:…" for problem in problems)
    if not problems:
        assert sentences(build(SOUND), build(content), "en")


@MANY
@given(st.data())
def test_a_file_cut_anywhere_is_told_in_sentences(tmp_path_factory: Any, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("cut")
    source = ROOT / "tests" / "editions" / "two-tier"
    for path in source.glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    path = data.draw(st.sampled_from(sorted(folder.glob("*.toml"))))
    text = path.read_bytes()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    path.write_bytes(text[:start] + text[end:])
    read_in = read(folder)

    for mistake in mistakes_in(read_in):
        assert mistake.sentence and 0 <= mistake.line <= 400
