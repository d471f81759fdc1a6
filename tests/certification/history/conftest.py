"""Editions of the repository in the database, and files of awards made for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gromada.certification.history.reading import COLUMNS
from tests.builders.cases import edition_row

ROW = {
    "name": "GOPS Wzorowo",
    "kind": "social assistance centre",
    "town": "Wzorowo",
    "voivodeship": "mazowieckie",
    "edition": "cal-2022",
    "source": "a page of the town",
}
WriteFile = Callable[..., Path]


@pytest.fixture
def editions(db: None) -> None:
    for name in ("cal-before-2013", "cal-2013", "cal-2022"):
        edition_row(name)


@pytest.fixture
def network(root: Path) -> Path:
    """The network that the project carries."""
    return root / "data" / "cal-network.csv"


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """A file of awards; each row is ROW with what is said otherwise."""

    def written(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, encoding: str = "utf-8") -> Path:
        lines = [",".join(columns)]
        for row in rows:
            lines.append(",".join(_cell((ROW | row).get(name, "")) for name in columns))
        path = tmp_path / "awards.csv"
        path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
        return path

    return written


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text
