from pathlib import Path

import pytest

from gromada.standards.edition.__main__ import main
from gromada.standards.edition.describing import pages
from gromada.standards.edition.load import load

ROOT = Path(__file__).parents[3]


def test_the_page_of_the_procedure_is_fresh() -> None:
    """When the edition changes: python -m gromada.standards.edition editions/cal-2022 docs"""
    stale = [
        name
        for name, text in pages(load(ROOT / "editions" / "cal-2022"), "en").items()
        if not (ROOT / "docs" / name).is_file() or (ROOT / "docs" / name).read_text(encoding="utf-8") != text
    ]

    assert stale == []


def test_the_page_and_its_drawings_are_written_and_what_is_gone_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    gone = tmp_path / "pictures" / "fair-kitchens-one-gone.svg"
    gone.write_text("<svg/>", encoding="utf-8")

    assert main([str(ROOT / "tests" / "editions" / "two-tier"), str(tmp_path), "fr"]) == 0
    assert "# Cuisines équitables" in (tmp_path / "procedure.md").read_text(encoding="utf-8")
    assert len(list((tmp_path / "pictures").glob("*.svg"))) == 3 and not gone.exists()


def test_an_edition_with_mistakes_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere"), str(tmp_path)]) == 1
    assert "There is no such folder." in capsys.readouterr().err
