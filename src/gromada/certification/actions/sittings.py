"""A sitting decides one step of a case by a vote: who is there, who is left out and why, ballots, minutes, the count."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Attendance, Ballot, Case, Declaration, Document, Sitting, StepTaken
from gromada.certification.proceeding import rules
from gromada.certification.proceeding.facts import Actor
from gromada.certification.proceeding.tally import ABSTAIN, Tally
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.reach import is_office
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import count, step_of, voting_role
from gromada.certification.rules import may_be_settled_on, may_call_sitting
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person
from gromada.standards.edition.model import Step


def call(case: Case, step: Step, *, on: date, place: str, kind: str, chair: Person, by: Person) -> Sitting:
    """Calls a sitting on one step. Members who took part in what is judged, or are excluded, are left out from the start."""
    body = case.edition.built.bodies[step.how.vote or ""]
    if kind not in body.votes:
        raise Refusal(No(_("This body does not vote in that way."), where="kind"))
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        refused = may_call_sitting(case, step, by)
        if refused:
            raise Refusal(refused)
        if case.state not in step.sources:
            raise Refusal(No(_("The case has moved on; this vote is not open now.")))
        if refused := may_be_settled_on(case, step, on):
            raise Refusal(refused)
        # One that was held already, and is entered from its minutes, is judged by who sat in the body on that day.
        members = holders_of(case, voting_role(case, step), min(on, clock.today(case.edition.built.zone)))
        if chair not in members:
            raise Refusal(No(_("The chair has to be a member of the body."), where="chair"))
        sitting = Sitting.objects.create(
            case=case,
            step=step.id,
            body=body.id,
            kind=kind,
            on=on,
            place=clean(place),
            chair=chair,
            called_by=by,
            called_at=clock.now(),
        )
        left_out = left_out_of(case, step, members)
        for person in members:
            why = left_out.get(str(person.uid), "")
            Attendance.objects.create(sitting=sitting, person=person, recused=bool(why), reason=why, present=False)
        append(
            "sitting.called",
            "case",
            case.uid,
            by=by.uid,
            on=on,
            facts={"step": step.id, "sitting": sitting.uid, "kind": kind},
        )
    return sitting


def left_out_of(case: Case, step: Step, members: list[Person]) -> dict[str, str]:
    """Who of the members does not vote on this step, by uid, with the reason."""
    barred = rules.barred(step, CaseFacts(case, None, step))
    found = {str(person.uid): _why_left_out(case, person, barred) for person in members}
    return {uid: why for uid, why in found.items() if why}


def _why_left_out(case: Case, person: Person, left_out: set[str]) -> str:
    if str(person.uid) in left_out:
        return _("took part in what is judged here")
    said = Declaration.objects.filter(case=case, person=person, current=True).first()
    if said is None or said.degree == Declaration.Degree.ASKED:
        return ""
    if said.degree == Declaration.Degree.EXCLUDED:
        return _("excluded by declaration")
    if said.degree == Declaration.Degree.DISCLOSED and said.allowed_at is None:
        return _("a disclosed link, not allowed")
    return ""


def attend(sitting: Sitting, present: Mapping[Person, bool], *, by: Person) -> None:
    """Who is there. Somebody who voted stays present."""
    _may_keep(sitting, by)
    with transaction.atomic():
        for person, there in present.items():
            Attendance.objects.filter(sitting=sitting, person=person, recused=False, voted_at__isnull=True).update(
                present=there
            )


def recuse(sitting: Sitting, person: Person, reason: str, *, by: Person) -> None:
    """A member steps out of this vote, with a reason that stands in the minutes."""
    if by != person:
        _may_keep(sitting, by)
    if not clean(reason):
        raise Refusal(No(_("Write why this person does not take part; it stands in the minutes."), where="reason"))
    with transaction.atomic():
        changed = Attendance.objects.filter(sitting=sitting, person=person, voted_at__isnull=True).update(
            recused=True, present=False, reason=clean(reason)[:500]
        )
        if not changed:
            raise Refusal(No(_("This person has voted already.")))
        append(
            "sitting.recused", "case", sitting.case.uid, by=by.uid, facts={"sitting": sitting.uid, "person": person.uid}
        )


def cast(sitting: Sitting, choice: str, *, person: Person, by: Person) -> None:
    """One vote. In an open vote the office may write down what was said aloud; a secret one is cast only by the member."""
    step = step_of(sitting)
    if choice not in (*step.outcomes, ABSTAIN):
        raise Refusal(No(_("Choose one of the possible answers."), where="choice"))
    if by != person:
        if sitting.kind == Sitting.Kind.SECRET:
            raise Refusal(No(_("In a secret vote everybody votes for themselves.")))
        _may_keep(sitting, by)
    with transaction.atomic():
        sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
        row = Attendance.objects.select_for_update().filter(sitting=sitting, person=person).first()
        if sitting.closed_at or row is None or row.recused:
            raise Refusal(No(_("This person does not vote here."), where="choice"))
        if row.voted_at:
            raise Refusal(No(_("This vote is cast already and cannot be changed."), where="choice"))
        Ballot.objects.create(
            sitting=sitting, choice=choice, person=None if sitting.kind == Sitting.Kind.SECRET else person
        )
        row.present, row.voted_at = True, clock.now()
        row.save()


def close(sitting: Sitting, minutes: str, *, by: Person, document: Document | None = None) -> StepTaken:
    """Closes the vote and takes the step with its outcome. Refused without quorum, majority or minutes; the sitting then stays open."""
    _may_keep(sitting, by)
    minutes = clean(minutes)
    if not minutes:
        raise Refusal(
            No(_("Write the minutes before closing: how the deliberation went and what it rests on."), where="minutes")
        )
    Sitting.objects.filter(pk=sitting.pk, closed_at__isnull=True).update(minutes=minutes)
    waiting = sitting.attendances.filter(present=True, recused=False, voted_at__isnull=True).select_related("person")
    if waiting.exists():
        names = ", ".join(row.person.name for row in waiting)
        raise Refusal(No(_("Present, but without a vote yet: %(names)s.") % {"names": names}))
    counted = count(sitting)
    if counted.outcome is None:
        raise Refusal(_undecided(counted))
    step, case = step_of(sitting), sitting.case
    role = voting_role(case, step).id
    with transaction.atomic():
        held = Sitting.objects.select_for_update().get(pk=sitting.pk)
        if held.closed_at:
            raise Refusal(No(_("Somebody has closed this sitting already.")))
        acting = Actor(str(sitting.chair.uid), frozenset({role, *step.by}))
        held.closed_at, held.outcome = clock.now(), counted.outcome
        held.save()
        taken = take_step(
            case,
            step.id,
            by=sitting.chair,
            outcome=counted.outcome,
            on=sitting.on,
            acting=acting,
            entered_by=None if by == sitting.chair else by,
            document=document,
        )
        assert isinstance(taken, StepTaken)
        Sitting.objects.filter(pk=sitting.pk).update(taken=taken)
        append(
            "sitting.closed", "case", case.uid, by=by.uid, on=sitting.on,
            facts={"sitting": sitting.uid, "outcome": counted.outcome, "counts": dict(counted.counts)}, private={"minutes": minutes},
        )  # fmt: skip
    return taken


def cancel(sitting: Sitting, *, by: Person) -> None:
    """A sitting that did not come about. It stays in the file with its votes, without an outcome."""
    _may_keep(sitting, by)
    with transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk, closed_at__isnull=True).update(closed_at=clock.now())
        append("sitting.cancelled", "case", sitting.case.uid, by=by.uid, facts={"sitting": sitting.uid})


def _undecided(counted: Tally) -> No:
    if counted.why == "no_quorum":
        words = ngettext(
            "There is no quorum: at least %(needed)d person has to be present.",
            "There is no quorum: at least %(needed)d people have to be present.",
            counted.needed,
        )
    else:
        words = ngettext(
            "Nothing is decided: no answer has the %(needed)d vote it needs.",
            "Nothing is decided: no answer has the %(needed)d votes it needs.",
            counted.needed,
        )
    return No(words % {"needed": counted.needed})


def _may_keep(sitting: Sitting, by: Person) -> None:
    if sitting.closed_at:
        raise Refusal(No(_("The sitting is closed.")))
    if by != sitting.chair and by != sitting.called_by and not is_office(sitting.case, by):
        raise Refusal(No(_("The sitting is kept by its chair, by whoever called it, or by the office.")))
