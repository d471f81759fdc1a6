"""What is newer in cases than a person's last look at them. A handful of queries, however many cases."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from gromada.certification.models import Answer, Case, Evidence, Letter, Look, StepTaken
from gromada.certification.queries.roles import Standing
from gromada.certification.queries.told import Told, told_of
from gromada.certification.rules import roles_may_send
from gromada.people.models import Person
from gromada.ui.typography import hour, longdate


@dataclass(frozen=True)
class News:
    """How many of each are newer, one's own left out."""

    steps: int = 0
    letters: int = 0
    answers: int = 0
    evidence: int = 0

    def __bool__(self) -> bool:
        return bool(self.steps or self.letters or self.answers or self.evidence)


def by_and_when(name: str, at: datetime) -> str:
    return _("%(who)s, %(day)s, %(hour)s") % {"who": name, "day": longdate(at), "hour": hour(at)}


def looked_at(person: Person, cases: Iterable[Case]) -> dict[int, datetime]:
    """When the person last looked at each; cases never looked at are not there."""
    return dict(Look.objects.filter(person=person, case__in=list(cases)).values_list("case", "at"))


def news_of(
    person: Person, cases: Iterable[Case], since: Mapping[int, datetime], standing: Standing | None = None
) -> dict[int, News]:
    """By case, only where there is something. Nothing that the reader may not see counts, not even as a number."""
    asked = {case.pk: case for case in cases if case.pk in since}
    if not asked:
        return {}
    standing = standing or Standing(person)
    open_to = {pk: case for pk, case in asked.items() if not standing.must_declare(case)}
    oldest = min(since[pk] for pk in asked)
    readers = {pk: _Reader(case, standing) for pk, case in open_to.items()}
    steps: Counter[int] = Counter()
    for taken in (
        StepTaken.objects.filter(case__in=open_to, at__gt=oldest).exclude(person=person).exclude(entered_by=person)
    ):
        if taken.at > since[taken.case_id] and readers[taken.case_id].sees_step(taken):
            steps[taken.case_id] += 1
    letters: Counter[int] = Counter()
    rows = Letter.objects.filter(case__in=open_to).exclude(sent_by=person)
    for letter in rows.only("case", "state", "internal", "prepared_at", "sent_at"):
        told = readers[letter.case_id].told_of(letter)
        if told and told > since[letter.case_id]:
            letters[letter.case_id] += 1
    written: list[Counter[int]] = []
    for model, own in ((Answer, {"owner": ""}), (Evidence, {})):
        found: Counter[int] = Counter()
        touched = model.objects.filter(case__in=open_to, at__gt=oldest, **own).exclude(by=person)
        for case, form, at in touched.values_list("case", "form", "at"):
            if at > since[case] and form in readers[case].forms:
                found[case] += 1
        written.append(found)
    news = {pk: News(steps[pk], letters[pk], written[0][pk], written[1][pk]) for pk in open_to}
    return {pk: one for pk, one in news.items() if one}


class _Reader:
    """How far one person sees into one case."""

    def __init__(self, case: Case, standing: Standing) -> None:
        edition, roles = case.edition.built, standing.roles(case)
        self.case = case
        self.inside = any(edition.roles[role].source != "institution" for role in roles)
        self.handles = roles_may_send(case, roles)
        state = case.state if self.inside else self.told.state
        open_now = [step for step in case.rules.steps_from(state) if step.form and step.how.kind != "each"]
        self.forms = {s.form for s in open_now if roles & {*s.by, *edition.forms[s.form or ""].writers}}

    def sees_step(self, taken: StepTaken) -> bool:
        return self.inside or taken.pk not in self.told.hidden

    @cached_property
    def told(self) -> Told:
        return told_of(self.case)

    def told_of(self, letter: Letter) -> datetime | None:
        """When the reader could first see the letter."""
        if self.handles:
            return max(letter.prepared_at, letter.sent_at or letter.prepared_at)
        if letter.state != Letter.State.SENT or (letter.internal and not self.inside):
            return None
        return letter.sent_at
