"""Whose move it is in a case, and by when. While another case about it is open, the move is made there."""

from dataclasses import dataclass
from datetime import date

from gromada.certification.models import Case, TermRun
from gromada.certification.proceeding import engine
from gromada.certification.queries import beginnings
from gromada.certification.queries.told import Told, told_of
from gromada.kit import clock


@dataclass(frozen=True)
class Turn:
    """Whose move it is and by when."""

    who: str
    mine: bool
    due: date | None
    term: str = ""
    ended: bool = False


ENDED = Turn("", False, None, ended=True)


def turn_of(case: Case, state: str, mine: bool, language: str, told: Told | None = None) -> Turn:
    """`state` is the one that the reader sees; `mine` whether the expected step is the reader's; `told`: what a reader outside knows."""
    edition, roles = case.edition.built, engine.who_moves(case.rules, state)
    above = [role for role in roles if role in edition.proceedings and role not in edition.roles]
    running, hidden = list(case.terms.all()), told.hidden if told else frozenset()
    if above:
        going_on = _going_on(case, above, told)
        below = told_of(going_on) if told and going_on else None
        stands = below.state if below else going_on.state if going_on else ""
        roles = engine.who_moves(going_on.rules, stands) if going_on else _beginners(case, above)
        running, hidden = (
            (list(going_on.terms.all()), below.hidden if below else frozenset()) if going_on else (running, hidden)
        )
    running = [term for term in running if term.started_by_id not in hidden]
    names = ", ".join(dict.fromkeys(edition.text(("role", role), language) for role in roles))
    nearest = nearest_of(running)
    term = edition.text(("term", nearest.term), language) if nearest else ""
    return Turn(names, mine, nearest.due_on if nearest else None, term)


def _going_on(case: Case, above: list[str], told: Told | None) -> Case | None:
    """The case about this one in which the move is made; to a reader outside it goes on until they are told how it ended."""
    begun = case.children.filter(proceeding__in=above).exclude(number="")
    if told and told.state != case.state:
        return begun.order_by("-pk").first()
    return begun.filter(closed_on__isnull=True).first()


def nearest_of(terms: list[TermRun]) -> TermRun | None:
    """The next one to end of those that run; one that has passed without being met counts only where no other runs."""
    open_ = [t for t in terms if t.met_on is None and t.due_on]
    today = clock.today()
    ahead = [t for t in open_ if t.due_on and t.due_on >= today]
    return min(ahead or open_, key=lambda t: t.due_on or date.max, default=None)


def _beginners(case: Case, proceedings: list[str]) -> tuple[str, ...]:
    """Who may begin one of these proceedings about the case as it stands."""
    found = [p for p in beginnings.about_case(case) if p.id in proceedings]
    return tuple(role for p in found for step in p.steps_from(beginnings.first_state(p))[:1] for role in step.by)
