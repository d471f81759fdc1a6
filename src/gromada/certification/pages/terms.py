"""The terms of a case as both sides read them: from when to when, whether met, extended why, and who may give more time."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Case, TermRun
from gromada.certification.queries.editions import as_of
from gromada.certification.queries.roles import roles_of
from gromada.certification.rules import longest, may_extend
from gromada.certification.sentences import language
from gromada.kit import clock
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.edition.model import Edition
from gromada.ui.typography import in_days, longdate


def terms_of(case: Case, person: Person) -> list[dict[str, Any]]:
    """Newest first; those that run before those that are over."""
    runs = case.terms.select_related("case__edition").prefetch_related("extensions")
    lines = [term_line(run, person) for run in runs.order_by("-pk")]
    return sorted(lines, key=lambda line: not line["runs"])


def may_ever_extend(run: TermRun, person: Person) -> bool:
    term = run.case.edition.built.terms.get(run.term)
    return bool(term and term.extensions and roles_of(person, run.case) & set(term.extended_by))


def term_line(run: TermRun, person: Person) -> dict[str, Any]:
    edition = _edition(run)
    refused = may_extend(run, person) if run.term in run.case.edition.built.terms else No("")
    return {
        "name": edition.text(("term", run.term), language()),
        "clause": edition.clause(edition.terms[run.term].clause, language()),
        "said": _said(run),
        "runs": _runs(run),
        "extensions": [_extension(e.was_due_on, e.due_on, e.reason) for e in run.extensions.all()],
        "url": "" if refused else reverse("certification:extension", args=[run.case.uid, run.uid]),
        "why_not": refused.sentence if refused and may_ever_extend(run, person) and _runs(run) else "",
        "most": longest(run) if not refused else None,
        "due": run.due_on,
        "by": run.started_by_id,
    }


def _edition(run: TermRun) -> Edition:
    """The one that knows the term: a term that is over may be one of an edition that the case has left."""
    now = run.case.edition.built
    return now if run.term in now.terms else as_of(run.case, run.started_by.at).edition.built


def _runs(run: TermRun) -> bool:
    return run.met_on is None and run.case.closed_on is None and (run.due_on is None or run.due_on >= clock.today())


def _said(run: TermRun) -> str:
    if run.met_on and run.due_on and run.met_on > run.due_on:
        return _("Passed on %(due)s; met late, on %(day)s.") % {
            "due": longdate(run.due_on),
            "day": longdate(run.met_on),
        }
    if run.met_on:
        return _("Met on %(day)s.") % {"day": longdate(run.met_on)}
    if run.due_on is None:
        return _("It runs from the delivery of the letter, which nobody has noted yet.")
    left = (run.due_on - clock.today(run.case.edition.built.zone)).days
    if left < 0:
        return _("Passed on %(day)s.") % {"day": longdate(run.due_on)}
    return _("Until %(day)s, %(left)s.") % {"day": longdate(run.due_on), "left": in_days(left)}


def _extension(was: Any, until: Any, reason: str) -> str:
    said = {"was": longdate(was), "until": longdate(until), "reason": reason}
    return _("Extended from %(was)s to %(until)s: %(reason)s") % said
