"""Mail leaves through here. Addresses and texts never reach the logs."""

from collections.abc import Sequence

from django.core.mail import EmailMessage


def send(to: Sequence[str], subject: str, text: str, *, reply_to: str = "", attachments: Sequence[tuple[str, bytes, str]] = ()) -> None:
    """Sends one message. Raises what the mail server said."""
    message = EmailMessage(subject=subject, body=text, to=list(to), reply_to=[reply_to] if reply_to else None)
    for name, content, media_type in attachments:
        message.attach(name, content, media_type)
    message.send()
