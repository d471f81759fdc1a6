"""What can be read from a scan: the words of a PDF, and the code of a package from its text or its QR."""

import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from gromada.kit.files.words import words_of
from gromada.paper.models.package import Package
from gromada.records.models import StoredFile

MOST_PAGES = 40
SCALE = 150 / 72  # dots for each point: enough for a code of 2 cm
CODE = re.compile(r"(?<![A-Z0-9])[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}(?![A-Z0-9])")
_one_at_a_time = threading.Lock()  # PDFium is not made for several threads


def words_of_file(stored: StoredFile) -> str:
    """Plain words; "" for what holds none (a photo, a scan)."""
    if stored.media_type != "application/pdf":
        return words_of(stored.path, stored.media_type)
    with _one_at_a_time:
        return _words(stored.path)


def _words(path: Path) -> str:
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [document[number].get_textpage() for number in range(min(len(document), MOST_PAGES))]
            return "\n".join(page.get_text_bounded() for page in pages).replace("\r\n", "\n")
    except pypdfium2.PdfiumError:
        return ""


def code_in(files: Iterable[StoredFile], text: str) -> str:
    """The code of a package that exists: typed in the text, else read from a QR on a page. "" where there is none."""
    known = _existing(CODE.findall(text))
    for stored in files if not known else ():
        known = _existing(CODE.findall(words_of_file(stored))) or _existing(_codes_on(stored))
        if known:
            break
    return known


def _existing(codes: Iterable[str]) -> str:
    return Package.objects.filter(code__in=set(codes)).values_list("code", flat=True).first() or ""


def _codes_on(stored: StoredFile) -> list[str]:
    found = []
    with _one_at_a_time:
        for picture in _pictures(stored):
            read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
            found += [code for each in read for code in CODE.findall(each.text)]
            if found:
                break
    return found


def _pictures(stored: StoredFile) -> Iterator[Image.Image]:
    """A photo, or the pages of a PDF one by one."""
    try:
        if stored.media_type.startswith("image/"):
            with Image.open(stored.path) as picture:
                yield picture.convert("L")
        elif stored.media_type == "application/pdf":
            with pypdfium2.PdfDocument(stored.path) as document:
                for number in range(min(len(document), MOST_PAGES)):
                    yield document[number].render(scale=SCALE, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return
