"""Sets a certificate as a PDF: PDF/UA-1 for readers, PDF/A-3a for archives, the typeface embedded. Same words and day, same bytes."""

import atexit
import io
import shutil
import tempfile
import threading
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from gromada.certificates import signs
from gromada.certificates.credential import attached
from gromada.certificates.said import Said
from gromada.ui import fonts

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"
STANDARDS: list[Any] = ["a-3a", "ua-1"]
CUTS = ("Light", "Regular", "It", "Semibold", "Bold")
_one_at_a_time = threading.Lock()


def pdf(said: Said, day: date, credential: str = "") -> bytes:
    """The paper. `day` is written into the file as its date, so that making it again gives the same file.

    `credential` is the certificate as signed data, which the file then carries.
    """
    moment = datetime.combine(day, time(12), UTC)
    return _set(said, "all", credential, format="pdf", pdf_standards=STANDARDS, timestamp=moment)


def png(said: Said, *, ppi: float = 40) -> bytes:
    """The first page as a picture, for the page of the case."""
    return _set(said, "first", "", format="png", ppi=ppi)


def _set(said: Said, pages: Literal["all", "first"], credential: str, **how: Any) -> bytes:
    """What differs comes in a text of its own. As inputs of the whole it would have typst set all anew, the same annex again and again."""
    given = ", ".join(map(_quoted, (qr(said.address), pages, credential, attached.NAME)))

    def compiled(words: str) -> bytes:
        text = f"#import {_quoted(TEMPLATE.name)}: certificate\n#certificate(json(bytes({_quoted(words)})), {given})"
        with _one_at_a_time:
            made = _compiler().compile(text.encode(), **how)
        assert isinstance(made, bytes)  # a list only where a picture has several pages
        return made

    return signs.settled(compiled, said.as_json(), "")  # a name without its emoji, never with a question mark


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@lru_cache(maxsize=32)  # the papers of one certificate share it
def qr(address: str) -> str:
    """The address as an SVG; correction M, with the quiet zone that cameras need."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=4, xmldecl=False, dark="#211d16", light="#ffffff")
    return drawn.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=TEMPLATE.parent, font_paths=typeface(), ignore_system_fonts=True)


@cache
def typeface() -> typst.Fonts:
    """One set of fonts for the process. The wheel holds every cut twice (.otf, .ttf) and typst would take whichever the disk names first."""
    folder = Path(tempfile.mkdtemp(prefix="gromada-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for cut in CUTS:
        name = f"SourceSansPro-{cut}.ttf"
        shutil.copyfile(fonts.FOLDER / name, folder / name)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
