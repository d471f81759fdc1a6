"""A certificate from history that was never there, or that came in twice: the office withdraws it, and may bring it back.

The row stays, so that the same file imported again does not bring the mistake back.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.history.deciding import may_withdraw, works_in_office
from gromada.certification.models import Certificate
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person

LONGEST = 400


def withdraw(certificate: Certificate, reason: str, *, by: Person) -> Certificate:
    """It leaves the register and every list. Raises Refusal where it was confirmed, or something was begun about it."""
    reason = " ".join(reason.split())
    with transaction.atomic():
        fresh = Certificate.objects.select_for_update().get(pk=certificate.pk)
        refused = may_withdraw(by, fresh)
        if refused:
            raise Refusal(refused)
        if not reason or len(reason) > LONGEST:
            sentence = _("Say why it is withdrawn; characters that fit here: %(count)s.")
            raise Refusal(No(sentence % {"count": LONGEST}, where="reason"))
        fresh.withdrawn_on, fresh.withdrawn_why = clock.today(), reason
        fresh.save(update_fields=["withdrawn_on", "withdrawn_why"])
        append("certificate.withdrawn", "certificate", fresh.uid, by=by.uid, private={"reason": reason})
    return fresh


def bring_back(certificate: Certificate, *, by: Person) -> Certificate:
    """As it was before: from history, not confirmed."""
    with transaction.atomic():
        fresh = Certificate.everything.select_for_update().get(pk=certificate.pk)
        if not works_in_office(by, fresh.issuer):
            raise Refusal(No(_("Certificates from history are withdrawn and brought back by the issuer's office.")))
        if fresh.withdrawn_on is None:
            raise Refusal(No(_("This certificate is not withdrawn.")))
        fresh.withdrawn_on, fresh.withdrawn_why = None, ""
        fresh.save(update_fields=["withdrawn_on", "withdrawn_why"])
        append("certificate.brought_back", "certificate", fresh.uid, by=by.uid)
    return fresh
