"""Documents of offices, PDF, texts and letters: bombs, macros, passwords, encodings."""

import random
import struct
from collections.abc import Callable

import pytest

from gromada.kit.files import Inspected, archives
from tests.kit import making

Take = Callable[..., Inspected]
Refuse = Callable[..., str]


class TestDocuments:
    def test_a_bomb_of_zeros_is_not_unpacked(self, refuse: Refuse) -> None:
        bomb = making.zipped({"word/media/image1.bmp": b"\0" * 50_000_000}, into=making.word())
        assert len(bomb) < 200_000
        assert "unpack to far more" in refuse(bomb, "plan.docx")

    def test_a_bomb_of_many_entries_is_not_unpacked(self, refuse: Refuse, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "MOST_ENTRIES", 50)
        many = making.zipped({f"word/media/{n}.xml": b"x" for n in range(60)}, into=making.word())
        assert "unpack to far more" in refuse(many, "plan.docx")

    def test_a_bomb_that_grows_slowly_is_stopped_by_its_sum(
        self, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archives, "MOST_BYTES", 400_000)
        noise = random.Random(1).randbytes(200_000)
        assert "unpack to far more" in refuse(
            making.zipped({"word/a": noise, "word/b": noise}, into=making.word()), "p.docx"
        )

    def test_a_bomb_within_an_embedded_document_counts_too(
        self, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archives, "MOST_BYTES", 800_000)
        inner = making.zipped({"xl/media/a": b"ab" * 300_000}, into=making.sheet())
        assert "unpack to far more" in refuse(
            making.zipped({"word/embeddings/sheet.xlsx": inner}, into=making.word()), "p.docx"
        )

    def test_entries_that_share_their_bytes_are_a_bomb(self, refuse: Refuse) -> None:
        """The list names the same packed bytes many times over (Fifield's bomb)."""
        content = bytearray(making.zipped({"word/big.bin": random.Random(2).randbytes(30_000)}, into=making.word()))
        start = content.rfind(b"PK\x05\x06")
        entry_at = content.rfind(b"PK\x01\x02", 0, start)
        entry = bytes(content[entry_at:start])
        count = struct.unpack_from("<H", content, start + 10)[0]
        size = struct.unpack_from("<I", content, start + 12)[0]
        copies = 20
        content[start:start] = entry * copies
        struct.pack_into(
            "<HHI", content, start + len(entry) * copies + 8, count + copies, count + copies, size + len(entry) * copies
        )
        assert "unpack to far more" in refuse(bytes(content), "plan.docx")

    def test_entities_made_of_entities_are_a_bomb(self, refuse: Refuse) -> None:
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
        assert "unpack to far more" in refuse(making.open_document(content=laughs), "plan.odt")

    def test_a_sheet_within_a_report_is_all_right(self, take: Take) -> None:
        report = making.zipped({"word/embeddings/sheet1.xlsx": making.sheet()}, into=making.word())
        assert take(report, "plan.docx").name == "plan.docx"

    def test_an_archive_within_a_document_is_refused(self, refuse: Refuse) -> None:
        inner = making.zipped({"a.txt": b"a"})
        assert "holds an archive" in refuse(
            making.zipped({"word/embeddings/a.bin": inner}, into=making.word()), "p.docx"
        )

    def test_a_document_within_a_document_within_a_document_is_refused(self, refuse: Refuse) -> None:
        inner = making.zipped({"xl/embeddings/a.docx": making.word()}, into=making.sheet())
        assert "holds an archive" in refuse(
            making.zipped({"word/embeddings/b.xlsx": inner}, into=making.word()), "p.docx"
        )

    @pytest.mark.parametrize(
        "part", ["word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml", "word/media/run.exe"]
    )
    def test_macros_and_programs_are_refused(self, refuse: Refuse, part: str) -> None:
        assert "macros or programs" in refuse(making.zipped({part: b"x"}, into=making.word()), "plan.docx")

    @pytest.mark.parametrize("part", ["Basic/Standard/Module1.xml", "Scripts/python/run.py"])
    def test_macros_of_open_documents_are_refused(self, refuse: Refuse, part: str) -> None:
        assert "macros or programs" in refuse(making.zipped({part: b"x"}, into=making.open_document()), "plan.odt")

    def test_a_document_of_macros_is_known_by_its_declaration(self, refuse: Refuse) -> None:
        types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
        content = making.zipped({"[Content_Types].xml": types, "word/document.xml": b"<w/>"})
        assert "macros or programs" in refuse(content, "plan.docx")

    def test_a_locked_document_is_refused(self, refuse: Refuse) -> None:
        content = bytearray(making.open_document())
        for mark in (b"PK\x01\x02", b"PK\x03\x04"):
            at = content.find(mark)
            content[at + (8 if mark == b"PK\x01\x02" else 6)] |= 1
        assert "locked with a password" in refuse(bytes(content), "plan.odt")

    def test_a_document_cut_short_is_broken(self, refuse: Refuse) -> None:
        content = making.word()
        assert "broken" in refuse(content[: len(content) // 2], "plan.docx")

    def test_a_document_with_a_damaged_part_is_broken(self, refuse: Refuse) -> None:
        content = bytearray(making.zipped({"word/media/a.bin": random.Random(3).randbytes(5000)}, into=making.word()))
        at = content.rfind(b"word/media/a.bin", 0, content.rfind(b"PK\x01\x02"))
        content[at + 2000] ^= 0xFF
        assert "broken" in refuse(bytes(content), "plan.docx")


class TestPdf:
    def test_a_pdf_stays_byte_for_byte(self, take: Take) -> None:
        content = making.pdf(3)
        assert take(content, "plan.pdf").path.read_bytes() == content

    def test_a_pdf_that_needs_a_password_is_refused(self, refuse: Refuse) -> None:
        assert "locked with a password" in refuse(making.pdf(password="tajne"), "plan.pdf")

    def test_a_pdf_that_only_forbids_printing_is_taken(self, take: Take) -> None:
        assert take(making.pdf(owner="właściciel"), "plan.pdf").media_type == "application/pdf"

    def test_a_pdf_without_pages_is_refused(self, refuse: Refuse) -> None:
        assert "no pages" in refuse(making.pdf(0), "plan.pdf")

    def test_a_pdf_cut_short_is_broken(self, refuse: Refuse) -> None:
        content = making.pdf(3)
        assert "broken or incomplete" in refuse(content[: len(content) // 2], "plan.pdf")

    def test_a_pdf_with_a_wrong_table_that_viewers_mend_is_taken(self, take: Take) -> None:
        content = making.pdf(2)
        at = content.rfind(b"startxref")
        assert take(content[:at] + b"startxref\n7\n%%EOF\n", "plan.pdf").media_type == "application/pdf"


class TestTexts:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso-8859-2", "utf-16"])
    def test_text_of_any_office_becomes_utf8(self, take: Take, encoding: str) -> None:
        text = "Zażółć gęślą jaźń; Łódź, Świętochłowice\r\nŹrebię"
        assert take(text.encode(encoding), "lista.csv").path.read_bytes() == text.encode()

    def test_a_letter_is_kept_as_it_came(self, take: Take) -> None:
        content = making.letter(**{"plan.pdf": making.pdf()})
        found = take(content, "zgłoszenie.eml")
        assert (found.media_type, found.path.read_bytes()) == ("message/rfc822", content)

    def test_a_letter_that_carries_a_program_is_refused(self, refuse: Refuse) -> None:
        assert "carries a program" in refuse(making.letter(**{"plan.pdf": b"MZ\x90\0\x03\0\0\0"}), "list.eml")

    def test_a_text_named_like_a_message_is_no_message(self, refuse: Refuse) -> None:
        assert "EML" in refuse(b"Dzien dobry", "list.eml")
