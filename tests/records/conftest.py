from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from gromada.institutions.models import Institution
from gromada.people.models import Person
from tests.builders.people import person, works_in

Upload = Callable[[bytes, str], SimpleUploadedFile]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.FILES, settings.KEYS = tmp_path / "files", tmp_path / "keys"
    with translation.override("en"):
        yield settings.FILES


@pytest.fixture
def centre(db: None) -> Institution:
    return Institution.objects.create(slug="gops-topolno", name="GOPS Topolno", kind="gops", town="Topolno")


@pytest.fixture
def worker(centre: Institution) -> Person:
    return works_in(centre)


@pytest.fixture
def stranger(db: None) -> Person:
    other = Institution.objects.create(slug="gops-lipowo", name="GOPS Lipowo", kind="gops", town="Lipowo")
    return works_in(other)


@pytest.fixture
def outsider(db: None) -> Person:
    return person()


@pytest.fixture
def upload() -> Upload:
    return lambda content, name: SimpleUploadedFile(name, content)
