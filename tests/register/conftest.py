"""The register on a day, with the known network in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from gromada.certification.history.importing import import_network
from gromada.kit import clock
from tests.builders.cases import edition_row
from tests.register.building import TODAY, follow


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def network(db: None, root: Path) -> None:
    for name in ("cal-before-2013", "cal-2013", "cal-2022"):
        edition_row(name)
    import_network(root / "data" / "cal-network.csv", by="import")
    follow()


@pytest.fixture
def visitor() -> Client:
    return Client()
