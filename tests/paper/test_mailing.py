"""Messages as strangers send them: read without being run, whatever stands in them."""

import pytest

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
