"""Terms as they run: from the step, or from the delivery of its letter."""

from datetime import date

from gromada.certification.models import StepTaken, TermRun
from gromada.kit import terms


def start_term(taken: StepTaken, name: str, delivered_on: date | None = None) -> TermRun:
    """A term from the step runs at once; one from delivery waits until the delivery of the step's letter is noted."""
    term = taken.case.edition.built.terms[name]
    run = TermRun(case=taken.case, term=name, started_by=taken)
    if term.starts_from == "step" or delivered_on:
        let_run(run, delivered_on or taken.on)
    run.save()
    return run


def let_run(run: TermRun, start: date) -> None:
    edition = run.case.edition.built
    term = edition.terms[run.term]
    run.started_on = start
    run.due_on = terms.due(
        start,
        days=term.days,
        working_days=term.working_days,
        months=term.months,
        until=term.until,
        country=edition.holidays,
        roll=term.ends_on_working_day,
    )
