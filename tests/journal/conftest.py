from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from gromada.journal.actions import append
from gromada.journal.models import Entry
from gromada.kit import clock


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    return settings.KEYS


@pytest.fixture
def sql(db: None) -> Callable[..., None]:
    """Somebody with the database's password."""

    def execute(statement: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return execute


@pytest.fixture
def lines(db: None) -> list[Entry]:
    """Six lines over three days; the third and the fifth have a personal part."""
    written = []
    for number in range(1, 7):
        with clock.at(date(2026, 3, 1 + number // 2)), transaction.atomic():
            private = {"name": f"person {number}"} if number in (3, 5) else None
            written.append(append("step.taken", "case", f"c{number}", by="p1", facts={"to": "opened"}, private=private))
    return written
