"""Reminders: before a term ends while nobody has met it, and before a certificate does. Each goes once, by itself."""

from datetime import date

from gromada.certification.actions.letters import prepare
from gromada.certification.models import Certificate, TermRun
from gromada.certification.status import Status, with_status
from gromada.kit import clock
from gromada.standards.models import Edition


def remind() -> int:
    """Prepares today's reminders; a missed day is caught up, an old one is not sent late. Returns how many letters."""
    return sum(_of_term(run) for run in _running()) + sum(
        _of_certificates(edition) for edition in Edition.objects.all()
    )


def _running() -> list[TermRun]:
    open_ = TermRun.objects.filter(met_on__isnull=True, due_on__gte=clock.today(), case__closed_on__isnull=True)
    return list(open_.select_related("case__edition", "case__institution", "case__unit"))


def _of_term(run: TermRun) -> int:
    term = run.case.edition.built.terms.get(run.term)
    if term is None or not term.reminder or run.due_on is None:
        return 0
    early = _due_now(run.due_on, term.reminders)
    return (
        len(prepare(run.case, term.reminder, taken=None, reminds_of=f"term:{run.uid}:{run.due_on}:{early}"))
        if early
        else 0
    )


def _of_certificates(edition: Edition) -> int:
    terms = edition.built.certificate
    if not terms.reminder:
        return 0
    today = clock.today(edition.built.zone)
    rows = with_status(Certificate.objects.filter(edition=edition, case__isnull=False, ends_on__gte=today), today)
    told = 0
    for certificate in rows.select_related("case__edition", "case__institution", "case__unit"):
        if getattr(certificate, "status", "") == Status.IN_FORCE:
            told += _of_certificate(certificate, terms.reminder, terms.reminders)
    return told


def _of_certificate(certificate: Certificate, letter: str, days: tuple[int, ...]) -> int:
    early = _due_now(certificate.ends_on, days) if certificate.ends_on else 0
    if not early or certificate.case is None:
        return 0
    return len(prepare(certificate.case, letter, reminds_of=f"end:{certificate.uid}:{early}"))


def _due_now(end: date, days: tuple[int, ...]) -> int:
    """How many days before the end the reminder is that is due now; 0 for none. The nearest one that has come counts."""
    left = (end - clock.today()).days
    come = [early for early in days if left <= early]
    return min(come, default=0)
