"""Messages and scans as they come to an office, made for the tests."""

import io
from datetime import UTC, datetime
from email.message import EmailMessage

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile


def message(
    text: str, *, sender: str = "Halina Dąb <dab@example.org>", subject: str = "Pismo", id: str = "<1@example.org>", html: str = "",
    attachments: tuple[tuple[str, bytes, str], ...] = (), name: str = "pismo.eml",
) -> SimpleUploadedFile:  # fmt: skip
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = sender, "biuro@example.org", subject, id
    made["Date"] = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
    made.set_content(text) if text else made.set_content(html, subtype="html")
    for called, data, kind in attachments:
        made.add_attachment(data, maintype=kind.split("/")[0], subtype=kind.split("/")[1], filename=called)
    return SimpleUploadedFile(name, bytes(made), "message/rfc822")


def scanned(pdf: bytes, *, page: int = 0, turned: int = 0, name: str = "skan.jpg") -> SimpleUploadedFile:
    """A page as a scanner gives it: a picture without words."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = (
            document[page].render(scale=150 / 72).to_pil().convert("RGB").rotate(turned, expand=True, fillcolor="white")
        )
    into = io.BytesIO()
    picture.save(into, "JPEG", quality=70)
    return SimpleUploadedFile(name, into.getvalue(), "image/jpeg")
