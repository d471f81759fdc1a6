"""What time does by itself: steps of the clock whose term has passed, and letters left unprepared by a stopped process."""

from datetime import timedelta

from gromada.certification.actions.letters import prepare_missing
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Case
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.kit import clock
from gromada.kit.refusal import Refusal


def turn() -> int:
    """Takes every step that time may take now; returns how many. A case may move several times."""
    taken = 0
    for case in (
        Case.objects.filter(closed_on__isnull=True)
        .exclude(number="")
        .select_related("edition")
        .order_by("pk")
        .iterator()
    ):
        taken += _turn(case)
    return taken


def prepare_left() -> int:
    """Letters of steps of the last days whose process died before it could prepare them."""
    return prepare_missing(clock.today() - timedelta(days=3))


def _turn(case: Case) -> int:
    acting = Actor(TIME, frozenset({TIME}))
    for step in case.rules.steps_from(case.state):
        if TIME in step.by:
            try:
                take_step(case, step.id, by=None, acting=acting, seen=case.state)
            except Refusal:
                continue
            case.refresh_from_db()
            return 1 + _turn(case)
    return 0
