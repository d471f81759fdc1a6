"""Sets a package as a PDF: PDF/UA-1 and PDF/A-3a, the code and a QR on every page. Same words and moment, same bytes."""

import io
import json
import threading
from datetime import datetime
from functools import cache
from pathlib import Path

import segno
import typst

from gromada.certificates.paper import STANDARDS, typeface
from gromada.paper.package_facts import Said

TEMPLATE = Path(__file__).parent / "typst" / "package.typ"
_one_at_a_time = threading.Lock()


def pdf(said: Said, at: datetime) -> bytes:
    inputs = {"said": json.dumps(said.as_dict(), ensure_ascii=False, sort_keys=True), "qr": _qr(f"gromada:{said.code}")}
    with _one_at_a_time:
        made = _compiler().compile(
            sys_inputs=inputs, format="pdf", pdf_standards=STANDARDS, timestamp=at.replace(microsecond=0)
        )
    assert isinstance(made, bytes)
    return made


def _qr(text: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(text, error="q").save(drawn, kind="svg", border=4, xmldecl=False, dark="#000000", light="#ffffff")
    return drawn.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(TEMPLATE, font_paths=typeface(), ignore_system_fonts=True)
