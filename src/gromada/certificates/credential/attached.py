"""The credential inside a file: attached to a PDF, as PDF/A-3 allows it, or baked into a badge, as Open Badges 3.0 bakes an SVG."""

import re
import sys
import zlib
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from gromada.certificates.credential import apart
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.jsontext import MAX_BYTES

NAME = "certificate.json"
MAX_FILE = 20_000_000
_baked = re.compile(rb"<openbadges:credential[^>]*>\s*<!\[CDATA\[(.*?)\]\]>", re.DOTALL).search
# What the reader raises over files that only look like PDFs.
BROKEN = (
    PdfError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RuntimeError,
    TypeError, ValueError, zlib.error,
)  # fmt: skip


def text_of(data: bytes) -> bytes:
    """The credential's bytes within a file: JSON as it is, out of a PDF or a badge.

    Raises Fault "kind" for another kind of file, "pdf" for one that cannot be read, "attachment" where it carries none (all unsure:
    a scan of a good certificate is one of them), "size".
    """
    if len(data) > MAX_FILE:
        raise Fault("size", str(MAX_FILE))
    start = data[:1024]
    if start.startswith(b"%PDF-"):
        return from_pdf(data)
    opening = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if opening.startswith((b"{", b"[")):
        return data
    if opening.startswith(b"<") and b"<svg" in start:
        return from_badge(data)
    raise Fault("kind", unsure=True)


def text_of_apart(data: bytes) -> bytes:
    """The same for files of strangers: a PDF is read in a process of its own, since what it unpacks to knows no bounds."""
    return apart.ask("gromada.certificates.credential.attached", data) if data.startswith(b"%PDF-") else text_of(data)


def from_pdf(data: bytes) -> bytes:
    """The bytes of the attached file of this name. Raises Fault "pdf" for what cannot be read, "attachment" where there is none."""
    try:
        names = list(PdfFileReader(BytesIO(data)).root["/Names"]["/EmbeddedFiles"]["/Names"])
        found = dict(zip((str(name) for name in names[::2]), names[1::2], strict=True))
        held: Any = found[NAME].get_object()["/EF"]["/F"]
        text = bytes(held.data)
    except KeyError:
        raise Fault("attachment", NAME, unsure=True) from None
    except BROKEN as error:
        raise Fault("pdf", type(error).__name__, unsure=True) from None
    return _limited(text)


def from_badge(data: bytes) -> bytes:
    """What an SVG carries in its `openbadges:credential`. Raises Fault "attachment" where it carries nothing."""
    found = _baked(data)
    if found is None:
        raise Fault("attachment", "openbadges:credential", unsure=True)
    return _limited(found[1])


def _limited(text: bytes) -> bytes:
    if len(text) > MAX_BYTES:
        raise Fault("size", str(MAX_BYTES))
    return text


if __name__ == "__main__":
    sys.exit(apart.answer(text_of))
