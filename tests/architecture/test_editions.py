"""Every edition in the repository loads, checks clean, and is the same again after it was kept in a database."""

import json
from pathlib import Path

import pytest

from gromada.standards.edition.load import build, content_of, digest, readiness_of
from tests.architecture.source import ROOT


def folders() -> list[Path]:
    return [
        path for parent in ("editions", "tests/editions") for path in sorted((ROOT / parent).iterdir()) if path.is_dir()
    ]


def test_there_are_editions_to_look_at() -> None:
    assert {"cal-2022", "cal-2013", "cal-before-2013"} <= {folder.name for folder in folders()}


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_an_edition_loads_and_checks_clean(folder: Path) -> None:
    content = content_of(folder)  # raises EditionMistakes with every mistake
    readiness_of(folder)
    kept = json.loads(json.dumps(content))
    assert digest(kept) == digest(content)
    assert build(kept) == build(content)


@pytest.mark.parametrize("folder", sorted((ROOT / "editions").iterdir()), ids=lambda folder: folder.name)
def test_the_folder_is_named_after_its_edition(folder: Path) -> None:
    assert build(content_of(folder)).id == folder.name
