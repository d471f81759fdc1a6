"""What awaits a person: cases in which the pen is theirs, declarations they are asked for, letters to be sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Attendance, Case, Declaration, Letter, Sitting
from gromada.certification.pages.case import CasePage
from gromada.certification.proceeding import engine
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.roles import Standing
from gromada.certification.rules import roles_may_send
from gromada.kit import clock
from gromada.people.models import Person
from gromada.people.queries import several_issuers, short_name


@dataclass(frozen=True)
class Task:
    """One line of the desk: what, where, by when, the button."""

    what: str
    where: str
    url: str
    do: str
    due: date | None = None
    to_sign: bool = False  # everything is filled in: only this person's word is missing
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
            where(row.case),
            reverse("certification:declare", args=[row.case.uid]),
            _("Declare"),
        )


def where(case: Case) -> str:
    number = _("case %(number)s") % {"number": case.number} if case.number else _("draft")
    return (
        f"{case.holder} · {short_name(case.issuer_id)} · {number}" if several_issuers() else f"{case.holder} · {number}"
    )


def _of_case(page: CasePage) -> list[Task]:
    move = page.expected
    if not move:
        return _may_still_act(page)
    to_sign = _is_complete(page)
    return [
        Task(
            move["owed"],
            where(page.case),
            move["url"],
            _("Read and sign") if to_sign else _("Open"),
            page.turn.due,
            to_sign,
        )
    ]


def _may_still_act(page: CasePage) -> list[Task]:
    """A way that stays open for a time and is the reader's to choose: without a line here an appeal would be missed unread."""
    if page.turn.ended or not page.may_begin:
        return []
    url = reverse("certification:case", args=[page.case.uid])
    return [Task(page.state_text(), where(page.case), url, _("Open"), page.turn.due)]


def _is_complete(page: CasePage) -> bool:
    """Whether a step that only certain functions of an institution may take (its head) waits for nothing but them."""
    lead = engine.leading(page.rules, page.state)
    role = engine.role_for(page.edition, lead, page.actor) if lead else None
    if lead is None or role is None or lead.form is None or not page.edition.roles[role].function:
        return False
    facts = CaseFacts(page.case, page.person, lead)
    return not engine.reasons_against(page.edition, lead, facts, page.actor, next(iter(lead.outcomes), None))


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
    cases = cases_of(person).filter(letters__state__in=Letter.WAITING).distinct()
    handled = [case.pk for case in cases if roles_may_send(case, standing.roles(case))]
    rows = (
        Letter.objects.filter(case__in=handled, state__in=Letter.WAITING)
        .select_related("case__institution", "case__unit")
        .order_by("pk")
    )
    return [
        Task(
            m.subject,
            where(m.case),
            reverse("certification:letter", args=[m.case.uid, m.uid]),
            _("Read and send"),
            language=m.language,
        )
        for m in rows[:50]
    ]


def _vote(sitting: Sitting, case: Case) -> Task:
    return Task(
        _("Vote at the sitting"),
        where(case),
        reverse("certification:sitting", args=[case.uid, sitting.uid]),
        _("Go to the sitting"),
        sitting.on,
    )
