"""Each model says how long it is kept and which of its fields concern people; the glossary knows every noun."""

import re
import tomllib

import pytest
from django.db import models

from gromada.kit.privacy import Privacy, Retention
from tests.architecture.source import ROOT, python_files, tree
from tests.architecture.test_layers import own_models

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def declared_models() -> list[type[models.Model]]:
    """Ours, without the tables that Django makes by itself for many-to-many."""
    return [model for model in own_models() if not model._meta.auto_created]


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_every_model_says_how_long_it_is_kept(model: type[models.Model]) -> None:
    privacy = model.__dict__.get("privacy")
    assert isinstance(privacy, Privacy), f"{model.__name__} needs: privacy = Privacy(Retention.…, (personal fields))"
    assert isinstance(privacy.retention, Retention)


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_personal_fields_exist(model: type[models.Model]) -> None:
    fields = {field.name for field in model._meta.get_fields()}
    assert set(model.__dict__["privacy"].personal) <= fields


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_a_model_without_personal_data_has_no_field_for_a_person(model: type[models.Model]) -> None:
    """Retention "none" promises that there is nothing to erase."""
    if model.__dict__["privacy"].retention == Retention.NONE:
        pointing = [f.name for f in model._meta.fields if f.related_model and f.related_model.__name__ == "Person"]
        assert not pointing


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_the_glossary_knows_every_model(model: type[models.Model]) -> None:
    assert f"`{model.__name__}`" in GLOSSARY, f"docs/glossary.md says nothing of {model.__name__}"


def vocabularies() -> list[str]:
    """Enumerations that the code knows, in modules named `vocabulary`."""
    found = []
    for path in python_files():
        if path.stem == "vocabulary" or path.parent.name == "vocabulary":
            found += [node.name for node in tree(path).body if type(node).__name__ == "ClassDef"]  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("word", vocabularies())
def test_the_glossary_knows_every_vocabulary(word: str) -> None:
    assert f"`{word}`" in GLOSSARY, f"docs/glossary.md says nothing of {word}"


def test_the_glossary_names_no_model_that_is_gone() -> None:
    known = {model.__name__ for model in declared_models()} | set(vocabularies())
    said = set(re.findall(r"^\|[^|]*\| `([A-Z]\w+)`", GLOSSARY, re.MULTILINE))
    assert said <= known


def requirements() -> list[str]:
    lines = [
        (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines() for name in ("base", "dev")
    ]
    names = [re.split(r"[\[<>=;! ]", line)[0] for group in lines for line in group if line and line[0] not in "-#"]
    return sorted(set(names))


@pytest.mark.parametrize("name", requirements())
def test_every_chosen_dependency_has_its_reason(name: str) -> None:
    decisions = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", decisions), f"no decision in docs/decisions names {name}"


def test_the_package_is_versioned_and_licensed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "EUPL-1.2" in str(project["license"])
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")
