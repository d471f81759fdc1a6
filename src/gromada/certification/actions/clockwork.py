"""What time does by itself: steps of the clock whose term has passed, and letters left unprepared by a stopped process."""

from datetime import timedelta

from gromada.certification.actions.certificates import hand_cases_over
from gromada.certification.actions.letters import prepare_missing
from gromada.certification.actions.redrafting import redraft_come
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Case, Certificate, CertificateEvent
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.kit import clock
from gromada.kit.refusal import Refusal


def turn() -> int:
    """Takes every step that time may take now; returns how many. A case may move several times."""
    _follow_transfers()
    redraft_come()
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


def _follow_transfers() -> None:
    """A certificate that has passed to a successor by today takes the open cases about it along."""
    today = clock.today()
    open_ = Case.objects.filter(closed_on=None, certificate__isnull=False).values("certificate")
    moved = CertificateEvent.objects.filter(kind=CertificateEvent.Kind.TRANSFER, effective_on__lte=today)
    for certificate in Certificate.objects.filter(pk__in=open_).filter(pk__in=moved.values("certificate")):
        hand_cases_over(certificate)


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
