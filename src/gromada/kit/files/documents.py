"""PDF and e-mail messages: kept as they are, looked at before."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader

from gromada.kit.files.kinds import HEAD_BYTES, PROGRAM, recognise
from gromada.kit.refusal import Refusal

MOST_PARTS = 200


def check_pdf(path: Path, name: str) -> None:
    """Raises Refusal for a PDF that is broken, empty, or that nobody can open without a password."""
    try:
        with path.open("rb") as file:
            reader = PdfFileReader(file, strict=False)
            locked = reader.encrypted and reader.decrypt("").status == AuthStatus.FAILED
            pages = 1 if locked else len(reader.root["/Pages"]["/Kids"])
    except Exception as mistake:  # a reader fed with hostile bytes raises anything
        if not _seems_whole(path):
            raise Refusal(
                _("The PDF “%(name)s” is broken or incomplete. Save it again and add it anew.") % {"name": name}
            ) from mistake
        return
    if locked:
        raise Refusal(
            _("The PDF “%(name)s” is locked with a password. Save it without one and add it anew.") % {"name": name}
        )
    if not pages:
        raise Refusal(_("The PDF “%(name)s” has no pages.") % {"name": name})


def check_message(path: Path, name: str) -> None:
    """Raises Refusal for a message that carries a program, or more parts than any letter has."""
    with path.open("rb") as file:
        message = BytesParser(policy=policy.default).parse(file)
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise Refusal(_("The message “%(name)s” is broken. Save it again and add it anew.") % {"name": name})
        if part.is_multipart():
            continue
        if recognise(_content(part)[:HEAD_BYTES]) is PROGRAM:
            raise Refusal(
                _("The message “%(name)s” carries a program. Save the letter without attachments and add it anew.")
                % {"name": name}
            )


def _content(part: object) -> bytes:
    try:
        return part.get_payload(decode=True) or b""  # type: ignore[attr-defined]
    except (ValueError, LookupError, AssertionError):
        return b""


def _seems_whole(path: Path) -> bool:
    """Some programs write a wrong table of contents, which every viewer mends; a truncated file has no end."""
    data = path.read_bytes()
    return b"%%EOF" in data[-2048:] and (b"/Page" in data or b"/ObjStm" in data)
