import json
from pathlib import Path

import pytest

from gromada.standards.edition.load import build, content_of, digest, load, readiness_of
from gromada.standards.edition.mistakes import EditionMistakes
from gromada.standards.edition.reading import read

ROOT = Path(__file__).parents[3]
INVENTED = sorted((ROOT / "tests" / "editions").iterdir())
ALL = [*INVENTED, *sorted(path for path in (ROOT / "editions").iterdir() if path.is_dir())]


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_every_edition_of_the_repository_loads_without_a_mistake(folder: Path) -> None:
    edition = load(folder)

    assert edition.languages and edition.digest
    assert edition.history_only or edition.proceedings


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_content_survives_json_and_a_database_that_sorts_keys(folder: Path) -> None:
    content = content_of(folder)

    assert build(json.loads(json.dumps(content))) == load(folder)
    sorted_keys = build(json.loads(json.dumps(content, sort_keys=True)))
    assert sorted_keys == load(folder)
    assert list(sorted_keys.standards) == list(load(folder).standards)
    assert [s.outcomes for p in sorted_keys.proceedings.values() for s in p.steps] == [
        s.outcomes for p in load(folder).proceedings.values() for s in p.steps
    ]


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


HISTORY = """format = 1
[scheme]
id = "old"
version = "1999"
issuer = "somebody"
languages = ["en"]
zone = "UTC"
history_only = true
"""
LABELS = '[scheme]\nname = "Old"\ncertificate = "Old certificate"\n[issuer]\nname = "Somebody"\n'


def test_an_edition_of_history_needs_neither_standards_nor_procedure(tmp_path: Path) -> None:
    edition = load(write(tmp_path, a__toml=HISTORY, labels__en__toml=LABELS))

    assert edition.history_only and edition.id == "old-1999" and not edition.proceedings


def test_the_digest_follows_every_word_but_readiness(tmp_path: Path) -> None:
    folder = write(tmp_path, a__toml=HISTORY, labels__en__toml=LABELS)
    before = load(folder).digest
    write(folder, readiness__toml='version = "2"\n')
    assert load(folder).digest == before and readiness_of(folder) == {"version": "2"}
    write(folder, labels__en__toml=LABELS.replace("Old", "Older"))
    assert load(folder).digest != before


def test_how_the_files_are_cut_does_not_matter(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole", a__toml=HISTORY + "[term.x]\ndays = 1\n")
    cut = write(tmp_path / "cut", a__toml=HISTORY, b__toml="[term.x]\ndays = 1\n")
    from_whole, from_cut = (read(folder).content for folder in (whole, cut))

    assert from_whole == from_cut and digest(from_whole) == digest(from_cut)


def test_the_order_of_standards_is_that_of_the_files_and_changes_the_digest(tmp_path: Path) -> None:
    words = '[standards]\nlevels = ["point"]\n[standard]\n'
    one = write(tmp_path / "one", a__toml=HISTORY + words + "B = {}\nA = {}\n", l__en__toml=LABELS)
    two = write(tmp_path / "two", a__toml=HISTORY + words + "A = {}\nB = {}\n", l__en__toml=LABELS)
    names = '[level]\npoint = "point"\n[standard]\nA = "a"\nB = "b"\n'
    for folder in (one, two):
        write(folder, m__en__toml=names)

    assert list(load(one).standards) == ["B", "A"]
    assert load(one).digest != load(two).digest


def test_a_missing_folder_and_an_empty_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(EditionMistakes, match="no such folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(EditionMistakes, match=r"no \.toml file"):
        load(tmp_path)


def test_content_that_makes_no_edition_is_refused_with_its_word() -> None:
    scheme = {"id": "a", "version": "1", "issuer": "b", "languages": ["en"]}
    with pytest.raises(EditionMistakes, match=r"structure\.scheme.*\"zone\" is missing"):
        build({"structure": {"format": 1, "scheme": scheme}, "texts": {}, "documents": {}})
