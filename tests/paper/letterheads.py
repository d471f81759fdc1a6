"""Letterheads as somebody in an office would make them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letterhead(
    head: str = "Stowarzyszenie na próbę", foot: str = "ul. Prosta 1", body: str = "", picture: bool = False
):  # type: ignore[no-untyped-def]
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = head
    section.footer.paragraphs[0].text = foot
    if picture:
        drawn = io.BytesIO()
        Image.new("RGB", (300, 80), "#0b563c").save(drawn, "PNG")
        drawn.seek(0)
        section.header.add_paragraph().add_run().add_picture(drawn)
    if body:
        document.add_paragraph(body)
    made = io.BytesIO()
    document.save(made)
    return SimpleUploadedFile("papier.docx", made.getvalue(), WORD)
