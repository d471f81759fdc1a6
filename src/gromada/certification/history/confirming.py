"""The office confirms what history says of a certificate; until then its status is unknown."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.models import Certificate
from gromada.institutions.actions import actor
from gromada.journal.actions import append
from gromada.kit import clock, partial
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person


def confirm(
    certificate: Certificate,
    *,
    by: Person,
    valid_from: str | None = None,
    valid_to: str | None = None,
    number: str | None = None,
) -> Certificate:
    """Confirms an imported certificate; years and the number may be filled in or corrected on the way.

    Raises Refusal when it is no history, was confirmed before, or the new facts cannot be.
    """
    with transaction.atomic():
        fresh = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not fresh.imported:
            raise Refusal(_("Only a certificate from history is confirmed; this one was issued here."))
        if fresh.confirmed_on:
            raise Refusal(_("The certificate was confirmed on %(day)s.") % {"day": fresh.confirmed_on.isoformat()})
        facts = _corrected(fresh, {"valid_from": valid_from, "valid_to": valid_to, "number": number})
        fresh.confirmed_on = clock.today()
        fresh.save()
        append("certificate.confirmed", "certificate", fresh.uid, by=actor(by), facts=facts)
    return fresh


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
