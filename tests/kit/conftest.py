import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

from gromada.kit.files import Inspected, inspect
from gromada.kit.refusal import Refusal

LIMIT = 5 * 1024 * 1024


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def take(tmp_path: Path, in_english: None) -> Iterator[Callable[..., Inspected]]:
    def run(content: bytes, name: str, limit: int = LIMIT) -> Inspected:
        return inspect(io.BytesIO(content), name, limit, folder=tmp_path)

    yield run


@pytest.fixture
def refuse(take: Callable[..., Inspected], tmp_path: Path) -> Callable[..., str]:
    def run(content: bytes, name: str, limit: int = LIMIT) -> str:
        with pytest.raises(Refusal) as caught:
            take(content, name, limit)
        assert list(tmp_path.iterdir()) == [], "something was left behind"
        sentence = str(caught.value)
        assert sentence[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ" and sentence.endswith(".")
        return sentence

    return run
