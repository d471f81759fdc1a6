import smtplib
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage
from django.utils import translation

from gromada.kit import mail


def test_a_letter_goes_with_its_subject_answer_address_and_attachments() -> None:
    attached = ("plan.pdf", b"%PDF-", "application/pdf")
    mail.send(
        "dom@example.org", "Prośba o uzupełnienie", "Dzień dobry.", reply_to="biuro@example.org", attachments=[attached]
    )
    (sent,) = outbox.outbox
    assert (sent.to, sent.subject, sent.body, sent.reply_to) == (
        ["dom@example.org"], "Prośba o uzupełnienie", "Dzień dobry.", ["biuro@example.org"],
    )  # fmt: skip
    assert tuple(sent.attachments[0]) == attached


def test_a_line_end_in_the_subject_makes_no_header() -> None:
    mail.send(["dom@example.org"], "Sprawa\r\nBcc: obcy@example.org", "Dzień dobry.")
    message = outbox.outbox[0].message()
    assert message["Bcc"] is None
    assert message["Subject"] == "Sprawa Bcc: obcy@example.org"


def test_what_the_server_said_comes_back_but_names_nobody_in_the_logs(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(message: EmailMessage, **_options: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"jan.kowalski@example.org": (550, b"no such user")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        mail.send("jan.kowalski@example.org", "Tajny temat", "Tajna treść")
    assert "SMTPRecipientsRefused" in caplog.text
    for word in ("kowalski", "Tajn", "no such user"):
        assert word not in caplog.text


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"jan@example.org": (550, b"no")}), "does not accept the address"),
        (smtplib.SMTPAuthenticationError(535, b"jan"), "name and password"),
        (smtplib.SMTPDataError(552, b"too large for jan"), "answer 552"),
        (smtplib.SMTPServerDisconnected("jan"), "cannot be reached"),
        (ConnectionRefusedError("jan"), "cannot be reached"),
        (TimeoutError("jan"), "cannot be reached"),
        (ValueError("jan"), "form of an e-mail"),
    ],
)
def test_every_failure_has_a_sentence_that_names_nobody(mistake: Exception, words: str) -> None:
    with translation.override("en"):
        sentence = mail.why_not_sent(mistake)
    assert words in sentence and sentence.endswith(".")
    assert "jan" not in sentence
