"""Sets words in type: PDF/UA-1 for readers, PDF/A-3a for archives, the typeface embedded. Same words and day, same bytes."""

import threading
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from gromada.certificates import signs
from gromada.certificates.paper import typeface

FOLDER = Path(__file__).parent / "typst"
STANDARDS: list[Any] = ["a-3a", "ua-1"]
INSTEAD = "?"  # people type emoji, and one of them must not hold a letter up
_one_at_a_time = threading.Lock()


def pdf(template: str, said: str, at: date | datetime, **inputs: str) -> bytes:
    """`said` is JSON that the template reads; `at` is written into the file as its date, a day as its noon."""
    moment = at.replace(microsecond=0) if isinstance(at, datetime) else datetime.combine(at, time(12), UTC)

    def compiled(words: str) -> bytes:
        with _one_at_a_time:
            made = _compiler(template).compile(
                sys_inputs={"said": words, **inputs}, format="pdf", pdf_standards=STANDARDS, timestamp=moment
            )
        assert isinstance(made, bytes)
        return made

    return signs.settled(compiled, said, INSTEAD)


def png(template: str, said: str, *, ppi: float = 60, **inputs: str) -> bytes:
    """The first page as a picture."""
    with _one_at_a_time:
        made = _compiler(template).compile(sys_inputs={"said": said, **inputs}, format="png", ppi=ppi)
    assert made, "a template has at least one page"
    return made if isinstance(made, bytes) else made[0]


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(FOLDER / template, font_paths=typeface(), ignore_system_fonts=True)
