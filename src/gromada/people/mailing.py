"""Letters that go by themselves: a link to sign in, a link to verify an address, an invitation.

Secrets are minted here, at the moment of writing; a letter that is sent again carries new ones.
"""

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from gromada.kit import clock
from gromada.kit import mail as post
from gromada.people import invitations, tokens
from gromada.people.models import Email, Invitation, Issuer, Link, Mail
from gromada.people.vocabulary import LINK_LASTS

Written = tuple[str, str]  # subject and text

logger = logging.getLogger(__name__)


def send(uid: str) -> None:
    """Writes the letter and sends it; what went wrong stays on the row, without the address."""
    mail = _claim(uid)
    if mail is None:
        return
    try:
        with translation.override(mail.language):
            written = _WRITERS[Mail.Kind(mail.kind)](mail)
        if written:
            post.send([mail.address], *written)
    except (OSError, SMTPException) as error:
        mail.failure = type(error).__name__
        logger.warning("A letter did not go: %s %s, attempt %s, %s", mail.kind, mail.uid, mail.attempts, mail.failure)
    else:
        mail.sent_at, mail.failure = clock.now(), ""
    mail.save(update_fields=["sent_at", "failure"])


def _claim(uid: str) -> Mail | None:
    with transaction.atomic():
        mail = Mail.objects.select_for_update().filter(uid=uid, sent_at=None, attempts__lt=Mail.MOST_ATTEMPTS).first()
        if mail:
            mail.attempts += 1
            mail.tried_at = clock.now()
            mail.save(update_fields=["attempts", "tried_at"])
        return mail


def _sign_in(mail: Mail) -> Written | None:
    """One link for every person who reads this mailbox; no letter when nobody does."""
    found = Email.objects.verified().filter(address=mail.address, person__is_active=True).select_related("person")
    doors = [{"person": email.person, "url": _link(email, Link.Kind.SIGN_IN, mail.next)} for email in found]
    return _letter("sign_in", mail, {"doors": doors}) if doors else None


def _verify(mail: Mail) -> Written | None:
    email = Email.objects.filter(uid=mail.about, address=mail.address).select_related("person").first()
    return _letter("verify", mail, {"person": email.person, "url": _link(email, Link.Kind.VERIFY)}) if email else None


def _invitation(mail: Mail) -> Written | None:
    code = tokens.paper_code()
    with transaction.atomic():
        invitation = (
            Invitation.objects.select_for_update()
            .waiting(clock.now())
            .filter(uid=mail.about, email=mail.address)
            .first()
        )
        if invitation is None:
            return None
        invitation.digest, invitation.mailed = tokens.digest(tokens.plain(code)), True
        invitation.save(update_fields=["digest", "mailed"])
    url = settings.PUBLIC_URL + reverse("people:invitation", args=[code])
    return _letter(
        "invitation", mail, {"invitation": invitation, "about": invitations.sentence(invitation), "url": url}
    )


_WRITERS: dict[Mail.Kind, Callable[[Mail], Written | None]] = {
    Mail.Kind.SIGN_IN: _sign_in,
    Mail.Kind.VERIFY: _verify,
    Mail.Kind.INVITATION: _invitation,
}


def _link(email: Email, kind: Link.Kind, next: str = "") -> str:
    token, now = tokens.link_token(), clock.now()
    Link.objects.create(
        kind=kind, digest=tokens.digest(token), email=email, next=next, at=now, expires_at=now + LINK_LASTS
    )
    # The address comes from the settings: a forged Host header must not send people elsewhere.
    return settings.PUBLIC_URL + reverse("people:link", args=[token])


def _letter(name: str, mail: Mail, facts: dict[str, object]) -> Written:
    """A file per language; its first line is the subject."""
    issuers = list(Issuer.objects.all()[:2])
    sender = f"{issuers[0].short} · Gromada" if len(issuers) == 1 else "Gromada"
    facts |= {"sender": sender, "site": settings.PUBLIC_URL, "minutes": int(LINK_LASTS.total_seconds() // 60)}
    subject, _line, body = render_to_string(f"people/letters/{name}.{mail.language}.txt", facts).partition("\n")
    return subject.strip(), body.strip() + "\n"
