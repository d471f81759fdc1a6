"""Who has agreed to the present text of a form, where everybody's word is needed."""

from dataclasses import dataclass
from datetime import datetime

from gromada.certification.models import Case
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.writing import agreed_by
from gromada.people.models import Person
from gromada.standards.edition.model import Step


@dataclass(frozen=True)
class Word:
    name: str
    at: datetime | None
    mine: bool


@dataclass(frozen=True)
class Agreement:
    form: str
    digest: str  # of what the page shows; agreeing to anything else is refused
    words: list[Word]

    @property
    def mine(self) -> datetime | None:
        return next((word.at for word in self.words if word.mine), None)

    @property
    def is_mine_to_give(self) -> bool:
        return any(word.mine for word in self.words) and self.mine is None


def agreement_of(case: Case, step: Step, person: Person) -> Agreement | None:
    """The agreement that a step needs, or None where it needs none."""
    form = next((str(rule.args["form"]) for rule in step.provided if rule.rule == "agreed"), None)
    if form is None:
        return None
    edition = case.edition.built
    people = {p.pk: p for role in step.by if role in edition.roles for p in holders_of(case, edition.roles[role])}
    digest = content_digest(working_copy(case, form))
    given = agreed_by(case, form, digest, list(people.values()))
    words = [Word(p.name, given.get(pk), p == person) for pk, p in people.items()]
    return Agreement(form, digest, words)
