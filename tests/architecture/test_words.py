"""Nothing in Python names a step, state, role, form or body of a scheme; the words of each edition stay in its folder."""

import tomllib
from collections.abc import Iterator

import pytest

from gromada.standards.edition.load import build, content_of
from gromada.standards.edition.model import Edition
from tests.architecture.source import PACKAGE, ROOT, place, python_files, texts

ALLOWED: dict[str, str] = tomllib.loads((ROOT / "tests/architecture/words_of_code.toml").read_text(encoding="utf-8"))
SAMPLES = PACKAGE / "ui" / "samples.py"  # invented texts for the style page: what a reader sees, nothing that runs


@pytest.fixture(scope="module")
def edition() -> Edition:
    return build(content_of(ROOT / "editions" / "cal-2022"))


def words_of(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every id that the edition has chosen by itself, with what it is."""
    yield from ((edition.scheme, "scheme"), (edition.id, "edition"), (edition.issuer, "issuer"))
    for proceeding in edition.proceedings.values():
        yield proceeding.id, "proceeding"
        yield from ((state, "state") for state in proceeding.states)
        for step in proceeding.steps:
            yield step.id, "step"
            yield from ((outcome, "outcome") for outcome in step.outcomes)
    for scale in edition.scales.values():
        yield scale.id, "scale"
        yield from ((value.id, "value of a scale") for value in scale.values)
    kinds = {"role": edition.roles, "body": edition.bodies, "form": edition.forms, "term": edition.terms}
    for kind, ids in (
        kinds | {"letter": edition.letters, "part": edition.parts, "standard": edition.standards}
    ).items():
        yield from ((id, kind) for id in ids)
    yield from ((kind, "kind of institution") for kind in edition.kinds)
    yield from ((field, "field of work") for field in edition.fields)


def test_python_has_no_word_of_the_scheme(edition: Edition) -> None:
    words = {word: kind for word, kind in words_of(edition) if word not in ALLOWED}
    wrong = []
    for path in python_files(migrations=True):
        for text in texts(path) if path != SAMPLES else ():
            if text.value in words:
                wrong.append(f"{place(path, text.lineno)}: “{text.value}” is a {words[text.value]} of {edition.id}")
    assert not wrong, "\n".join(wrong)


def test_the_list_of_words_is_not_empty(edition: Edition) -> None:
    found = {kind for _word, kind in words_of(edition)}
    assert {"step", "state", "role", "form", "body", "term", "outcome", "letter"} <= found


def test_every_exception_is_used_and_has_a_reason(edition: Edition) -> None:
    words = {word for word, _kind in words_of(edition)}
    said = {text.value for path in python_files() for text in texts(path)}
    assert not [word for word in ALLOWED if word not in words], "no word of the edition any more"
    assert not [word for word in ALLOWED if word not in said], "no word of the code any more"
    assert all(reason.strip() for reason in ALLOWED.values())
