"""Sets a package as a PDF with the code and a QR on every page."""

import io
import json
from datetime import datetime

import segno

from gromada.paper import setting
from gromada.paper.package_facts import Said


def pdf(said: Said, at: datetime) -> bytes:
    words = json.dumps(said.as_dict(), ensure_ascii=False, sort_keys=True)
    return setting.pdf("package.typ", words, at, qr=_qr(f"gromada:{said.code}"))


def _qr(text: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(text, error="q").save(drawn, kind="svg", border=4, xmldecl=False, dark="#000000", light="#ffffff")
    return drawn.getvalue().decode()
