"""Messages as strangers send them: read without being run, whatever stands in them."""

from datetime import UTC, datetime

import pytest

from gromada.kit.refusal import Refusal
from gromada.paper import mailing


def test_polish_headers_and_old_charsets_are_read() -> None:
    raw = (
        b"From: =?iso-8859-2?Q?Gra=BFyna_D=B1b?= <dab@example.org>\r\nSubject: =?utf-8?B?UHJvxZtiYQ==?=\r\nDate: Thu, 05 Mar 2026 11:00:00 +0100\r\n"
        b"Message-ID: <7@example.org>\r\nContent-Type: text/plain; charset=windows-1250\r\n\r\n"
        + "Zażółć gęślą jaźń.".encode("cp1250")
    )
    mail = mailing.read(raw)
    assert (mail.sender, mail.address, mail.subject) == ("Grażyna Dąb", "dab@example.org", "Prośba")
    assert mail.text == "Zażółć gęślą jaźń." and mail.message_id == "<7@example.org>" and mail.sent_at


@pytest.mark.parametrize("date", ["never", "Thu, 99 Foo 2026 99:99:99 +9999", ""])
def test_a_date_that_is_none_is_left_empty(date: str) -> None:
    assert mailing.read(f"From: a@example.org\r\nDate: {date}\r\n\r\nx".encode()).sent_at is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\0",
        b"From: =?bad?Q?=FF?= <x>\r\nSubject: =?utf-8?B?////?=\r\n\r\n",
        b"Content-Type: multipart/mixed\r\n\r\n--x",
    ],
)
def test_broken_messages_are_read_as_far_as_they_go(raw: bytes) -> None:
    assert isinstance(mailing.read(raw), mailing.Mail)


def test_of_html_only_the_words_are_left() -> None:
    told = mailing.plain(
        '<p>Raz</p><p onclick="x()">dwa</p><a href="javascript:x()">trzy</a><iframe src="x"></iframe><svg/onload=x()>'
    )
    assert told.split() == ["Raz", "dwa", "trzy"]


def test_what_only_pretends_to_be_an_outlook_message_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="Outlook"):
        mailing.from_outlook(mailing.OLE + b"\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_an_outlook_message_is_written_anew_with_its_words_and_attachments(monkeypatch: pytest.MonkeyPatch) -> None:
    """What python-oxmsg reads, under the names that it gives."""

    class Attachment:
        attached_by_value, file_bytes, file_name, mime_type = True, b"%PDF-1.7", "zgłoszenie.pdf", "application/pdf"

    class Read:
        sender, subject, body, html_body = "Halina Dąb <dab@example.org>", "Prośba\r\nX: y", "Dzień dobry.", None
        sent_date, message_headers, attachments = (
            datetime(2026, 3, 5, 10, tzinfo=UTC),
            {"Message-ID": "<5@x>"},
            [Attachment()],
        )

        @classmethod
        def load(cls, _file: object) -> "Read":
            return cls()

    monkeypatch.setattr(mailing, "OutlookMessage", Read)
    mail = mailing.read(mailing.from_outlook(mailing.OLE))
    assert (mail.sender, mail.address, mail.subject) == ("Halina Dąb", "dab@example.org", "Prośba X: y")
    assert mail.text == "Dzień dobry." and mail.message_id == "<5@x>" and mail.sent_at == Read.sent_date
    assert mail.attachments == [("zgłoszenie.pdf", b"%PDF-1.7")]
