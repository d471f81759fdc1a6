"""A letter as a Word file on the issuer's letterhead: real styles, the language of the text, the page of how many in the foot."""

import io
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from gromada.paper import head
from gromada.paper.letter_facts import LetterSaid
from gromada.paper.markup import Block, Run

FACE = "Calibri"  # on every machine that has Word, with a twin of the same width in LibreOffice
INK = RGBColor(0x21, 0x1D, 0x16)
LOCALES = {"pl": "pl-PL", "en": "en-GB"}


def docx(said: LetterSaid, letterhead: bytes | None, on: date) -> bytes:
    word = Document(io.BytesIO(letterhead)) if letterhead else head.default(said.issuer, said.contact)
    _clear(word)
    # A letterhead brings its own typeface; only the house's own is given one.
    face = (word.styles["Normal"].font.name or FACE) if letterhead else FACE
    _styles(word, said.language, face)
    if not head.has_page_number(word):
        head.add_page_number(word, said.page_word, said.of_word)
    _opening(word, said)
    for block in said.blocks:
        _block(word, block)
    _closing(word, said)
    about = word.core_properties
    about.title, about.author, about.language, about.comments = (
        said.title,
        said.issuer,
        LOCALES.get(said.language, said.language),
        "",
    )
    about.last_modified_by = said.issuer
    about.created = about.modified = datetime.combine(on, time(12))
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _clear(word: Word) -> None:
    """The letterhead's own empty lines go; the section with its head and foot stays."""
    for element in list(word.element.body):
        if element.tag != qn("w:sectPr"):
            word.element.body.remove(element)


def _styles(word: Word, language: str, face: str) -> None:
    for name, size, bold, before, after in (
        ("Normal", 11, None, 0, 6), ("Heading 1", 15, True, 10, 12), ("Heading 2", 11.5, True, 12, 4), ("Heading 3", 11, True, 8, 3),
        ("List Bullet", 11, None, 0, 3), ("List Number", 11, None, 0, 3),
    ):  # fmt: skip
        style = _style(word, name)
        style.font.size, style.font.name, style.font.color.rgb = Pt(size), face, INK
        if bold:
            style.font.bold = bold
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{which}"), None)
        for which in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{which}"), face)
    properties = word.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LOCALES.get(language, language))
    properties.append(spoken)
    for old in word.styles.element.iter(qn("w:lang")):
        old.set(qn("w:val"), LOCALES.get(language, language))


def _style(word: Word, name: str):  # type: ignore[no-untyped-def]
    """A letterhead from another program may lack even Heading 1."""
    if name not in [style.name for style in word.styles]:
        made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = word.styles["Normal"]
        if name.startswith("Heading"):
            outline = OxmlElement("w:outlineLvl")
            outline.set(qn("w:val"), str(int(name[-1]) - 1))
            made.element.get_or_add_pPr().append(outline)
    return word.styles[name]


def _opening(word: Word, said: LetterSaid) -> None:
    sheet = word.sections[0]
    width = Length((sheet.page_width or 0) - (sheet.left_margin or 0) - (sheet.right_margin or 0))
    first = word.add_paragraph()
    first.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    numbers = said.numbers or ("",)
    _lines(first, (f"{numbers[0]}\t{said.place_and_date}", *numbers[1:]))
    whom = word.add_paragraph()
    whom.paragraph_format.space_before, whom.paragraph_format.space_after = Pt(14), Pt(18)
    _lines(whom, said.addressee, strong=True)
    word.add_paragraph(said.title, style="Heading 1")


def _closing(word: Word, said: LetterSaid) -> None:
    if said.signed_for:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
        who = word.add_paragraph(said.signed_for)
        who.paragraph_format.left_indent, who.paragraph_format.space_before = Mm(82), Pt(28)
        who.paragraph_format.space_after, who.paragraph_format.keep_with_next = Pt(42), True
        name = word.add_paragraph(said.signed_by)
        name.paragraph_format.left_indent = Mm(82)
        head.line(name, "top", "211D16")
    if said.attachments:
        word.add_paragraph(said.attachments_word, style="Heading 2")
        for number, line in enumerate(said.attachments):
            _block(word, Block("number", (Run(line),), first=number == 0))


def _lines(paragraph: Paragraph, lines: tuple[str, ...], *, strong: bool = False) -> None:
    for number, line in enumerate(lines):
        run = paragraph.add_run(line)
        run.bold = True if strong and number == 0 else None
        if number < len(lines) - 1:
            run.add_break()


def _block(word: Word, block: Block) -> None:
    if block.kind == "heading":
        paragraph = word.add_paragraph(style=f"Heading {min(block.level, 2) + 1}")
    elif block.kind in ("bullet", "number"):
        paragraph = word.add_paragraph(style="List Bullet" if block.kind == "bullet" else "List Number")
        if block.level:
            paragraph.paragraph_format.left_indent = Mm(8 * (block.level + 1))
        if block.kind == "number" and block.first:
            _restart(word, paragraph)
        elif block.kind == "number":
            _go_on(paragraph)
    else:
        paragraph = word.add_paragraph()
    for run in block.runs:
        _run(paragraph, run)


def _run(paragraph: Paragraph, run: Run) -> None:
    if run.link:
        key = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        made = paragraph.add_run(run.text)
        made.font.color.rgb, made.underline = head.GREEN, True
        link.append(made._r)
        paragraph._p.append(link)
        return
    made = paragraph.add_run(run.text)
    made.bold, made.italic = run.bold or None, run.italic or None
    if run.end:
        made.add_break()


def _restart(word: Word, paragraph: Paragraph) -> None:
    """A list of its own begins at one; the style alone would count on from the list before."""
    style = paragraph.style.element.find(f".//{qn('w:numId')}") if paragraph.style is not None else None
    if style is None:
        return
    numbering = word.part.numbering_part.numbering_definitions._numbering
    abstract = numbering.num_having_numId(int(style.get(qn("w:val")))).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = made.numId


def _go_on(paragraph: Paragraph) -> None:
    """The item before says which list it is."""
    before = paragraph._p.getprevious()
    found = before.find(f".//{qn('w:numId')}") if before is not None else None
    if found is not None:
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = int(found.get(qn("w:val")))
