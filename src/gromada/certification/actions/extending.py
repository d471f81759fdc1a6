"""More time for a term that runs: given with a reason by somebody whom the edition names, recorded, and told to both sides."""

from datetime import date

from django.db import transaction

from gromada.certification.actions.letters import prepare
from gromada.certification.models import TermExtension, TermRun
from gromada.certification.queries.locking import locked
from gromada.certification.queries.roles import roles_of
from gromada.certification.queries.wording import day
from gromada.certification.rules import may_extend, may_last_until
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.kit.text import clean
from gromada.people.models import Person


def extend(run: TermRun, until: date, reason: str, *, by: Person) -> TermExtension:
    """Moves the last day of a running term. Raises Refusal: not theirs to do, too late, too long, without a reason."""
    with transaction.atomic():
        case = locked(run.case)
        fresh = TermRun.objects.select_related("case__edition").get(pk=run.pk)
        reason = clean(reason)
        refused = may_extend(fresh, by) or may_last_until(fresh, until, reason)
        if refused or fresh.due_on is None:
            raise Refusal(*([refused] if refused else []))
        term = case.edition.built.terms[fresh.term]
        held = roles_of(by, case)
        made = TermExtension.objects.create(
            run=fresh, was_due_on=fresh.due_on, due_on=until, reason=reason, person=by, at=clock.now(),
            role=next(role for role in term.extended_by if role in held), on=clock.today(case.edition.built.zone),
        )  # fmt: skip
        TermRun.objects.filter(pk=fresh.pk).update(due_on=until)
        append(
            "term.extended", "case", case.uid, by=by.uid, on=made.on,
            facts={"term": fresh.term, "run": fresh.uid, "was": made.was_due_on, "until": until}, private={"reason": reason},
        )  # fmt: skip
    if term.extension:
        prepare(case, term.extension, more=lambda language: _facts(made, language))
    return made


def _facts(made: TermExtension, language: str) -> dict[str, str]:
    """What the letter tells."""
    term = made.run.case.edition.built.text(("term", made.run.term), language)
    return {"term": term, "due": day(made.due_on, language), "reasons": made.reason}
