"""What the page of a sitting shows to one reader: attendance, the vote that is theirs to cast, the count."""

from functools import cached_property
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from gromada.certification.forms.sitting import AttendanceForm, CallForm, CloseForm, RecuseForm, VoteForm
from gromada.certification.models import Attendance, Case, Sitting
from gromada.certification.proceeding.tally import ABSTAIN
from gromada.certification.queries.reach import is_issuers_side, is_office
from gromada.certification.queries.roles import Standing, holders_of
from gromada.certification.queries.voting import against, chair_of, count, voting_role
from gromada.certification.sentences import language
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Step


def may_look(sitting: Sitting, person: Person) -> bool:
    """The issuer's side of the case, except a member who is left out of this very vote because of a link."""
    row = sitting.attendances.filter(person=person, recused=True).exists()
    return is_issuers_side(sitting.case, person) and (
        not row or sitting.closed_at is not None or is_office(sitting.case, person)
    )


def call_form(case: Case, step: Step, data: Any = None) -> CallForm:
    """Today is proposed, and who chairs the body; the chair is one of those who vote."""
    body = case.edition.built.bodies[step.how.vote or ""]
    members = holders_of(case, voting_role(case, step))
    chair = chair_of(case, step, members)
    proposed = {"on": clock.today(case.edition.built.zone), "chair": str(chair.uid) if chair else ""}
    return CallForm(data, body=body, members=members, initial=proposed)


class SittingPage:
    def __init__(self, sitting: Sitting, person: Person) -> None:
        self.sitting, self.person = sitting, person
        self.edition = sitting.case.edition.built
        self.keeps = not sitting.closed_at and (
            person in (sitting.chair, sitting.called_by) or is_office(sitting.case, person)
        )
        self.rows = list(sitting.attendances.select_related("person").order_by("person__sort_key"))

    @cached_property
    def draft(self) -> str:
        """What the draft that is voted on is called, while the vote goes on and the reader may open it."""
        step = self.sitting.case.rules.step(self.sitting.step)
        if self.sitting.closed_at or step is None or not step.form:
            return ""
        roles = Standing(self.person).roles(self.sitting.case)
        opens = roles & {*step.by, *self.edition.forms[step.form].writers}
        return self.edition.text(("form", step.form), language()) if opens else ""

    def step_text(self) -> str:
        return self.edition.text(("proceeding", self.sitting.case.proceeding, "step", self.sitting.step), language())

    def outcome_text(self, outcome: str) -> str:
        if outcome == ABSTAIN:
            return str(_("I abstain"))
        return self.edition.text(
            ("proceeding", self.sitting.case.proceeding, "outcome", self.sitting.step, outcome), language()
        )

    def outcome_now(self) -> str:
        return self.outcome_text(self.sitting.outcome)

    def outcomes(self) -> list[dict[str, Any]]:
        """Every possible outcome with what stands against it now."""
        step = self.sitting.case.rules.step(self.sitting.step)
        return [
            {
                "id": o,
                "text": self.outcome_text(o),
                "against": list({str(no): no for no in against(self.sitting, o)}.values()),
            }
            for o in (step.outcomes if step else ())
        ]

    def tally(self) -> Any:
        return count(self.sitting)

    def counts(self) -> list[dict[str, Any]]:
        """Shown only once the vote is closed, or to all in an open vote that is written down as it goes."""
        rows = self.sitting.ballots.values("choice").annotate(number=Count("pk"))
        given = {r["choice"]: r["number"] for r in rows}
        return [{"text": self.outcome_text(c), "number": n} for c, n in given.items()]

    def ballots(self) -> dict[int, str]:
        if self.sitting.kind == self.sitting.Kind.SECRET:
            return {}
        return {b.person_id: self.outcome_text(b.choice) for b in self.sitting.ballots.all() if b.person_id}

    def members(self) -> list[dict[str, Any]]:
        cast = self.ballots()
        return [{"row": row, "vote": cast.get(row.person_id, ""), "word": self.presence_of(row)} for row in self.rows]

    def somebody_came(self) -> bool:
        return any(row.present for row in self.rows)

    def presence_of(self, row: Attendance) -> str:
        """In a word: left out and why, has voted, present or absent."""
        if row.recused:
            return _("left out: %(reason)s") % {"reason": row.reason}
        if row.voted_at:
            return _("has voted")
        return _("present") if row.present else _("absent")

    def voters(self) -> list[Person]:
        """Whose vote this reader may cast: one's own, and in an open vote everybody's for whoever keeps the sitting."""
        if self.sitting.closed_at:
            return []
        waiting = [r.person for r in self.rows if not r.recused and not r.voted_at]
        own = [p for p in waiting if p == self.person]
        return waiting if self.keeps and self.sitting.kind != self.sitting.Kind.SECRET else own

    def vote_form(self, data: Any = None) -> VoteForm:
        choices = [(o["id"], o["text"]) for o in self.outcomes()] + [(ABSTAIN, self.outcome_text(ABSTAIN))]
        return VoteForm(data, people=self.voters(), choices=choices)

    def forms(self) -> dict[str, Any]:
        if self.sitting.closed_at:
            return {}
        return {
            "attendance": AttendanceForm(sitting=self.sitting) if self.keeps else None,
            "ballot": self.vote_form() if self.voters() else None,
            "recusal": RecuseForm(sitting=self.sitting) if self.keeps else None,
            "closing": CloseForm(initial={"minutes": self.sitting.minutes}) if self.keeps else None,
        }
