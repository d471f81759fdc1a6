"""Asking people in. What is promised is opaque here; the room that promised it gives it in the same transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import line
from gromada.people import invitations, rules, tasks, tokens
from gromada.people.models import Email, Invitation, Mail, Person
from gromada.people.vocabulary import INVITATION_LASTS


def invite(
    name: str, *, kind: str, by: Person, email: str = "", about: object = "", what: Mapping[str, Any] | None = None
) -> Invitation:
    """Writes an invitation and, where there is an address, mails it; without one, `print_sheet` gives a code on paper.

    `kind` must be kept by a room (`invitations.on_accepted`); else LookupError.
    """
    invitations.keeper(kind)
    now = clock.now()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            kind=kind,
            about=str(about),
            what=dict(what or {}),
            name=line(name),
            email=email.strip().lower(),
            by=by,
            at=now,
            expires_at=now + INVITATION_LASTS,
        )
        append(
            "invitation.written",
            "invitation",
            invitation.uid,
            by=by.uid,
            facts={"kind": kind, "about": invitation.about},
            private={"name": invitation.name, "email": invitation.email},
        )
        if invitation.email:
            order_letter(invitation)
    return invitation


def order_letter(invitation: Invitation) -> None:
    about = str(invitation.uid)
    tasks.order(Mail(kind=Mail.Kind.INVITATION, address=invitation.email, about=about, language=get_language() or "pl"))


def print_sheet(invitation: Invitation, *, by: Person) -> str:
    """A fresh code for paper, shown once. The time runs anew; an earlier sheet or letter stops working."""
    code = tokens.paper_code()
    with transaction.atomic():
        invitation = _locked(invitation.pk)
        no = rules.may_be_changed(invitation)
        if no:
            raise Refusal(no)
        invitation.digest, invitation.mailed = tokens.digest(tokens.plain(code)), False
        invitation.expires_at = clock.now() + INVITATION_LASTS
        invitation.save(update_fields=["digest", "mailed", "expires_at"])
        append("invitation.printed", "invitation", invitation.uid, by=by.uid)
    return code


def withdraw(invitation: Invitation, *, by: Person) -> None:
    with transaction.atomic():
        locked = _locked(invitation.pk)
        no = rules.may_be_changed(locked)
        if no:
            raise Refusal(no)
        locked.withdrawn_by, locked.withdrawn_at = by, clock.now()
        locked.save(update_fields=["withdrawn_by", "withdrawn_at"])
        append("invitation.withdrawn", "invitation", locked.uid, by=by.uid)


def accept(invitation: Invitation, *, by: Person) -> Invitation:
    """`by` takes the invitation as themselves: the promise is kept, and what came by mail verifies the address."""
    with transaction.atomic():
        locked = _locked(invitation.pk)
        no = rules.may_be_accepted(locked)
        if no:
            raise Refusal(no)
        locked.accepted_by, locked.accepted_at = by, clock.now()
        locked.save(update_fields=["accepted_by", "accepted_at"])
        if locked.mailed:
            _verify(locked, by)
        invitations.keeper(locked.kind)(locked, by)
        append(
            "invitation.accepted",
            "invitation",
            locked.uid,
            by=by.uid,
            facts={"kind": locked.kind, "about": locked.about},
        )
    return locked


def join(invitation: Invitation, *, username: str, name: str, password: str, language: str) -> Person:
    """A new person, made and taken in at once: when the promise is refused, no account is left behind."""
    with transaction.atomic():
        if Person.objects.filter(username__iexact=username).exists():
            raise Refusal(No(_("This user name is taken; choose another."), where="username"))
        person = Person.objects.create_user(username, password, name=line(name), language=language)
        append("person.joined", "person", person.uid, by=person.uid, facts={"invitation": invitation.uid})
        accept(invitation, by=person)
    return person


def _locked(pk: int) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=pk)


def _verify(invitation: Invitation, person: Person) -> None:
    email, _new = Email.objects.get_or_create(person=person, address=invitation.email)
    if email.verified_at is None:
        email.verified_at = clock.now()
        email.save(update_fields=["verified_at"])
        append(
            "email.verified",
            "person",
            person.uid,
            by=person.uid,
            facts={"email": email.uid},
            private={"address": email.address},
        )
