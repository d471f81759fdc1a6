"""The file of a case, set: one PDF with a cover and an index, or a ZIP whose parts a file-management system takes in."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.certification.pages.case import CasePage
from gromada.kit import clock
from gromada.kit.folding import fold_words
from gromada.kit.refusal import Refusal
from gromada.paper import setting
from gromada.paper.actions.setting_letters import files_of
from gromada.paper.case_file import Piece
from gromada.paper.letter_facts import issuer_name
from gromada.paper.markup import as_data
from gromada.people.models import Person
from gromada.records.files import open_file
from gromada.records.models import Attachment
from gromada.ui.typography import longdate

MOST_SIGNS = 6_000_000  # of text in one PDF; about three thousand pages
MOST_BYTES = 500 * 1024 * 1024  # of attached files in one ZIP
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Row:
    """A line of the index. `file` is empty where the bytes were lawfully erased."""

    number: str
    date: str
    kind: str
    title: str
    who: str
    file: str
    sha256: str


def one_pdf(case: Case, found: list[Piece], person: Person) -> bytes:
    refuse_too_long(found)
    return _pdf(case, found, person, cover=True)


def refuse_too_long(found: list[Piece]) -> None:
    if sum(len(block.text) for piece in found for block in piece.blocks) > MOST_SIGNS:
        raise Refusal(_("This file is too long for one PDF. Take the ZIP: every part of it is a document of its own."))


def refuse_too_large(found: list[Piece]) -> None:
    size = sum(attachment.file.size for piece in found for attachment in piece.files)
    if size > MOST_BYTES:
        words = {"size": size // 1024 // 1024, "most": MOST_BYTES // 1024 // 1024}
        raise Refusal(
            _(
                "The attached files have %(size)d MB; one ZIP holds %(most)d MB. Take the PDF, and the files from the case."
            )
            % words
        )


def write_zip(target: IO[bytes], case: Case, found: list[Piece], person: Person) -> None:
    """Every part as a document, attached files as they are, index.csv and index.json with the digest of each."""
    refuse_too_large(found)
    rows: list[Row] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for piece in found:
            content = files_of(piece.letter).pdf if piece.letter else _pdf(case, [piece], person, cover=False)
            name = f"{piece.number:03}_{piece.on.isoformat()}_{_ascii(piece.title)}.pdf"
            archive.writestr(name, content)
            rows.append(_row(f"{piece.number:03}", piece, piece.title, name, hashlib.sha256(content).hexdigest()))
            for number, attachment in enumerate(piece.files, 1):
                rows.append(_attached(archive, piece, number, attachment))
        archive.writestr("index.csv", index_csv(rows))
        archive.writestr("index.json", index_json(case, rows))


def index_csv(rows: list[Row]) -> bytes:
    """With the mark of UTF-8 and semicolons, as Polish spreadsheets read it, in the language of the page; no cell begins a formula.

    Programs read index.json, whose names do not change with the language.
    """
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("number"), _("date"), _("kind"), _("title"), _("who"), _("file"), _("digest (SHA-256)")])
    writer.writerows([_plain(str(value)) for value in asdict(row).values()] for row in rows)
    return ("\ufeff" + made.getvalue()).encode()


def index_json(case: Case, rows: list[Row]) -> bytes:
    said = {
        "case": case.number,
        "institution": case.holder,
        "issuer": case.issuer.name,
        "made": clock.now().isoformat(timespec="seconds"),
    }
    return json.dumps({**said, "documents": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1).encode()


def file_name(case: Case, ending: str) -> str:
    return f"{_ascii(case.number or 'case')}.{ending}"


def _attached(archive: zipfile.ZipFile, piece: Piece, number: int, attachment: Attachment) -> Row:
    stem, _dot, ending = attachment.name.rpartition(".")
    name = f"{piece.number:03}.{number:02}_{_ascii(stem or ending)}.{_ascii(ending) or 'bin'}"
    try:
        with open_file(attachment.file) as file, archive.open(name, "w") as into:
            while part := file.read(CHUNK):
                into.write(part)
    except FileNotFoundError:
        name = ""
    return _row(f"{piece.number:03}.{number:02}", piece, attachment.name, name, attachment.file.digest)


def _row(number: str, piece: Piece, title: str, name: str, digest: str) -> Row:
    return Row(number, piece.on.isoformat(), piece.word, title, piece.who, name, digest)


def _plain(value: str) -> str:
    return f"'{value}" if value[:1] in "=+-@\t" else value


def _ascii(text: str) -> str:
    return fold_words(text).encode("ascii", "ignore").decode().replace(" ", "-")[:60].strip("-")


def _pdf(case: Case, found: list[Piece], person: Person, *, cover: bool) -> bytes:
    words = json.dumps(_words(case, found, person, cover), ensure_ascii=False)
    return setting.pdf("case.typ", words, clock.today(case.edition.built.zone))


def _words(case: Case, found: list[Piece], person: Person, cover: bool) -> dict[str, Any]:
    page = CasePage(case, person)
    today: date = clock.today(case.edition.built.zone)
    title = _("Case file %(number)s") % {"number": case.number} if case.number else _("Case file")
    return {
        "language": page.language, "cover": cover, "title": title if cover else found[0].title, "issuer": issuer_name(case, page.language),
        "number": case.number, "lines": [case.holder, page.edition.text(("scheme",), page.language), page.proceeding_text(), page.state_text()],
        "made": _("Made on %(day)s for: %(name)s. It holds what this person may see.") % {"day": longdate(today), "name": person.name},
        "index": _("Index"), "columns": [_("No."), _("date"), _("what"), _("page")], "page_word": _("page"), "of_word": _("of"), "files_word": _("Attached files"),
        "pieces": list(_told(found)),
    }  # fmt: skip


def _told(found: list[Piece]) -> Iterator[dict[str, Any]]:
    for piece in found:
        files = [f"{a.name}, SHA-256 {a.file.digest}" for a in piece.files]
        yield {
            "number": str(piece.number), "date": longdate(piece.on), "kind": piece.word, "title": piece.title, "who": piece.who,
            "blocks": as_data(piece.blocks), "files": files,
        }  # fmt: skip
