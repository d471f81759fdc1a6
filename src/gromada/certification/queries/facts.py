"""The engine's questions, answered from the tables of one case. Everything is read once and kept for the life of the object."""

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from gromada.certification.models import (
    Agreement,
    Answer,
    Appointment,
    Case,
    Certificate,
    Contribution,
    Declaration,
    StepTaken,
    TermRun,
)
from gromada.certification.proceeding.content import Content
from gromada.certification.proceeding.facts import Declared, Run, last_place
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.roles import holders_of
from gromada.certification.status import status_of
from gromada.institutions.models import in_force
from gromada.institutions.queries import line_of
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Step


class CaseFacts:
    """Facts of one case as one person sees them while taking one step (`Facts` of the engine).

    The step's own form is the working copy: the person's own where each takes the step, else the shared one. Any other form is
    what was handed in last, or the working copy while nothing was.
    """

    def __init__(
        self,
        case: Case,
        person: Person | None = None,
        step: Step | None = None,
        day: date | None = None,
        said: Content | None = None,
    ) -> None:
        self.case = case
        self.person = person
        self._day = day  # a step entered on a document is judged by the document's day
        self.step = step
        self.edition = case.edition.built
        # What was written in one go, without a working copy, by somebody who has no account.
        self._contents: dict[str, Content] = {step.form: said} if said is not None and step and step.form else {}

    @property
    def today(self) -> date:
        return self._day or clock.today(self.edition.zone)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.case.parts

    @cached_property
    def taken(self) -> list[StepTaken]:
        rows = self.case.taken.all()
        # A list of cases brings their steps along; a case that is looked at alone asks for their people as well.
        brought = "taken" in getattr(self.case, "_prefetched_objects_cache", {})
        return list(rows if brought else rows.select_related("document", "entered_by", "person"))

    def content(self, form: str) -> Content:
        if form not in self._contents:
            self._contents[form] = self._read(form)
        return self._contents[form]

    def _read(self, form: str) -> Content:
        if not (self.step and self.step.form == form):
            handed_in = self.handed_in(form)
            if handed_in is not None:
                return handed_in.content
        each = self.step is not None and self.step.form == form and self.step.how.kind == "each"
        return working_copy(self.case, form, str(self.person.uid) if each and self.person else "")

    def handed_in(self, form: str) -> StepTaken | None:
        steps = {s.id for s in self.case.rules.steps if s.form == form}
        return next((t for t in reversed(self.taken) if t.step in steps), None)

    def times(self, step: str, since: str | None = None) -> int:
        steps = [t.step for t in self.taken]
        return steps[last_place(steps, since) :].count(step)

    def run(self, term: str, of: str | None = None) -> Run | None:
        case = self.case.parent if of == "parent" else self.case
        row = TermRun.objects.filter(case=case, term=term).last() if case else None
        return Run(row.due_on, row.met_on is not None) if row else None

    def open_cases(self, proceeding: str) -> int:
        """A draft that nobody has handed in yet is not one: it would hold up time for ever."""
        begun = self.case.children.exclude(number="")
        return begun.filter(proceeding=proceeding, closed_on__isnull=True).count()

    def people(self, role: str) -> Collection[str]:
        form = self.edition.forms.get(self.step.form or "") if self.step else None
        named = [f for f in form.fields if f.role == role] if form else []
        if form and named:
            return [str(uid) for field in named for uid in self.content(form.id).get(field.id) or []]
        rows = Appointment.objects.filter(case=self.case, role=role).filter(in_force(clock.today(self.edition.zone)))
        appointed = [str(uid) for uid in rows.values_list("person__uid", flat=True)]
        # Whoever is excluded has left the role with that: the others go on without them.
        return [
            uid
            for uid in appointed
            if (said := self.declared(uid)) is None or said.degree != Declaration.Degree.EXCLUDED
        ]

    def holders(self, role: str) -> Collection[str]:
        known = self.edition.roles.get(role)
        return [str(p.uid) for p in holders_of(self.case, known)] if known else []

    @cached_property
    def _declarations(self) -> dict[str, Declaration]:
        return {str(d.person.uid): d for d in self.case.declarations.filter(current=True).select_related("person")}

    def declared(self, person: str) -> Declared | None:
        row = self._declarations.get(person)
        return Declared(str(row.degree), row.allowed_at is not None) if row else None

    def took_part(self, step: str, of: str | None = None) -> Collection[str]:
        case = self.case.parent if of == "parent" else self.case
        if case is None:
            return []
        rows = StepTaken.objects.filter(case=case, step=step)
        people = set(rows.filter(person__isnull=False).values_list("person__uid", flat=True))
        people |= set(Contribution.objects.filter(case=case, step=step).values_list("person__uid", flat=True))
        voted = rows.filter(sitting__attendances__voted_at__isnull=False)
        people |= set(voted.values_list("sitting__attendances__person__uid", flat=True))
        return {str(uid) for uid in people if uid}

    def contributed(self, step: str) -> Collection[str]:
        rows = Contribution.objects.filter(case=self.case, step=step, taken__isnull=True)
        return [str(uid) for uid in rows.values_list("person__uid", flat=True)]

    def agreed(self, form: str) -> Collection[str]:
        digest = content_digest(self.content(form))
        rows = Agreement.objects.filter(case=self.case, form=form, digest=digest)
        return [str(uid) for uid in rows.values_list("person__uid", flat=True)]

    def certificate(self) -> str:
        return str(status_of(self.case.certificate, self.today)) if self.case.certificate else ""

    def overlapping(self) -> bool:
        """Judged on the dates that the step's form holds, against other certificates of the same holder and scheme."""
        held = self.content(self.step.form) if self.step and self.step.form else {}
        begins, ends = _day(held.get("valid_from")), _day(held.get("valid_to"))
        if begins is None:
            return False
        others = Certificate.objects.filter(
            institution__in=line_of(self.case.institution), unit=self.case.unit, edition__scheme=self.edition.scheme, issuer=self.case.issuer
        ).filter(Q(ends_on__gte=begins) | Q(endless=True))  # fmt: skip
        if ends:
            others = others.filter(starts_on__lte=ends)
        return any(status_of(c, self.today) not in ("revoked", "resigned") for c in others.prefetch_related("events"))

    def held_until(self) -> date | None:
        return held_until(self.case, self.today)


def held_until(case: Case, day: date) -> date | None:
    """The last day of what the holder has in the scheme on a day or is to have after it; `date.max` for one without an end, None for nothing."""
    rows = Certificate.objects.filter(
        institution__in=line_of(case.institution), unit=case.unit, edition__scheme=case.edition.scheme, issuer=case.issuer
    ).filter(Q(ends_on__gte=day) | Q(endless=True))  # fmt: skip
    lasting = [c for c in rows.prefetch_related("events") if status_of(c, day) not in ("revoked", "resigned")]
    return max((c.ends_on or date.max for c in lasting), default=None)


def _day(value: Any) -> date | None:
    """What is no day stays as it was typed, and is told at its field; here it says nothing."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def working_copy(case: Case, form: str, owner: str = "") -> Content:
    rows = Answer.objects.filter(case=case, form=form, owner=owner).values_list("path", "value")
    return dict(rows)
