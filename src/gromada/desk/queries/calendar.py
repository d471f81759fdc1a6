"""The days that matter to a person: terms, sittings, days said in the forms of their cases, ends of certificates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Certificate, Sitting
from gromada.certification.queries.reach import roles_may_read
from gromada.certification.queries.roles import Standing
from gromada.certification.queries.told import told_of
from gromada.certification.sentences import language
from gromada.desk.queries.tasks import cases_of, where
from gromada.institutions.models import Function, Membership, in_force
from gromada.kit import clock
from gromada.people.models import Person

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


@dataclass(frozen=True)
class Entry:
    """One whole day. `uid` stays the same while the thing is the same, so that a calendar moves it instead of doubling it."""

    uid: str
    on: date
    what: str
    where: str
    url: str
    kind: str  # "term", "sitting", "day" or "end"
    since: date | None = None  # when it was first known

    @property
    def is_late(self) -> bool:
        return self.kind == "term" and self.on < clock.today()


def entries_of(person: Person) -> list[Entry]:
    """From two months ago to a year ahead, in order."""
    today = clock.today()
    standing = Standing(person)
    found: list[Entry] = []
    for case in cases_of(person).filter(closed_on__isnull=True).prefetch_related("sittings"):
        found += _of_case(case, standing)
    found += _ends(person)
    return sorted((e for e in found if today - BACK <= e.on <= today + AHEAD), key=lambda e: (e.on, e.where, e.what))


def _of_case(case: Case, standing: Standing) -> Iterator[Entry]:
    edition, at, url = case.edition.built, where(case), reverse("certification:case", args=[case.uid])
    roles = standing.roles(case)
    if not roles or standing.must_declare(case):
        return
    inside = any(edition.roles[role].source != "institution" for role in roles)
    hidden = frozenset() if inside else told_of(case).hidden
    for term in case.terms.all():
        if term.due_on and term.met_on is None and term.started_by_id not in hidden:
            yield Entry(
                str(term.uid),
                term.due_on,
                edition.text(("term", term.term), language()),
                at,
                url,
                "term",
                term.started_on,
            )
    if inside:
        yield from (_sitting(s, at) for s in case.sittings.all() if s.closed_at is None)
    yield from _said(case, roles, at, url, hidden)


def _sitting(sitting: Sitting, at: str) -> Entry:
    url = reverse("certification:sitting", args=[sitting.case.uid, sitting.uid])
    what = f"{_('Sitting')}, {sitting.place}" if sitting.place else _("Sitting")
    return Entry(str(sitting.uid), sitting.on, what, at, url, "sitting", sitting.called_at.date())


def _said(case: Case, roles: frozenset[str], at: str, url: str, hidden: frozenset[int]) -> Iterator[Entry]:
    """Days that somebody wrote into a form of what was still to come: a visit, a ceremony. Only of forms that the person may read."""
    edition = case.edition.built
    for taken in case.taken.all():
        step = case.rules.step(taken.step)
        form = edition.forms.get(step.form or "") if step else None
        if form is None or not roles_may_read(case, form, roles):
            continue
        if taken.to_state in case.rules.seen_as or taken.pk in hidden:
            continue
        for field in form.fields:
            day = _day(taken.content.get(field.id)) if field.type == "date" else None
            if day and day > taken.on:
                name = edition.text(
                    ("proceeding", case.proceeding, "step", step.id if step else ""), language(), "done"
                )
                asked = edition.text(("form", form.id, "field", field.id), language())
                yield Entry(f"{taken.uid}-{field.id}", day, asked or name, at, url, "day", taken.on)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _ends(person: Person) -> Iterator[Entry]:
    """Certificates that end within the year: of one's institutions, and for the issuer's people of all."""
    today = clock.today()
    ours = Q(institution__in=Function.objects.filter(person=person).filter(in_force(today)).values("institution"))
    theirs = Q(issuer__in=Membership.objects.filter(person=person).filter(in_force(today)).values("issuer"))
    rows = Certificate.objects.filter(ours | theirs, ends_on__gte=today - BACK, ends_on__lte=today + AHEAD)
    for row in rows.select_related("institution", "unit").distinct():
        name = f"{row.institution.name}, {row.unit.name}" if row.unit else row.institution.name
        url = row.address.removeprefix(settings.PUBLIC_URL)
        what = _("Certificate %(number)s ends") % {"number": row.number} if row.number else _("The certificate ends")
        yield Entry(str(row.uid), row.ends_on or today, what, name, url, "end", row.starts_on)
