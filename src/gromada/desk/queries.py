"""What awaits a person: cases in which the pen is theirs, declarations they are asked for, letters to be sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Attendance, Case, Declaration, Letter, Sitting
from gromada.certification.pages.case import CasePage
from gromada.certification.queries.roles import Standing
from gromada.certification.rules import roles_may_send
from gromada.institutions.models import Function, Institution, Membership, in_force
from gromada.kit import clock
from gromada.people.models import Issuer, Person

WAITING = (Letter.State.PREPARED, Letter.State.FAILED)


@dataclass(frozen=True)
class Task:
    """One line of the desk: what, where, by when, the button."""

    what: str
    where: str
    url: str
    do: str
    due: date | None = None
    language: str = ""  # of `what`, where it is not the page's: a letter is written in its addressee's

    @property
    def state(self) -> str:
        """ "late" after its day, "near" in its last week."""
        days = self.days
        return "" if days is None or days > 7 else "near" if days >= 0 else "late"

    @property
    def days(self) -> int | None:
        return (self.due - clock.today()).days if self.due else None


def cases_of(person: Person) -> "QuerySet[Case]":
    found = Case.objects.visible_to(person).select_related(
        "edition", "issuer", "institution", "unit", "certificate", "parent"
    )
    return found.prefetch_related("terms", "taken")


def tasks_of(person: Person) -> list[Task]:
    """Ordered by deadline, those without one last."""
    found = [*_declarations(person)]
    standing = Standing(person)
    for case in cases_of(person).filter(closed_on__isnull=True):
        found += _of_case(CasePage(case, person, standing))
    found += _votes(person)
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max, task.where))


def _declarations(person: Person) -> Iterable[Task]:
    rows = Declaration.objects.filter(person=person, current=True, degree=Declaration.Degree.ASKED).select_related(
        "case__institution"
    )
    for row in rows:
        yield Task(
            _("Make a declaration of impartiality"),
            _where(row.case),
            reverse("certification:declare", args=[row.case.uid]),
            _("Declare"),
        )


def _where(case: Case) -> str:
    number = _("case %(number)s") % {"number": case.number} if case.number else _("draft")
    return f"{case.holder} · {number}"


def _of_case(page: CasePage) -> list[Task]:
    move = page.expected
    return [Task(move["label"], _where(page.case), move["url"], _("Open"), page.turn.due)] if move else []


def _votes(person: Person) -> list[Task]:
    """Open sittings in which the person has yet to vote."""
    rows = Attendance.objects.filter(
        person=person, voted_at__isnull=True, recused=False, sitting__closed_at__isnull=True
    )
    return [
        _vote(row.sitting, row.sitting.case)
        for row in rows.select_related("sitting__case__institution", "sitting__case__unit")
    ]


def letters_of(person: Person) -> list[Task]:
    """Letters that wait for the person to read and send them, oldest first. Asked for by case, not by letter."""
    standing = Standing(person)
    cases = cases_of(person).filter(letters__state__in=WAITING).distinct()
    handled = [case.pk for case in cases if roles_may_send(case, standing.roles(case))]
    rows = (
        Letter.objects.filter(case__in=handled, state__in=WAITING)
        .select_related("case__institution", "case__unit")
        .order_by("pk")
    )
    return [
        Task(
            m.subject,
            _where(m.case),
            reverse("certification:letter", args=[m.case.uid, m.uid]),
            _("Read and send"),
            language=m.language,
        )
        for m in rows[:50]
    ]


def _vote(sitting: Sitting, case: Case) -> Task:
    return Task(
        _("Vote at the sitting"),
        _where(case),
        reverse("certification:sitting", args=[case.uid, sitting.uid]),
        _("Go to the sitting"),
        sitting.on,
    )


def institutions_of(person: Person) -> "QuerySet[Institution]":
    """The institutions for which the person writes; not those merely seen. `may_begin`: nothing of theirs is on its way."""
    functions = person.functions.filter(in_force(clock.today()))
    begun = Case.objects.filter(institution=OuterRef("pk"), parent=None, certificate=None, closed_on=None)
    return Institution.objects.filter(functions__in=functions).annotate(may_begin=~Exists(begun)).distinct()


def case_lines(person: Person) -> list[dict[str, Any]]:
    """All cases the person may see, open ones first, each with its place on the road."""
    found = []
    standing, today = Standing(person), clock.today()
    for case in cases_of(person).order_by(F("closed_on").asc(nulls_first=True), "-opened_on", "-begun_at")[:200]:
        page = CasePage(case, person, standing)
        road = page.road
        here = next((i for i, s in enumerate(road) if s["state"] == "now"), len(road) - 1)
        turn = page.turn
        found.append({
            "case": case, "url": reverse("certification:case", args=[case.uid]), "state": page.state_text(), "position": here + 1,
            "of": len(road), "who": turn.who, "mine": turn.mine, "due": turn.due, "ended": turn.ended, "late": bool(turn.due and turn.due < today and not turn.ended), "proceeding": page.proceeding_text(),
        })  # fmt: skip
    return found


def team_of(institution: Institution) -> "QuerySet[Function]":
    today = clock.today()
    return (
        Function.objects.filter(institution=institution)
        .filter(in_force(today))
        .select_related("person")
        .order_by("kind", "person__sort_key")
    )


def members_of(issuer: Issuer, names: dict[str, str]) -> list[dict[str, Any]]:
    """Every body with its people of today; one query."""
    rows = (
        Membership.objects.filter(issuer=issuer)
        .filter(in_force(clock.today()))
        .select_related("person")
        .order_by("person__sort_key")
    )
    found: dict[str, list[Membership]] = {body: [] for body in names}
    for row in rows:
        found.setdefault(row.body, []).append(row)
    return [{"id": body, "name": names.get(body, body), "members": members} for body, members in found.items()]
