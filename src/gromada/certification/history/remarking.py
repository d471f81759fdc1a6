"""What the holder finds wrong in a certificate from history goes to the office, which answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.history.deciding import heads_holder, works_in_office
from gromada.certification.models import Certificate, HistoryRemark
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person

LONGEST = 1500


def remark(certificate: Certificate, text: str, *, by: Person) -> HistoryRemark:
    """The holder's head says what is wrong, or that there was no such certificate. Words stay out of the journal's facts."""
    text = clean(text).strip()
    if not heads_holder(by, certificate):
        raise Refusal(No(_("A remark is made by the head of the institution that holds the certificate.")))
    if not certificate.imported or certificate.confirmed_on:
        raise Refusal(No(_("Remarks are made about certificates from history that are not confirmed yet.")))
    if not text or len(text) > LONGEST:
        sentence = _("Write what is wrong and what it should say; characters that fit here: %(count)s.")
        raise Refusal(No(sentence % {"count": LONGEST}, where="text"))
    with transaction.atomic():
        made = HistoryRemark.objects.create(certificate=certificate, text=text, by=by, at=clock.now())
        append("certificate.remarked", "certificate", certificate.uid, by=by.uid, facts={"history_remark": made.uid})
    return made


def settle(said: HistoryRemark, answer: str, *, by: Person) -> HistoryRemark:
    """The office answers: what was corrected, or why it stays."""
    answer = clean(answer).strip()
    if not works_in_office(by, said.certificate.issuer):
        raise Refusal(No(_("Remarks about history are answered by the issuer's office.")))
    if not answer or len(answer) > LONGEST:
        sentence = _("Write what was corrected or why it stays; characters that fit here: %(count)s.")
        raise Refusal(No(sentence % {"count": LONGEST}, where="answer"))
    with transaction.atomic():
        fresh = HistoryRemark.objects.select_for_update().select_related("certificate").get(pk=said.pk)
        if fresh.settled_at:
            raise Refusal(No(_("This remark has been answered already."), where="answer"))
        fresh.answer, fresh.settled_by, fresh.settled_at = answer, by, clock.now()
        fresh.save()
        append(
            "certificate.remark_settled",
            "certificate",
            fresh.certificate.uid,
            by=by.uid,
            facts={"history_remark": fresh.uid},
        )
    return fresh
