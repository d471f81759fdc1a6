"""The credential inside a PDF: an attached file, as PDF/A-3 allows it."""

import zlib
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.jsontext import MAX_BYTES

NAME = "certificate.json"
MAX_PDF = 20_000_000
# What the reader raises over files that only look like PDFs.
BROKEN = (
    PdfError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError,
    TypeError, ValueError, zlib.error,
)  # fmt: skip


def from_pdf(data: bytes) -> bytes:
    """The bytes of the attached file of this name. Raises Fault "pdf" for what cannot be read, "attachment" where there is none."""
    if len(data) > MAX_PDF:
        raise Fault("size", str(MAX_PDF))
    try:
        names = list(PdfFileReader(BytesIO(data)).root["/Names"]["/EmbeddedFiles"]["/Names"])
        found = dict(zip((str(name) for name in names[::2]), names[1::2], strict=True))
        held: Any = found[NAME].get_object()["/EF"]["/F"]
        text = bytes(held.data)
    except KeyError:
        raise Fault("attachment", NAME) from None
    except BROKEN as error:
        raise Fault("pdf", type(error).__name__) from None
    if len(text) > MAX_BYTES:
        raise Fault("size", str(MAX_BYTES))
    return text
