"""What is written for people keeps up with the code: glossary, decisions, settings, links, the changelog."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.db import models

from tests.architecture.source import PACKAGE, ROOT, calls, place, python_files, tree
from tests.architecture.test_privacy import declared_models

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_the_glossary_knows_every_model(model: type[models.Model]) -> None:
    assert f"`{model.__name__}`" in GLOSSARY, f"docs/glossary.md says nothing of {model.__name__}"


def vocabularies() -> list[str]:
    """Enumerations that the code knows, in modules named `vocabulary`."""
    found = []
    for path in python_files():
        if path.stem == "vocabulary" or path.parent.name == "vocabulary":
            found += [node.name for node in tree(path).body if isinstance(node, ast.ClassDef)]
    return found


@pytest.mark.parametrize("word", vocabularies())
def test_the_glossary_knows_every_vocabulary(word: str) -> None:
    assert f"`{word}`" in GLOSSARY, f"docs/glossary.md says nothing of {word}"


def test_the_glossary_names_nothing_that_is_gone() -> None:
    known = {node.name for path in python_files() for node in tree(path).body if isinstance(node, ast.ClassDef)}
    said = set(re.findall(r"^\|[^|]*\| `([A-Z]\w+)`", GLOSSARY, re.MULTILINE))
    assert said <= known


def test_the_package_is_versioned_and_licensed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "EUPL-1.2" in str(project["license"])
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_every_setting_of_the_environment_is_described() -> None:
    read = set()
    for path in python_files():
        for call in calls(path, {"text", "flag", "number", "words", "folder", "file"}):
            if ast.unparse(call.func).startswith("environment.") and isinstance(call.args[0], ast.Constant):
                read.add(str(call.args[0].value))
    page = (ROOT / "docs" / "operations" / "settings.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([A-Z0-9_]+)`", page, re.MULTILINE))
    assert described == read


def pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("*.md")]


@pytest.mark.parametrize("page", pages(), ids=place)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#|\{)([^)#\s]+)", text)
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", pages(), ids=place)
def test_files_named_on_a_page_exist(page: Path) -> None:
    """`certification/actions/stepping.py` on a page is a promise."""
    named = re.findall(r"`((?:[\w-]+/)+[\w-]+\.(?:py|toml|html|css|typ|in))`", page.read_text(encoding="utf-8"))
    bases = (ROOT, PACKAGE, page.parent, *PACKAGE.glob("*/templates"))
    assert not [name for name in named if not any((base / name).exists() for base in bases)]
