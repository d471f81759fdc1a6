"""Mail leaves through here, by the backend that the settings name. Addresses and texts never reach the logs."""

import logging
import smtplib
from collections.abc import Iterable, Sequence

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
Attachment = tuple[str, bytes, str]  # name, content, media type


def send(
    to: str | Sequence[str],
    subject: str,
    text: str,
    *,
    reply_to: str | None = None,
    attachments: Iterable[Attachment] = (),
) -> None:
    """Sends one message now. Raises what the mail server said; `why_not_sent` says it in words for people.

    Several addressees see each other; who must not gets a letter of their own.
    """
    message = EmailMessage(
        " ".join(subject.split()),  # a line end here would begin a header of a stranger's making
        text,
        to=[to] if isinstance(to, str) else list(to),
        reply_to=[reply_to] if reply_to else None,
    )
    for name, content, media_type in attachments:
        message.attach(name, content, media_type)
    try:
        message.send()
    except Exception as mistake:
        logger.warning("a letter was not sent: %s %s", type(mistake).__name__, getattr(mistake, "smtp_code", ""))
        raise


def why_not_sent(mistake: Exception) -> str:
    """A sentence that names no address, for the row of the letter and the page that shows it."""
    if isinstance(mistake, smtplib.SMTPRecipientsRefused):
        return _("The mail server does not accept the address. Check how it is spelled.")
    if isinstance(mistake, smtplib.SMTPAuthenticationError):
        return _("The mail server does not accept our name and password. Check the settings of the mail.")
    if isinstance(mistake, smtplib.SMTPResponseException):
        return _("The mail server did not take the letter (answer %(code)s).") % {"code": mistake.smtp_code}
    if isinstance(mistake, smtplib.SMTPException | OSError):
        return _("The mail server cannot be reached. The letter will be tried again.")
    return _("The letter could not be written in the form of an e-mail. Check its address and subject.")
