"""The holder or the office confirms what history says of a certificate; until then its status is unknown."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.history.deciding import confirms_as, works_in_office
from gromada.certification.models import Certificate, Confirmer, HistoryRemark
from gromada.institutions.actions import actor
from gromada.journal.actions import append
from gromada.kit import clock, partial
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person


def confirm(
    certificate: Certificate,
    *,
    by: Person,
    basis: str = "",
    valid_from: str | None = None,
    valid_to: str | None = None,
    number: str | None = None,
) -> Certificate:
    """Confirms a certificate from history: the holder's head by their word, the office on a basis that it names.

    The office may fill in or correct years and the number on the way; what the holder finds wrong is a remark to the office.
    Raises Refusal when it is no history, was confirmed before, the person has no word in it, or the new facts cannot be.
    """
    with transaction.atomic():
        fresh = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not fresh.imported:
            raise Refusal(_("Only a certificate from history is confirmed; this one was issued here."))
        if fresh.confirmed_on:
            raise Refusal(_("The certificate was confirmed on %(day)s.") % {"day": fresh.confirmed_on.isoformat()})
        said = {"valid_from": valid_from, "valid_to": valid_to, "number": number}
        confirmer = _confirmer(fresh, by, basis, [name for name, text in said.items() if text is not None])
        facts = _corrected(fresh, said)
        fresh.confirmed_on, fresh.confirmed_by, fresh.confirmed_as = clock.today(), by, confirmer
        fresh.basis = basis.strip()
        fresh.save()
        HistoryRemark.objects.filter(certificate=fresh, by=by, settled_at=None).update(
            settled_at=clock.now(), settled_by=by
        )
        facts |= {"as": str(confirmer), "basis": fresh.basis}
        append("certificate.confirmed", "certificate", fresh.uid, by=actor(by), facts=facts)
    return fresh


def take_back(certificate: Certificate, reason: str, *, by: Person) -> Certificate:
    """What was confirmed turns out to be wrong: it is history without a confirmation again, and can be corrected or withdrawn."""
    with transaction.atomic():
        fresh = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not works_in_office(by, fresh.issuer):
            raise Refusal(No(_("A confirmation is taken back by the issuer's office.")))
        if not fresh.imported or fresh.confirmed_on is None:
            raise Refusal(No(_("Only a certificate from history that was confirmed has a confirmation to take back.")))
        if not reason.strip():
            raise Refusal(No(_("Say what is wrong in it."), where="reason"))
        facts = {"confirmed_on": fresh.confirmed_on.isoformat(), "as": fresh.confirmed_as}
        fresh.confirmed_on, fresh.confirmed_by, fresh.confirmed_as, fresh.basis = None, None, "", ""
        fresh.save()
        private = {"reason": " ".join(reason.split())}
        append("certificate.confirmation_taken_back", "certificate", fresh.uid, by=by.uid, facts=facts, private=private)
    return fresh


def _confirmer(certificate: Certificate, by: Person, basis: str, changed: list[str]) -> Confirmer:
    confirmer = confirms_as(by, certificate)
    if confirmer is None:
        raise Refusal(_("A certificate from history is confirmed by the head of its holder or by the issuer's office."))
    if confirmer == Confirmer.OFFICE and not basis.strip():
        raise Refusal(No(_("Say on what basis: a resolution, a copy of the certificate, a report."), where="basis"))
    if confirmer == Confirmer.HOLDER and changed:
        raise Refusal(
            No(_("What is wrong is corrected by the office: write to it what it should say."), where=changed[0])
        )
    return confirmer


def _corrected(certificate: Certificate, said: dict[str, str | None]) -> dict[str, Any]:
    changed = {name: text.strip() for name, text in said.items() if text is not None}
    for name, text in changed.items():
        setattr(certificate, name, text)
    try:
        first, last = partial.first_day(certificate.valid_from), partial.last_day(certificate.valid_to)
    except ValueError as wrong:
        raise Refusal(_("“%(text)s” is no date; write 2022-03-29, 2022-03 or 2022.") % {"text": wrong}) from wrong
    if first and last and last < first:
        raise Refusal(No(_("The certificate would end before it begins. Correct the dates."), where="valid_to"))
    taken = Certificate.objects.filter(issuer=certificate.issuer, number=certificate.number).exclude(pk=certificate.pk)
    if certificate.number and taken.exists():
        sentence = _("The number %(number)s belongs to another certificate.")
        raise Refusal(No(sentence % {"number": certificate.number}, where="number"))
    certificate.starts_on, certificate.ends_on = (first, last) if first and last else (None, None)
    return changed
