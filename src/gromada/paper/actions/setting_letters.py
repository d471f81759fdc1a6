"""Setting a letter on paper: now, as it reads; and once for all when it goes."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from docx import Document

from gromada.certification.models import Letter
from gromada.kit import clock, mail
from gromada.paper import head, setting
from gromada.paper.letter_facts import LetterSaid, file_name, said, written_on
from gromada.paper.letter_word import docx
from gromada.paper.models.letterhead import Letterhead, in_use
from gromada.paper.models.set_letter import OWNER, SetLetter
from gromada.records.files import open_file, store
from gromada.records.models import Attachment

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
GONE = (Letter.State.SENT,)


@dataclass(frozen=True)
class Made:
    pdf: bytes
    docx: bytes


def as_it_reads(letter: Letter, letterhead: Letterhead | None = None) -> Made:
    """Both files of the letter's present words on a letterhead; without one the house makes its own."""
    words, on = said(letter), written_on(letter)
    paper = content_of(letterhead)
    return Made(pdf_of(words, paper, on), docx(words, paper, on))


def pdf_of(words: LetterSaid, paper: bytes | None, on: date) -> bytes:
    return setting.pdf("letter.typ", words.as_json(), on, head=head_of(words, paper).as_json())


def head_of(words: LetterSaid, paper: bytes | None) -> head.Head:
    if paper is None:
        return head.Head((words.issuer,), (" · ".join(words.contact),) if words.contact else ())
    return head.read(Document(io.BytesIO(paper)))


def content_of(letterhead: Letterhead | None) -> bytes | None:
    if letterhead is None or letterhead.file is None:
        return None
    with open_file(letterhead.file) as file:
        return file.read()


def files_of(letter: Letter) -> Made:
    """What went, byte for byte, if it has gone; else what would go now."""
    if letter.state not in GONE:
        return as_it_reads(letter, in_use(letter.case.issuer, clock.now()))
    frozen = freeze(letter)
    with open_file(frozen.pdf) as one, open_file(frozen.docx) as two:
        return Made(one.read(), two.read())


def freeze(letter: Letter) -> SetLetter:
    """The files of the letter's present version, made once. Done again, it gives the same row; rendering holds no lock."""
    found = SetLetter.objects.filter(letter=letter, version=letter.version).select_related("pdf", "docx").first()
    if found:
        return found
    letterhead = in_use(letter.case.issuer, letter.sent_at or clock.now())
    made = as_it_reads(letter, letterhead)
    kept = {
        "pdf": store(made.pdf, PDF, name=file_name(letter, "pdf"), owner_kind=OWNER, owner=letter.uid),
        "docx": store(made.docx, WORD, name=file_name(letter, "docx"), owner_kind=OWNER, owner=letter.uid),
    }
    row, _new = SetLetter.objects.get_or_create(
        letter=letter, version=letter.version, defaults={"letterhead": letterhead, "at": clock.now(), **kept}
    )
    return row


def unfreeze(letters: Iterable[Letter], before: datetime) -> None:
    """Of letters whose addressee was lawfully forgotten: what was set before then goes, and the sweep of files takes its bytes."""
    for letter in letters:
        for row in SetLetter.objects.filter(letter=letter, at__lte=before):
            Attachment.objects.filter(owner_kind=OWNER, owner=str(letter.uid), file__in=(row.pdf, row.docx)).delete()
            row.delete()


def enclosed(letter: Letter) -> list[mail.Attachment]:
    """An e-mail carries the letter as PDF; receipts and reminders, which nobody signs, go as text alone."""
    if letter.alone:
        return []
    with open_file(freeze(letter).pdf) as file:
        return [(file_name(letter, "pdf"), file.read(), PDF)]
