"""Sets words in type: PDF/UA-1 for readers, PDF/A-3a for archives, the typeface embedded. Same words and day, same bytes."""

import threading
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from gromada.certificates.paper import typeface

FOLDER = Path(__file__).parent / "typst"
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
_one_at_a_time = threading.Lock()


def pdf(template: str, said: str, on: date, **inputs: str) -> bytes:
    """`said` is JSON that the template reads; `on` is written into the file as its date."""
    moment = datetime.combine(on, time(12), UTC)
    with _one_at_a_time:
        made = _compiler(template).compile(
            sys_inputs={"said": said, **inputs}, format="pdf", pdf_standards=STANDARDS, timestamp=moment
        )
    assert isinstance(made, bytes)
    return made


def png(template: str, said: str, *, ppi: float = 60, **inputs: str) -> bytes:
    """The first page as a picture."""
    with _one_at_a_time:
        made = _compiler(template).compile(sys_inputs={"said": said, **inputs}, format="png", ppi=ppi)
    return made if isinstance(made, bytes) else made[0]


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(FOLDER / template, font_paths=typeface(), ignore_system_fonts=True)
