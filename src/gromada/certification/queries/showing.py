"""When the public may know what happened to a certificate: never before its holder has it in writing."""

from datetime import date

from django.db.models import Q, QuerySet

from gromada.certification.models import Certificate, CertificateEvent, Letter, StepTaken
from gromada.certification.status import TELLING, Status, status_of

TAKES_AWAY = (CertificateEvent.Kind.SUSPEND, CertificateEvent.Kind.REVOKE)


def lifts(certificate: Certificate, taken: StepTaken) -> bool:
    """Whether a reinstatement has something to lift: what the same case did to the certificate, if nothing has followed it.

    A certificate that was given up meanwhile does not come back when an examination of it ends.
    """
    last = last_of(certificate)
    if last is None or last.kind not in TAKES_AWAY or last.taken is None or last.taken.case_id != taken.case_id:
        return False
    return last.until is None or last.until >= taken.on


def last_of(certificate: Certificate) -> CertificateEvent | None:
    told = certificate.events.filter(kind__in=TELLING).select_related("taken")
    return told.order_by("effective_on", "pk").last()


def waits_for_delivery(certificate: Certificate, kind: str, taken: StepTaken) -> bool:
    """Whether the event waits for the delivery of a letter: its step's, or that of the step in another case which caused it.

    Only what takes something away waits. What the holder asked for itself, or what is better for it than what the public
    knows already, is shown at once.
    """
    if kind not in TAKES_AWAY or not any(_tells(t) for t in (taken, taken.cause) if t):
        return False
    public = status_of(certificate, taken.on, shown=True)
    return not (kind == CertificateEvent.Kind.SUSPEND and public == Status.REVOKED)


def _tells(taken: StepTaken) -> bool:
    """Whether the step prepares a letter to the institution."""
    edition, step = taken.case.edition.built, taken.case.rules.step(taken.step)
    names = [item.name for item in step.letters if item.on in (None, taken.outcome)] if step else []
    roles = [edition.roles.get(edition.letters[n].to) for n in names if n in edition.letters]
    return any(role is None or role.source == "institution" for role in roles)


def told_by(letter: Letter, noted: date | None = None) -> "QuerySet[CertificateEvent]":
    """Events of which this letter is the first that the holder hears, and which still stand: one that was lifted before
    anybody knew of it is never shown. With `noted` those that were shown from that day, by mistake.
    """
    waiting = CertificateEvent.objects.filter(shown_on=noted, taken__isnull=False)
    if letter.taken is None:
        return waiting.none()
    waiting = waiting.filter(Q(taken=letter.taken) | Q(taken__cause=letter.taken))
    gone = [e.pk for e in waiting.select_related("certificate", "taken") if _was_lifted(e)]
    return waiting.exclude(pk__in=gone)


def _was_lifted(event: CertificateEvent) -> bool:
    case = event.taken.case_id if event.taken else None
    later = event.certificate.events.filter(pk__gt=event.pk, kind=CertificateEvent.Kind.REINSTATE)
    return later.filter(taken__case=case).exists()
