"""Messages saved by Outlook: real compound files, in Unicode and in an old code page, with rich text and messages within."""

from datetime import UTC, datetime

import pytest
from oxmsg import Message as OutlookMessage

from gromada.kit.refusal import Refusal
from gromada.paper import mailing, outlook, rtf
from tests.paper.outlook import packed, saved

SENT = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
WORDS = "Dzień dobry,\r\nprosimy o zażółconą gęślą jaźń.\r\n"
PDF = {"data": b"%PDF-1.7 " + b"x" * 6000, "name": "zgłoszenie ośrodka.pdf", "mime": "application/pdf"}


def read(data: bytes) -> mailing.Mail:
    return mailing.read(outlook.as_eml(data))


def test_a_message_in_unicode_with_a_large_attachment() -> None:
    mail = read(
        saved(subject="Prośba\r\nX: y", body=WORDS, sender="Halina Dąb", smtp="dab@example.org", address="/O=EXCH/CN=DAB", id="<5@x>", sent=SENT, attachments=(PDF,))
    )  # fmt: skip
    assert (mail.sender, mail.address, mail.subject) == ("Halina Dąb", "dab@example.org", "Prośba X: y")
    assert mail.text.splitlines() == ["Dzień dobry,", "prosimy o zażółconą gęślą jaźń."]
    assert (mail.message_id, mail.sent_at) == ("<5@x>", SENT)
    assert mail.attachments == [(PDF["name"], PDF["data"])]


@pytest.mark.parametrize("codepage", [{"codepage": 1250}, {"internet_codepage": 1250}, {}])
def test_an_old_message_is_read_in_its_code_page_and_in_that_of_poland_where_it_names_none(codepage: dict[str, int]) -> None:  # fmt: skip
    attached = {"data": b"abc", "name": "załącznik.txt", "mime": "text/plain"}
    mail = read(
        saved(unicode=False, subject="Łódź", body=WORDS, sender="Żaneta", address="z@example.org", attachments=(attached,), **codepage)
    )  # fmt: skip
    assert (mail.subject, mail.sender, mail.address) == ("Łódź", "Żaneta", "z@example.org")
    assert "zażółconą gęślą jaźń" in mail.text
    assert mail.attachments == [("załącznik.txt", b"abc")]


def test_headers_of_the_transport_say_who_and_when_where_nothing_else_does() -> None:
    headers = 'From: =?utf-8?q?Halina_D=C4=85b?= <dab@example.org>\r\nDate: Thu, 5 Mar 2026 10:00:00 +0000\r\nMessage-ID: <7@x>\r\n\r\n'  # fmt: skip
    mail = read(saved(subject="Pismo", body="Treść", headers=headers))
    assert (mail.address, mail.message_id, mail.sent_at) == ("dab@example.org", "<7@x>", SENT)


def test_rich_text_alone_is_read_in_the_alphabets_of_its_fonts() -> None:
    rich = (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fswiss\fcharset238 Arial CE;}}"
        rb"{\*\generator Riched20;}{\info{\author Nikt}}\pard\f1 Dzie\'f1 dobry,\par pro\'9cba o \u322?\u243?d\u378?. \{sic\}\tab koniec\par}"
    )
    assert rtf.decompressed(packed(rich)) == rich
    assert rtf.decompressed(b"\x11\0\0\0\x05\0\0\0MELA\0\0\0\0abcde") == b"abcde"
    assert read(saved(subject="Pismo", rtf=packed(rich))).text.split("\n") == ["Dzień dobry,", "prośba o łódź. {sic}\tkoniec"]  # fmt: skip


def test_html_wrapped_into_rich_text_is_read_as_html() -> None:
    rich = (
        rb"{\rtf1\ansi\ansicpg1250\fromhtml1 {\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Raz\'b9 {\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0"
        rb"{\*\htmltag72 </p>}\htmlrtf \par }\htmlrtf0{\*\htmltag64 <script>x()</script><p>}dwa{\*\htmltag72 </p>}}"
    )
    assert read(saved(subject="Pismo", rtf=packed(rich))).text.split() == ["Razą", "dwa"]


def test_html_alone_is_read_in_its_code_page() -> None:
    html = "<html><body><p>Łąka</p><p>łan</p></body></html>"
    assert read(saved(subject="x", html=html.encode("cp1250"), internet_codepage=1250)).text.split() == ["Łąka", "łan"]
    assert read(saved(subject="x", html=html.encode(), internet_codepage=65001)).text.split() == ["Łąka", "łan"]


def test_a_message_within_a_message_brings_its_words_and_its_attachments() -> None:
    within = {"subject": "Wniosek", "body": "Treść wniosku", "sender": "Jan Lis", "address": "lis@example.org", "attachments": ({"data": b"GIF89a", "short_name": "PLAN.GIF", "mime": "image/gif"},)}  # fmt: skip
    mail = read(saved(subject="FW: Wniosek", body="Przesyłam dalej.", attachments=({"message": within}, PDF)))
    assert mail.subject == "FW: Wniosek" and mail.text.split() == ["Przesyłam", "dalej.", "Treść", "wniosku"]
    assert mail.attachments == [("PLAN.GIF", b"GIF89a"), (PDF["name"], PDF["data"])]


def test_a_message_within_itself_without_end_comes_to_an_end() -> None:
    within: dict[str, object] = {"subject": "dno", "body": "dno"}
    for depth in range(12):
        within = {"subject": str(depth), "body": f"piętro {depth}", "attachments": ({"message": within},)}
    assert "piętro 11" in read(saved(subject="x", body="y", attachments=({"message": within},))).text


def test_a_message_without_words_sender_or_day_still_comes_in() -> None:
    mail = read(saved(subject=""))
    assert (mail.subject, mail.text, mail.sent_at, mail.attachments) == ("", "", None, [])


@pytest.mark.parametrize(
    "data", [b"", outlook_start := b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, outlook_start[:20]]
)
def test_what_only_pretends_to_be_an_outlook_message_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Refusal, match="Outlook"):
        outlook.as_eml(data)


def test_a_message_cut_anywhere_is_read_or_refused_and_nothing_else() -> None:
    whole = saved(subject="Pismo", body=WORDS, rtf=packed(rb"{\rtf1 a}"), attachments=(PDF,))
    for end in range(0, len(whole), 397):
        try:
            outlook.as_eml(whole[:end])
        except Refusal:
            continue


def test_rich_text_of_hostile_hands_is_read_without_a_word() -> None:
    for text in (
        rb"{{{{\u-1?\u99999?}}}}}}",
        rb"\'zz\u\f\fcharset{\*",
        b"\\" * 50,
        b"{" * 5000,
        rb"{\rtf1\u55357?\u56832?}",
    ):
        rtf.words(text)
    assert rtf.words(rb"{\rtf1\u55357?\u56832?}").text == "\U0001f600", "two halves of one sign"


def test_a_reader_that_is_not_ours_reads_the_same_from_what_the_tests_write() -> None:
    found = OutlookMessage.load(saved(subject="Prośba", body=WORDS, sender="Jan Lis", smtp="lis@example.org", sent=SENT, attachments=(PDF,)))  # fmt: skip
    assert (found.subject, found.body, found.sender) == ("Prośba", WORDS, '"Jan Lis" <lis@example.org>')
    assert (found.sent_date, found.attachment_count) == (SENT, 1)
    assert [(one.file_name, one.file_bytes) for one in found.attachments] == [(PDF["name"], PDF["data"])]
