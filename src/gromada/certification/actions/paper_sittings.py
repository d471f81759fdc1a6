"""A sitting that was held on paper: who was there, how they voted, the minutes. Quorum, exclusions and majority hold as ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.actions import sittings
from gromada.certification.models import Attendance, Ballot, Document, Sitting, StepTaken
from gromada.certification.queries.entering import may_enter
from gromada.certification.queries.reach import open_entry
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person


@dataclass(frozen=True)
class Minutes:
    """What the minutes say. `votes`: the choice of each who voted, "" in a secret vote; `counts` only for a secret one."""

    kind: str
    chair: Person
    text: str
    votes: Mapping[Person, str]
    left_out: Mapping[Person, str] = field(default_factory=dict)  # with the reason that stands in the minutes
    counts: Mapping[str, int] = field(default_factory=dict)
    place: str = ""


def hold(document: Document, said: Minutes, *, by: Person) -> StepTaken:
    """Enters the sitting and takes its step on the day of the minutes. Refused without quorum or majority; then nothing is kept."""
    case = document.case
    step = open_entry(document)
    if not may_enter(case, by) or step is None or step.how.kind != "vote":
        raise Refusal(No(_("No vote can be entered on this document now.")))
    with transaction.atomic():
        sitting = sittings.call(
            case, step, on=document.dated_on, place=said.place, kind=said.kind, chair=said.chair, by=by
        )
        recused = set(sitting.attendances.filter(recused=True).values_list("person", flat=True))
        _refuse_votes_of_the_left_out(sitting, said)
        for person, reason in said.left_out.items():
            if person.pk not in recused:
                sittings.recuse(sitting, person, reason, by=by)
        if said.kind == Sitting.Kind.SECRET:
            _drop(sitting, said)
        else:
            for person, choice in said.votes.items():
                sittings.cast(sitting, choice, person=person, by=by)
        return sittings.close(sitting, said.text, by=by, document=document)


def _refuse_votes_of_the_left_out(sitting: Sitting, said: Minutes) -> None:
    rows = sitting.attendances.filter(recused=True, person__in=said.votes).select_related("person")
    wrong = [
        No(
            _("%(person)s does not vote here: %(reason)s.") % {"person": row.person.name, "reason": row.reason},
            where=f"vote.{row.person.uid}",
        )
        for row in rows
    ]
    if wrong:
        raise Refusal(*wrong)


def _drop(sitting: Sitting, said: Minutes) -> None:
    """The ballots of a secret vote as the minutes count them: who voted is known, how each voted is not."""
    if sum(said.counts.values()) != len(said.votes):
        facts = {"voters": len(said.votes), "ballots": sum(said.counts.values())}
        raise Refusal(No(_("%(voters)s people voted, but %(ballots)s votes are counted.") % facts, where="kind"))
    rows = Attendance.objects.filter(sitting=sitting, person__in=said.votes, recused=False)
    rows.update(present=True, voted_at=clock.now())
    for choice, number in said.counts.items():
        for _ballot in range(number):
            Ballot.objects.create(sitting=sitting, choice=choice)
