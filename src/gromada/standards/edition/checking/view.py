"""An edition under examination, with the way back from a thing to the place where it is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..mistakes import Path, Report, nearest
from ..model import Edition, Form, Proceeding, Role, Step


@dataclass
class View:
    edition: Edition
    structure: Mapping[str, Any]  # cleaned
    written: Mapping[str, Any]  # as the author wrote it, for paths
    readiness: Mapping[str, Any]
    report: Report

    def say(self, path: Path, sentence: str, code: str = "", /, **facts: str) -> None:
        self.report.say(path, sentence, code, **facts)

    def known(self, name: str, words: Iterable[str], path: Path, what: str) -> bool:
        """Whether a name is among the words; if not, it is said (unless its place could not be read)."""
        words = tuple(words)
        if name in words:
            return True
        sentence = f'There is no {what} "{name}".{nearest(name, words)}'
        self.report.about(name, path, sentence, "named_but_gone", name=name)
        return False

    def at(self, *names: str | int) -> Path:
        return ("structure", *names)

    def step_at(self, proceeding: Proceeding, step: Step, *words: str | int) -> Path:
        place = self._index(("proceeding", proceeding.id, "steps"), "step", step.id)
        return ("structure", "proceeding", proceeding.id, "steps", *place, *words)

    def field_at(self, form: Form, field: str, *words: str | int) -> Path:
        return ("structure", "form", form.id, "fields", *self._index(("form", form.id, "fields"), "id", field), *words)

    def _index(self, way: tuple[str, ...], key: str, id: str) -> tuple[int, ...]:
        found: Any = self.written
        for name in way:
            found = found.get(name) if isinstance(found, Mapping) else None
        for place, each in enumerate(found if isinstance(found, list) else ()):
            if isinstance(each, Mapping) and str(each.get(key)) == id:
                return (place,)
        return ()

    def once(self, ids: Iterable[str], path: Path, what: str) -> None:
        """Ids of a list stand there once."""
        for id, count in Counter(ids).items():
            if count > 1:
                self.say(path, f'The {what} "{id}" is defined {count} times; give each a name of its own.')

    def steps(self) -> Iterator[tuple[Proceeding, Step]]:
        for proceeding in self.edition.proceedings.values():
            for step in proceeding.steps:
                yield proceeding, step

    def parents(self, proceeding: Proceeding) -> tuple[Proceeding, ...]:
        """The proceedings whose cases this one is about."""
        known = self.edition.proceedings
        return tuple(known[id] for id in proceeding.about.proceedings if id in known)

    def children(self, proceeding: Proceeding) -> tuple[Proceeding, ...]:
        return tuple(each for each in self.edition.proceedings.values() if proceeding.id in each.about.proceedings)

    def role(self, id: str) -> Role | None:
        return Role(id, "time") if id == "time" else self.edition.roles.get(id)

    @cached_property
    def asked(self) -> dict[str, list[tuple[Proceeding, Step]]]:
        """The steps that ask each form."""
        found: dict[str, list[tuple[Proceeding, Step]]] = {}
        for proceeding, step in self.steps():
            if step.form:
                found.setdefault(step.form, []).append((proceeding, step))
        return found
