"""What a secretariat looks at in the morning: what came in, who owes what to whom, what is missing before a vote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Appointment, Attendance, Case, Contribution, Declaration, Sitting, StepTaken
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.sentences import language, no
from gromada.desk.queries.tasks import cases_of, where
from gromada.institutions.models import in_force
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Edition, Role, Step

CAME_IN_DAYS = 14
MOST_SHOWN = 20


@dataclass(frozen=True)
class Arrival:
    """Something that an institution handed in, or somebody outside wrote."""

    what: str
    where: str
    url: str
    on: date


@dataclass(frozen=True)
class Debt:
    """Somebody is expected to do something; since when, and by when."""

    who: str
    what: str
    where: str
    url: str
    since: date
    due: date | None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()

    @property
    def days(self) -> int | None:
        return (self.due - clock.today()).days if self.due else None


@dataclass(frozen=True)
class Vote:
    """A case that waits for a body: its sitting, if one is called, and the sentences of what is missing."""

    where: str
    url: str
    step: str
    body: str
    sitting: Sitting | None
    missing: tuple[str, ...]


class Morning:
    """Everything reads the same cases, once: the open ones of the issuer that the person sees and that have begun."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @cached_property
    def cases(self) -> "list[Case]":
        today = clock.today()
        rows = cases_of(self.person).filter(closed_on__isnull=True).exclude(number="")
        return list(
            rows.prefetch_related(
                Prefetch("contributions", Contribution.objects.filter(taken__isnull=True), to_attr="parts_in"),
                Prefetch("sittings", _open_sittings(), to_attr="open_sittings"),
                Prefetch("declarations", Declaration.objects.filter(current=True).select_related("person"), to_attr="said_now"),
                Prefetch("appointments", Appointment.objects.filter(in_force(today)).select_related("person"), to_attr="holding"),
            )
        )  # fmt: skip

    def arrivals(self) -> list[Arrival]:
        """What institutions handed in, and what was written from outside, during the last two weeks, newest first."""
        since = clock.today() - timedelta(days=CAME_IN_DAYS)
        rows = (
            StepTaken.objects.filter(case__in=Case.objects.visible_to(self.person), on__gte=since)
            .select_related("case__edition", "case__institution", "case__unit")
            .order_by("-pk")
        )
        found = []
        for taken in rows[: MOST_SHOWN * 4]:
            edition = taken.case.edition.built
            role = edition.roles.get(taken.role)
            if role and role.source in ("institution", "public"):
                name = ("proceeding", taken.case.proceeding, "step", taken.step)
                what = edition.text(name, language(), "done") or edition.text(name, language())
                found.append(Arrival(what, where(taken.case), _case_url(taken.case), taken.on))
        return found[:MOST_SHOWN]

    def debts(self) -> list[Debt]:
        """Who is expected to do what; the latest first, then by deadline, then by how long it has waited."""
        found = [debt for case in self.cases for debt in _debts(case)]
        return sorted(found, key=lambda d: (not d.is_late, d.due is None, d.due or date.max, d.since, d.where))

    def votes(self) -> list[Vote]:
        found = []
        for case in self.cases:
            step = engine.leading(case.rules, case.state)
            if step and step.how.kind == "vote":
                found.append(_vote(case, step))
        return sorted(
            found, key=lambda vote: (vote.sitting is None, vote.sitting.on if vote.sitting else date.max, vote.where)
        )


def _open_sittings() -> "QuerySet[Sitting]":
    waiting = Attendance.objects.filter(voted_at__isnull=True, recused=False).select_related("person")
    return Sitting.objects.filter(closed_at__isnull=True).prefetch_related(
        Prefetch("attendances", waiting, to_attr="yet_to_vote")
    )


def _debts(case: Any) -> Iterator[Debt]:
    """Declarations that are asked for come before everything else: nobody goes on without them."""
    edition, lead = case.edition.built, engine.leading(case.rules, case.state)
    for row in case.said_now:
        if row.degree == Declaration.Degree.ASKED:
            yield Debt(
                row.person.name, _("Declaration of impartiality"), where(case), _case_url(case), row.at.date(), None
            )
    if lead is None or TIME in lead.by:
        return
    name = edition.text(("proceeding", case.proceeding, "step", lead.id), language())
    due = _due(case, lead)
    movers = _movers(case, edition, lead)
    if lead.how.kind == "one" and not any(edition.roles[r].source == "case" for r in lead.by if r in edition.roles):
        movers = [", ".join(movers)] if movers else []  # any one of them takes it: one thing to do, not several
    for who in movers:
        yield Debt(who, name, where(case), _case_url(case), case.turned_on, due)


def _due(case: Any, lead: Step) -> date | None:
    running = [t for t in case.terms.all() if t.met_on is None and t.due_on]
    met = [t.due_on for t in running if t.term in lead.meets]
    return min(met or [t.due_on for t in running], default=None)


def _movers(case: Any, edition: Edition, lead: Step) -> list[str]:
    """By name where the case names people; the others by institution, body or role."""
    names: list[str] = []
    for role in (edition.roles[r] for r in lead.by if r in edition.roles):
        names += _named(case, edition, lead, role)
    return list(dict.fromkeys(names)) or [edition.text(("role", r), language()) for r in lead.by if r in edition.roles]


def _named(case: Any, edition: Edition, lead: Step, role: Role) -> list[str]:
    if role.source == "institution":
        return [case.institution.name]
    if role.source == "case" and lead.how.kind != "vote":
        done = {part.person_id for part in case.parts_in if part.step == lead.id}
        return [a.person.name for a in case.holding if a.role == role.id and a.person_id not in done]
    if role.source == "body":
        body = role.body or role.id
        return [edition.text(("body" if body in edition.bodies else "role", body), language())]
    return [edition.text(("role", role.id), language())]


def _vote(case: Any, step: Step) -> Vote:
    edition = case.edition.built
    sitting = next(iter(case.open_sittings), None)
    reasons = engine.reasons_against(
        edition, step, CaseFacts(case, None, step), Actor("", frozenset(step.by)), None, filled=False
    )
    missing = [no(reason, case).sentence for reason in reasons if reason.code not in ("vote_needed", "vote_pending")]
    if sitting is not None and sitting.yet_to_vote:
        names = ", ".join(a.person.name for a in sitting.yet_to_vote)
        missing.append(_("Yet to vote: %(names)s.") % {"names": names})
    body = step.how.vote or ""
    return Vote(
        where(case), _case_url(case), edition.text(("proceeding", case.proceeding, "step", step.id), language()),
        edition.text(("body", body), language()) if body in edition.bodies else "", sitting, tuple(dict.fromkeys(missing)),
    )  # fmt: skip


def _case_url(case: Case) -> str:
    return reverse("certification:case", args=[case.uid])
