"""What may be begun from a page, as its buttons: a new case, or the one that is open already."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Certificate
from gromada.certification.queries.beginnings import Beginning, open_already
from gromada.certification.queries.beginnings import on_paper as beginnings_on_paper
from gromada.certification.queries.entering import paper_roles
from gromada.certification.queries.reach import is_office
from gromada.certification.queries.roles import roles_of
from gromada.certification.queries.told import state_seen
from gromada.certification.sentences import language, no
from gromada.kit import clock
from gromada.people.models import Person
from gromada.ui.typography import in_days, longdate


def buttons(found: Iterable[Beginning], person: Person) -> list[dict[str, Any]]:
    return [_button(one, _open(one.case, person), person) for one in found]


@dataclass(frozen=True)
class OnPaper:
    """What the office may begin on a letter: sent to `url`, or gone on with at `page` where it was begun already."""

    name: str
    who: str
    proceeding: str
    url: str = ""
    page: str = ""


def on_paper(about: Case | Certificate, person: Person) -> list[OnPaper]:
    """For the office alone: what somebody may begin who writes a letter."""
    return [_on_paper(one, person) for one in beginnings_on_paper(about) if is_office(one.case, person)]


def _on_paper(one: Beginning, person: Person) -> OnPaper:
    edition, case = one.case.edition.built, one.case
    name = edition.text(("proceeding", case.proceeding, "step", one.step.id), language())
    who = ", ".join(edition.text(("role", role.id), language()) for role in paper_roles(case, one.step))
    going_on = _open(case, person)
    if going_on:
        return OnPaper(name, who, case.proceeding, page=reverse("certification:entering", args=[going_on.uid]))
    about = (
        ("case", case.parent.uid) if case.parent else ("certificate", case.certificate.uid if case.certificate else "")
    )
    url = reverse(f"certification:begin_{about[0]}_on_paper", args=[about[1], case.proceeding])
    return OnPaper(name, who, case.proceeding, url=url)


def line(page: Any) -> dict[str, Any]:
    """Another case in a line: `page` is its page as the reader would see it."""
    return {
        "title": page.proceeding_text(), "number": page.case.number, "state": page.state_text(),
        "open": not page.ended, "url": reverse("certification:case", args=[page.case.uid]),
    }  # fmt: skip


def _open(draft: Case, person: Person) -> Case | None:
    """The case of this kind that is open already, if the reader may see it."""
    draft.begun_by = person
    same = Case.objects.visible_to(person).filter(pk__in=open_already(draft).values("pk"))
    return same.select_related("edition", "parent").first()


def _button(one: Beginning, going_on: Case | None, person: Person) -> dict[str, Any]:
    edition, rules = one.case.edition.built, one.case.rules
    name, written = ("proceeding", rules.id, "step", one.step.id), ("form", one.step.form or "")
    shown: dict[str, Any] = {"open": bool(going_on and going_on.number)}
    label = edition.text(name, language(), "opens") or edition.text(
        name if one.mine or not one.step.form else written, language()
    )
    shown |= {"label": label, "kind": ""}
    if going_on:
        return {
            **shown,
            "allowed": True,
            "method": "get",
            "url": _page(going_on, one),
            "why": _going_on(going_on, person),
            "clause": "",
        }
    if one.reasons:
        said = no(one.reasons[0], one.case)
        return {**shown, "allowed": False, "method": "post", "url": "", "why": said.sentence, "clause": said.clause}
    why = " ".join(part for part in (_until(one), edition.text(name, language(), "hint")) if part)
    clause = edition.clause(one.step.clause, language())
    return {**shown, "allowed": True, "method": "post", "url": _address(one), "why": why, "clause": clause}


def _page(case: Case, one: Beginning) -> str:
    """Straight to the form while it is being written; else to the page of the case."""
    if not case.number and case.rules.step(one.step.id):
        return reverse("certification:step", args=[case.uid, one.step.id])
    return reverse("certification:case", args=[case.uid])


def _going_on(case: Case, person: Person) -> str:
    if not case.number:
        return _("It is being written; nobody on the other side sees it yet.")
    state = case.edition.built.text(
        ("proceeding", case.proceeding, "state", state_seen(case, roles_of(person, case))), language()
    )
    return _("It is open: %(state)s.") % {"state": state}


def _until(one: Beginning) -> str:
    if one.due is None:
        return ""
    left = in_days((one.due - clock.today(one.case.edition.built.zone)).days)
    return _("Until %(day)s, %(left)s.") % {"day": longdate(one.due), "left": left}


def _address(one: Beginning) -> str:
    if one.case.parent:
        return reverse("certification:begin_about_case", args=[one.case.parent.uid, one.case.proceeding])
    assert one.case.certificate
    return reverse("certification:begin_about_certificate", args=[one.case.certificate.uid, one.case.proceeding])
