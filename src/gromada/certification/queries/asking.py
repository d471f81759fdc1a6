"""The engine's facts for a page of writing, which has read its copy already and asks some questions twice."""

from collections.abc import Collection
from datetime import date, datetime

from gromada.certification.models import Case
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.writing import Copy
from gromada.people.models import Person
from gromada.standards.edition.model import Step


class PageFacts(CaseFacts):
    def __init__(self, case: Case, person: Person, step: Step, copy: Copy) -> None:
        super().__init__(case, person, step)
        self._holding: dict[str, list[Person]] = {}
        self._agreed: dict[str, dict[str, datetime]] = {}
        if step.form:
            self._contents[step.form] = copy.values

    def judged_on(self, day: date) -> "PageFacts":
        """Terms as they stood on that day: what is entered on a document counts on the document's day."""
        self._day = day
        return self

    def holding(self, role: str) -> list[Person]:
        """Everybody who holds a role, in the order of their names."""
        if role not in self._holding:
            known = self.edition.roles.get(role)
            self._holding[role] = holders_of(self.case, known) if known else []
        return self._holding[role]

    def holders(self, role: str) -> Collection[str]:
        return [str(person.uid) for person in self.holding(role)]

    def agreed_at(self, form: str) -> dict[str, datetime]:
        """When each person agreed to what the form holds now, by uid."""
        if form not in self._agreed:
            rows = self.case.agreements.filter(form=form, digest=content_digest(self.content(form)))
            self._agreed[form] = {str(uid): at for uid, at in rows.values_list("person__uid", "at")}
        return self._agreed[form]

    def agreed(self, form: str) -> Collection[str]:
        return list(self.agreed_at(form))
