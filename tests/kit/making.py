"""Files as people and their enemies make them."""

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache

import docx
import openpyxl
import pypdf
from PIL import Image, ImageCms, ImageDraw


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red above, blue below, so that turning it shows."""
    image = Image.new(mode, (width, height), "red" if mode in ("RGB", "RGBA", "P") else 200)
    ImageDraw.Draw(image).rectangle(
        (0, height // 2, width, height), fill="blue" if mode in ("RGB", "RGBA", "P") else 20
    )
    return image


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def photo() -> bytes:
    """A JPEG of a phone held sideways: camera, place and time in EXIF, a comment, a thumbnail, a profile."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # to be turned a quarter
    exif[0x8825] = {1: "N", 2: (53.0, 6.0, 45.0), 3: "E", 4: (20.0, 23.0, 3.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encoded(picture(), "JPEG", exif=exif, comment=b"Jan Kowalski was here", icc_profile=profile, quality=95)


def pdf(pages: int = 1, password: str = "", owner: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password or owner:
        writer.encrypt(password, owner or None)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or ("Sprawozdanie z działań",):
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or (("spotkania", 12),):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def slides() -> bytes:
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "ppt/presentation.xml": b"<p/>",
            "ppt/slides/slide1.xml": b"<p><a:p>Plan</a:p></p>",
        }
    )


def open_document(form: str = "text", content: bytes = b"<office:body><text:p>Plan</text:p></office:body>") -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{form}".encode(), "content.xml": content})


def zipped(entries: dict[str, bytes], into: bytes = b"") -> bytes:
    """A new archive, or the entries added to one."""
    buffer = io.BytesIO(into)
    with zipfile.ZipFile(buffer, "a" if into else "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def letter(**attachments: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Zgłoszenie"
    message["Date"] = "Sat, 21 Nov 2026 10:00:00 +0100"
    message.set_content("Dzień dobry, przesyłamy zgłoszenie.")
    for name, content in attachments.items():
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()


ACCEPTED: dict[str, Callable[[], bytes]] = {
    name: cache(make)
    for name, make in {
        "plan.pdf": pdf,
        "plan.png": lambda: encoded(picture(), "PNG"),
        "plan.jpeg": lambda: encoded(picture(), "JPEG"),
        "plan.webp": lambda: encoded(picture(), "WEBP"),
        "plan.gif": lambda: encoded(picture(), "GIF"),
        "plan.docx": word,
        "plan.xlsx": sheet,
        "plan.pptx": slides,
        "plan.odt": open_document,
        "plan.ods": lambda: open_document("spreadsheet"),
        "plan.txt": lambda: "Zażółć gęślą jaźń".encode(),
        "plan.csv": lambda: b"imprezy;12\n",
        "plan.eml": letter,
    }.items()
}
