"""Files that people bring: good ones, and ones that are not what they say."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image

MAKER = "Aparat sąsiadki"  # stands in the EXIF of the photo, with the place


def photo(name: str = "ławka.png", kind: str = "PNG") -> SimpleUploadedFile:
    """A picture that tells where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 6.0, 45.0), 3: "E", 4: (20.0, 22.0, 48.0)})
    into = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(into, kind, exif=exif)
    return SimpleUploadedFile(name, into.getvalue(), f"image/{kind.lower()}")


def document(*lines: str, name: str = "notatka.docx") -> SimpleUploadedFile:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    into = io.BytesIO()
    made.save(into)
    return SimpleUploadedFile(
        name, into.getvalue(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )


def bomb(name: str = "umowa.docx", megabytes: int = 600) -> SimpleUploadedFile:
    """A document of some hundred kilobytes that unpacks into hundreds of megabytes."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b"\0" * 1024 * 1024)
    return SimpleUploadedFile(
        name, into.getvalue(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )


def text(content: str, name: str = "lista.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), "text/plain")
