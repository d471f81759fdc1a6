"""Who votes in a sitting, how the count stands, and which outcomes could not stand."""

from gromada.certification.models import Case, Sitting
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.facts import Actor
from gromada.certification.proceeding.tally import Tally, tally
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.sentences import refusal
from gromada.institutions.models import Membership, in_force
from gromada.kit import clock
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.edition.model import Role, Step


def voting_role(case: Case, step: Step) -> Role:
    """The role whose holders vote: the panel appointed from the body, else the body itself."""
    edition = case.edition.built
    of_body = [
        edition.roles[r]
        for r in step.by
        if r in edition.roles and step.how.vote in (edition.roles[r].panel_of, edition.roles[r].body, r)
    ]
    return of_body[0] if of_body else Role(step.how.vote or "", "body", body=step.how.vote)


def chair_of(case: Case, step: Step, members: list[Person]) -> Person | None:
    """Who takes the chair unless somebody else is named: of those who vote, the one who holds the body's seat of the chair."""
    seats = Membership.objects.filter(issuer=case.issuer, body=step.how.vote or "", seat=Membership.Seat.CHAIR)
    held = set(seats.filter(in_force(clock.today(case.edition.built.zone))).values_list("person", flat=True))
    return next((member for member in members if member.pk in held), members[0] if members else None)


def count(sitting: Sitting) -> Tally:
    """The count as it stands."""
    case, step = sitting.case, step_of(sitting)
    rows = list(sitting.attendances.all())
    entitled = [r for r in rows if not r.recused]
    chair = sitting.ballots.filter(person=sitting.chair).values_list("choice", flat=True).first()
    return tally(
        case.edition.built.bodies[sitting.body], sitting.ballots.values_list("choice", flat=True), step.outcomes, entitled=len(entitled),
        present=sum(r.present for r in entitled), members=len(rows), chair=chair,
    )  # fmt: skip


def against(sitting: Sitting, outcome: str) -> list[No]:
    """Why an outcome could not stand, told beside the choice before anybody votes."""
    case, step = sitting.case, step_of(sitting)
    actor = Actor(str(sitting.chair.uid), frozenset(step.by))
    facts = CaseFacts(case, None, step)
    return refusal(engine.reasons_against(case.edition.built, step, facts, actor, outcome), case).reasons


def step_of(sitting: Sitting) -> Step:
    step = sitting.case.rules.step(sitting.step)
    assert step is not None
    return step
