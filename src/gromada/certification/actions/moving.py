"""An open case goes on under another edition: recorded with who, when and why; its terms counted anew; what no longer fits kept; the institution told."""

from typing import Any

from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from gromada.certification.actions.letters import prepare
from gromada.certification.models import Case, EditionMove, TermRun
from gromada.certification.pages.differing import what_differs
from gromada.certification.pages.unfit import said_of_unfit
from gromada.certification.queries.locking import locked
from gromada.certification.queries.moving import recounted, unfit
from gromada.certification.rules import REASON
from gromada.certification.rules_moving import against_moving, mover
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person
from gromada.standards.models import Edition


def move(case: Case, edition: Edition, reason: str, *, by: Person) -> EditionMove:
    """Raises Refusal with every reason against it; then nothing has changed."""
    reason = clean(reason)
    with transaction.atomic():
        fresh = locked(case)
        refused = against_moving(fresh, edition, by)
        if len(reason) < REASON:
            refused.append(No(_("Write why, in a sentence that both sides will read."), where="reason"))
        if refused:
            raise Refusal(*refused)
        before, counted, gone = fresh.edition, recounted(fresh, edition.built), unfit(fresh, edition.built)
        made = EditionMove.objects.create(
            case=fresh, before=before, after=edition, reason=reason, role=mover(fresh, edition, by), person=by,
            terms=[_told(term.run, term.was, term.will_be) for term in counted if term.was != term.will_be],
            kept=[said_of_unfit(fresh, each) for each in gone], on=clock.today(edition.built.zone), at=clock.now(),
        )  # fmt: skip
        for each in gone:
            for row in (each.answer, each.evidence):
                if row:
                    row.delete()
        for term in counted:
            TermRun.objects.filter(pk=term.run.pk).update(due_on=term.will_be)
        Case.objects.filter(pk=fresh.pk).update(edition=edition, edition_since=made.at)
        append(
            "case.moved_to_edition", "case", fresh.uid, by=by.uid, on=made.on,
            facts={"before": before.key, "after": edition.key, "digest": edition.digest, "terms": made.terms, "kept": len(gone)},
            private={"reason": reason},
        )  # fmt: skip
    case.refresh_from_db()
    letter = edition.built.moving.letter
    if letter and case.number:
        prepare(case, letter, more=lambda language: _facts(made, language))
    return made


def _told(run: TermRun, was: Any, will_be: Any) -> dict[str, str]:
    return {"term": run.term, "was": str(was or ""), "is": str(will_be or "")}


def _facts(made: EditionMove, language: str) -> dict[str, str]:
    """What the letter tells, in its own language."""
    with override(language or get_language()):
        lines = what_differs(made.before.built, made.after.built, made.case)
    return {"edition": made.after.version, "reasons": made.reason, "changes": "\n".join(f"- {line}" for line in lines)}
