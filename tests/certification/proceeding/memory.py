"""The engine's facts from memory: what a case would be, without a database."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from gromada.certification.proceeding.content import Content
from gromada.certification.proceeding.engine import Move
from gromada.certification.proceeding.facts import Declared, Run, last_place
from gromada.kit import terms
from gromada.standards.edition.model import Edition


@dataclass
class Memory:
    """A case in memory; `apply` does what the room above does with a move."""

    edition: Edition
    proceeding: str
    state: str
    parts: tuple[str, ...] = ()
    today: date = date(2026, 1, 2)
    contents: dict[str, Content] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    runs: dict[str, Run] = field(default_factory=dict)
    parent_runs: dict[str, Run] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)
    declarations: dict[str, Declared] = field(default_factory=dict)
    parts_in: dict[str, set[str]] = field(default_factory=dict)
    part_takers: dict[str, set[str]] = field(default_factory=dict)
    parent_takers: dict[str, set[str]] = field(default_factory=dict)
    agreements: dict[str, set[str]] = field(default_factory=dict)
    status: str = ""
    overlap: bool = False
    holding: date | None = None
    children: dict[str, int] = field(default_factory=dict)

    def content(self, form: str) -> Content:
        return self.contents.get(form, {})

    def times(self, step: str, since: str | None = None) -> int:
        return self.taken[last_place(self.taken, since) :].count(step)

    def run(self, term: str, of: str | None = None) -> Run | None:
        return (self.parent_runs if of == "parent" else self.runs).get(term)

    def open_cases(self, proceeding: str) -> int:
        return self.children.get(proceeding, 0)

    def people(self, role: str) -> Collection[str]:
        return self.named.get(role, set())

    def holders(self, role: str) -> Collection[str]:
        return self.named.get(role, set())

    def declared(self, person: str) -> Declared | None:
        return self.declarations.get(person)

    def took_part(self, step: str, of: str | None = None) -> Collection[str]:
        return (self.parent_takers if of == "parent" else self.part_takers).get(step, set())

    def contributed(self, step: str) -> Collection[str]:
        return self.parts_in.get(step, set())

    def agreed(self, form: str) -> Collection[str]:
        return self.agreements.get(form, set())

    def certificate(self) -> str:
        return self.status

    def overlapping(self) -> bool:
        return self.overlap

    def held_until(self) -> date | None:
        return self.holding

    def apply(self, move: Move, person: str) -> None:
        self.part_takers.setdefault(move.step.id, set()).add(person)
        if move.to is None:
            self.parts_in.setdefault(move.step.id, set()).add(person)
            return
        self.parts_in.pop(move.step.id, None)
        self.taken.append(move.step.id)
        self.state = move.to
        for name in move.meets:
            if name in self.runs:
                self.runs[name] = Run(self.runs[name].due, met=True)
        for name in move.starts:
            term = self.edition.terms[name]
            self.runs[name] = Run(
                terms.due(
                    self.today,
                    days=term.days,
                    working_days=term.working_days,
                    months=term.months,
                    country=self.edition.holidays,
                )
            )

    def let_pass(self, days: int) -> None:
        self.today += timedelta(days=days)
