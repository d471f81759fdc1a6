"""What an issuer's letterhead holds: read from a Word file for the PDF, checked when it comes, made by code where there is none."""

import io
import json
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image

from gromada.kit.refusal import No, Refusal

PICTURES = {"image/png", "image/jpeg", "image/gif"}
GREEN = RGBColor(0x0B, 0x56, 0x3C)
SOFT = RGBColor(0x4C, 0x45, 0x3A)
MOST_LINES = 8


@dataclass(frozen=True)
class Head:
    """Lines of the head and of the foot, and the first picture of the head, for a page that is set without Word."""

    lines: tuple[str, ...]
    foot: tuple[str, ...]
    picture: bytes = b""

    def as_json(self) -> str:
        """The picture as numbers: the compiler takes text alone."""
        return json.dumps(
            {"lines": self.lines, "foot": self.foot, "picture": list(_small_picture(self.picture))}, ensure_ascii=False
        )


def read(word: Word) -> Head:
    section = word.sections[0]
    heads = (
        [section.first_page_header, section.header] if section.different_first_page_header_footer else [section.header]
    )
    head = next((h for h in heads if _lines(h) or _picture(h)), section.header)
    feet = (
        [section.first_page_footer, section.footer] if section.different_first_page_header_footer else [section.footer]
    )
    foot = next((f for f in feet if _lines(f)), section.footer)
    return Head(_lines(head)[:MOST_LINES], _lines(foot)[:MOST_LINES], _picture(head))


def check(content: bytes, name: str) -> None:
    """Raises Refusal for what cannot be a letterhead. That it is a Word file without macros is known already."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            rels = [archive.read(n) for n in archive.namelist() if n.endswith(".rels")]
    except Exception as mistake:  # a reader fed with strangers' bytes raises anything
        raise _broken(name) from mistake
    if any(_fetches(rel) for rel in rels):
        raise _no(
            _(
                "The letterhead fetches a picture or a template from elsewhere. Insert the picture into the document itself."
            )
        )
    try:
        word = Document(io.BytesIO(content))
        head = read(word)
    except Exception as mistake:
        raise _broken(name) from mistake
    if not (head.lines or head.foot or head.picture):
        raise _no(
            _(
                "There is nothing in the header or footer of this document. A letterhead stands there; the body stays empty."
            )
        )
    if any(p.text.strip() for p in word.paragraphs) or word.tables or word.inline_shapes:
        raise _no(
            _("The body of this document is not empty. Move what belongs to the letterhead to its header or footer.")
        )


def default(issuer: str, contact: tuple[str, ...]) -> Word:
    """The house's own: the issuer's name above, where it can be found beneath."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin = section.right_margin = Pt(71)
    section.top_margin, section.bottom_margin = Pt(72), Pt(76)
    name = section.header.paragraphs[0]
    run = name.add_run(issuer)
    run.bold, run.font.size, run.font.color.rgb, run.font.name = True, Pt(12.5), GREEN, "Calibri"
    line(name, "bottom", "0B563C")
    foot = section.footer.paragraphs[0]
    line(foot, "top", "CFC4AD")
    _small(foot, " · ".join(contact))
    return word


def has_page_number(word: Word) -> bool:
    footer = word.sections[0].footer._element
    return any("PAGE" in (e.text or "") for e in footer.iter(qn("w:instrText"))) or any(
        "PAGE" in (e.get(qn("w:instr")) or "") for e in footer.iter(qn("w:fldSimple"))
    )


def add_page_number(word: Word, page: str, of: str) -> None:
    """ "page 1 of 2" beneath whatever stands in the foot."""
    section = word.sections[0]
    feet = (
        [section.footer, section.first_page_footer] if section.different_first_page_header_footer else [section.footer]
    )
    for foot in feet:
        paragraph = foot.paragraphs[0] if not _lines(foot) and foot.paragraphs else foot.add_paragraph()
        paragraph.alignment = 2
        _small(paragraph, f"{page} ")
        _field(paragraph, "PAGE")
        _small(paragraph, f" {of} ")
        _field(paragraph, "NUMPAGES")


def _lines(part: object) -> tuple[str, ...]:
    if getattr(part, "is_linked_to_previous", False):
        return ()
    texts = [p.text for p in part.paragraphs]  # type: ignore[attr-defined]
    for table in part.tables:  # type: ignore[attr-defined]
        texts += dict.fromkeys(cell.text for row in table.rows for cell in row.cells)
    return tuple(line.strip() for text in texts for line in text.replace("\t", "\n").split("\n") if line.strip())


def _picture(part: object) -> bytes:
    if getattr(part, "is_linked_to_previous", False):
        return b""
    found = [r.target_part for r in part.part.rels.values() if not r.is_external and r.reltype.endswith("/image")]  # type: ignore[attr-defined]
    return next((p.blob for p in found if p.content_type in PICTURES), b"")


def _small_picture(content: bytes) -> bytes:
    """Large enough for print at the height of a letterhead, and without colour profiles that an archive refuses."""
    if not content:
        return b""
    with Image.open(io.BytesIO(content)) as image:
        image.thumbnail((1400, 400))
        made = io.BytesIO()
        image.convert("RGBA" if "A" in image.getbands() or image.mode == "P" else "RGB").save(made, "PNG")
    return made.getvalue()


def _fetches(rels: bytes) -> bool:
    return any(b'TargetMode="External"' in rel and b"/hyperlink" not in rel for rel in rels.split(b"<Relationship "))


def line(paragraph: Paragraph, side: str, colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    border = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", colour)):
        border.set(qn(f"w:{key}"), value)
    borders.append(border)
    paragraph._p.get_or_add_pPr().append(borders)


def _small(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb, run.font.name = Pt(9), SOFT, "Calibri"


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb, run.font.name = Pt(9), SOFT, "Calibri"
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text == code:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        else:
            run.text = text


def _broken(name: str) -> Refusal:
    return _no(_("The letterhead “%(name)s” cannot be opened. Save it again as DOCX and add it anew.") % {"name": name})


def _no(sentence: str) -> Refusal:
    return Refusal(No(sentence, where="file"))
