"""What somebody without an account writes about a certificate, and what is kept of who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.actions.beginning import begin_about_certificate
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Case, Certificate, Letter, LetterVersion, Sender
from gromada.certification.models.sender import key_of, number_for
from gromada.certification.proceeding.facts import OUTSIDE, TIME, Actor
from gromada.certification.queries.beginnings import step_outside
from gromada.certification.queries.outside import (
    answer_is_coming,
    comes_from_outside,
    may_know_sender,
    to_the_public,
    unnamed,
)
from gromada.journal.actions import append
from gromada.kit import clock, terms
from gromada.kit.ids import new_uid
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean, line
from gromada.people.models import Person
from gromada.records import personal

NAME_MOST, CONTACT_MOST = 200, 300


@dataclass(frozen=True)
class Outside:
    """Somebody without an account, as far as they say who they are."""

    name: str = ""
    contact: str = ""
    language: str = ""


def take_in(certificate: Certificate, said: Mapping[str, Any], *, uid: UUID, by: Outside) -> Sender:
    """A remark begins a case of its own. `uid` was given to the page on which it was written: sent twice, it is taken in once.

    Raises Refusal with what has to be mended; then nothing is kept.
    """
    found = step_outside(certificate)
    if found is None:
        raise Refusal(No(_("Remarks about this certificate are not taken in here. Write to the issuer.")))
    rules, step = found
    content = {path: clean(value) if isinstance(value, str) else value for path, value in said.items()}
    refused = personal.numbers_in({**content, "name": by.name, "contact": by.contact})
    if refused:
        raise Refusal(*refused)
    with transaction.atomic():
        Certificate.objects.select_for_update().get(pk=certificate.pk)
        known = Sender.objects.filter(uid=uid).select_related("case").first()
        if known:
            return known
        acting = Actor(OUTSIDE, frozenset(step.by))
        case = begin_about_certificate(certificate, rules.id, by=None, acting=acting)
        sender = _keep(case, by, uid)
        take_step(case, step.id, by=None, acting=acting, said=content)
    sender.case.refresh_from_db()
    return sender


def _keep(case: Case, who: Outside, uid: UUID) -> Sender:
    name, contact = line(who.name)[:NAME_MOST], line(who.contact)[:CONTACT_MOST]
    return Sender.objects.create(
        case=case,
        uid=uid,
        key=key_of(number_for(uid)),
        name=name,
        contact=contact,
        language=who.language,
        at=clock.now(),
    )


def note_sender(case: Case, who: Outside, *, by: Person) -> Sender:
    """The office writes down who wrote or rang, if they said so, and gives them a number."""
    _only_office(case, by)
    refused = personal.numbers_in({"name": who.name, "contact": who.contact})
    if refused:
        raise Refusal(*refused)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        sender = Sender.objects.filter(case=case).first()
        if sender is None:
            sender = _keep(case, who, new_uid())
        else:
            sender.name, sender.contact = line(who.name)[:NAME_MOST], line(who.contact)[:CONTACT_MOST]
            sender.erased_on = sender.erased_by = None
            sender.save()
        append("sender.noted", "case", case.uid, by=by.uid, facts={"sender": sender.uid})
    return sender


def erase_sender(case: Case, *, by: Person) -> None:
    """Who wrote is forgotten, here and in the letters to them; what was written stays, and the number goes on."""
    _only_office(case, by)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        sender = Sender.objects.filter(case=case, erased_on__isnull=True).first()
        if sender is None:
            raise Refusal(No(_("There is nothing to erase: nobody's name or address is kept here.")))
        if Letter.objects.filter(case=case, letter__in=to_the_public(case), state=Letter.State.QUEUED).exists():
            raise Refusal(No(_("A letter to this person is just leaving. Try again in a few minutes.")))
        _forget(sender, by=by)


def forget_senders() -> int:
    """Who wrote is forgotten when the case has been over for as long as the installation keeps it; how many were.

    What was written stays with the file of the case. Nobody is forgotten while an answer to them still waits to be sent.
    """
    today, forgotten = clock.today(), 0
    over = Sender.objects.filter(erased_on__isnull=True, case__closed_on__isnull=False)
    for pk in over.exclude(name="", contact="").values_list("pk", flat=True):
        with transaction.atomic():
            sender = Sender.objects.select_for_update().select_related("case__edition").get(pk=pk)
            ended = sender.case.closed_on
            if (
                ended is None
                or terms.add_months(ended, settings.REMARK_SENDER_MONTHS) > today
                or answer_is_coming(sender)
            ):
                continue
            _forget(sender, by=None)
            forgotten += 1
    return forgotten


def _forget(sender: Sender, *, by: Person | None) -> None:
    case = sender.case
    _blank_letters(case, sender.name)
    sender.name = sender.contact = ""
    sender.erased_on, sender.erased_by = clock.today(case.edition.built.zone), by
    sender.save()
    append("sender.erased", "case", case.uid, by=by.uid if by else TIME, facts={"sender": sender.uid})


def _blank_letters(case: Case, name: str) -> None:
    for letter in Letter.objects.filter(case=case, letter__in=to_the_public(case)):
        nobody = unnamed(letter.language)
        rows: list[Letter | LetterVersion] = [letter, *LetterVersion.objects.filter(letter=letter)]
        for row in rows:
            row.addressee, row.address = nobody, ""
            row.body = row.body.replace(name, nobody) if name else row.body
            row.save()


def _only_office(case: Case, by: Person) -> None:
    if not comes_from_outside(case) or not may_know_sender(case, by):
        raise Refusal(No(_("Who wrote is known to the issuer's office alone.")))
