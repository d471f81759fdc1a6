"""Reminders before a term ends while nobody has met it; those before a certificate ends are in `expiring`. Each goes once, by itself."""

from gromada.certification.actions.expiring import remind_of_ends
from gromada.certification.actions.letters import prepare
from gromada.certification.models import TermRun
from gromada.certification.queries.ending import due_now
from gromada.kit import clock


def remind() -> int:
    """Prepares today's reminders; a missed day is caught up, an old one is not sent late. Returns how many letters."""
    return sum(_of_term(run) for run in _running()) + remind_of_ends()


def _running() -> list[TermRun]:
    open_ = TermRun.objects.filter(met_on__isnull=True, due_on__gte=clock.today(), case__closed_on__isnull=True)
    return list(open_.select_related("case__edition", "case__institution", "case__unit"))


def _of_term(run: TermRun) -> int:
    term = run.case.edition.built.terms.get(run.term)
    if term is None or not term.reminder or run.due_on is None:
        return 0
    early = due_now(run.due_on, term.reminders, clock.today())
    return (
        len(prepare(run.case, term.reminder, taken=None, reminds_of=f"term:{run.uid}:{run.due_on}:{early}"))
        if early
        else 0
    )
