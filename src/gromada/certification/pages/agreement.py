"""Who has agreed to the present text of a form, where everybody's word is needed."""

from dataclasses import dataclass
from datetime import datetime

from gromada.certification.queries.asking import PageFacts
from gromada.certification.queries.digests import content_digest
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


def agreement_of(facts: PageFacts, step: Step, person: Person) -> Agreement | None:
    """The agreement that a step needs, or None where it needs none."""
    form = next((str(rule.args["form"]) for rule in step.provided if rule.rule == "agreed"), None)
    if form is None:
        return None
    people = {str(p.uid): p for role in step.by for p in facts.holding(role)}
    given = facts.agreed_at(form)
    words = [Word(p.name, given.get(uid), p == person) for uid, p in people.items()]
    return Agreement(form, content_digest(facts.content(form)), words)
