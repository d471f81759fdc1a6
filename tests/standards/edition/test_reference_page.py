"""docs/reference/edition.md is enough to write a scheme: its example loads as it stands, and no word is left out."""

import re
import tomllib
from pathlib import Path

import pytest

from gromada.standards.edition import grammar
from gromada.standards.edition.checking import letters
from gromada.standards.edition.load import load
from gromada.standards.edition.vocabulary import (
    CERTIFICATE_ACTS,
    EFFECTS,
    FIELD_TYPES,
    FUNCTIONS,
    PROPOSALS,
    ROLE_SOURCES,
    RULES,
)
from gromada.standards.edition.words import Table

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "edition.md").read_text(encoding="utf-8")


def test_the_whole_scheme_of_the_page_loads_without_a_mistake(tmp_path: Path) -> None:
    files = re.findall(r"^`([\w./-]+)`\n```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for name, text in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    edition = load(tmp_path)

    assert len(files) == 4 and edition.id == "reading-corners-2026"
    assert edition.proceedings["request"].path == ("draft", "sent", "awarded")


@pytest.mark.parametrize(
    "text", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL), ids=lambda text: text.split("\n")[0]
)
def test_every_example_of_the_page_is_toml(text: str) -> None:
    assert tomllib.loads(text)


@pytest.mark.parametrize(
    "word", [*RULES, *EFFECTS, *FIELD_TYPES, *PROPOSALS, *ROLE_SOURCES, *FUNCTIONS, *CERTIFICATE_ACTS]
)
def test_every_word_of_the_closed_lists_is_explained(word: str) -> None:
    assert re.search(rf"\b{word}\b", PAGE), word


def words(table: Table) -> set[str]:
    return set(table.words)


@pytest.mark.parametrize(
    "table",
    [
        "_SCHEME",
        "_CERTIFICATE",
        "_VALUE",
        "_PART",
        "_STANDARD",
        "_ROLE",
        "_BODY",
        "_TERM",
        "_FIELD",
        "_FORM",
        "_STEP",
        "_PROCEEDING",
    ],
)
def test_every_word_that_may_be_written_is_on_the_page(table: str) -> None:
    missing = {word for word in words(getattr(grammar, table)) if not re.search(rf"\b{word}\b", PAGE)}

    assert missing == set()


@pytest.mark.parametrize("fact", letters.FACTS)
def test_every_fact_of_a_letter_is_on_the_page(fact: str) -> None:
    assert f"`{{{fact}}}`" in PAGE
