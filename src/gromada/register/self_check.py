"""The form that an edition offers before a case: anybody answers it for themselves, nothing is kept or counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gromada.standards.edition.model import Edition, Field, Form, Proceeding


@dataclass(frozen=True)
class SelfCheck:
    edition: Edition
    proceeding: Proceeding
    form: Form | None

    def questions(self, language: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Fields that can be answered in a browser without an account: choices and texts."""
        fields = self.form.fields if self.form else ()
        return [self._question(field, language, given) for field in fields if field.type in ("choice", "text")]

    def outcome(self, language: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The questions under the answers that they got, in the order of the edition's answers; unanswered ones last."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for question in self.questions(language, given):
            if question["options"]:
                chosen = next((o["label"] for o in question["options"] if o["chosen"]), "")
                groups.setdefault(chosen, []).append(question)
        order = [o["label"] for q in self.questions(language, given) for o in q["options"]]
        answers = sorted(groups, key=lambda label: order.index(label) if label else len(order))
        return [{"answer": answer, "questions": groups[answer]} for answer in answers]

    def path(self, language: str) -> list[dict[str, str]]:
        """The drawn main road of the proceeding, state by state."""
        return [{"state": "ahead", "name": self._state(state, language)} for state in self.proceeding.path]

    def standards(self, language: str) -> list[dict[str, Any]]:
        """What is looked at: the top level of every part that is no draft."""
        edition = self.edition
        parts = [part for part in edition.parts.values() if not part.draft]
        return [
            {
                "part": edition.text(("part", part.id), language),
                "annex": part.annex,
                "about": edition.text(("part", part.id), language, "about"),
                "names": [edition.text(("standard", node.id), language) for node in edition.roots((part.id,))],
            }
            for part in parts
        ]

    def _state(self, state: str, language: str) -> str:
        return self.edition.text(("proceeding", self.proceeding.id, "state", state), language)

    def _question(self, field: Field, language: str, given: Mapping[str, Any]) -> dict[str, Any]:
        place = ("form", self.form.id if self.form else "", "field", field.id)
        answer = str(given.get(field.id, ""))[:2000]
        return {
            "id": field.id,
            "name": self.edition.text(place, language),
            "hint": self.edition.text(place, language, "hint"),
            "answer": answer,
            "options": [
                {"value": value, "label": label, "chosen": value == answer}
                for value, label in self._options(field, place, language)
            ],
        }

    def _options(self, field: Field, place: tuple[str, ...], language: str) -> Iterable[tuple[str, str]]:
        if field.type != "choice":
            return ()
        if field.scale:
            values = self.edition.scales[field.scale].values
            return [(v.id, self.edition.text(("scale", field.scale, v.id), language)) for v in values]
        return [(option, self.edition.text((*place, "option", option), language)) for option in field.options]


def self_checks(editions: Iterable[Edition]) -> list[SelfCheck]:
    """The proceeding by which each edition is entered: the first about an institution, one with a form before it first."""
    found = []
    for edition in editions:
        about = [p for p in edition.proceedings.values() if p.about.kind == "institution"]
        entered = sorted(about, key=lambda proceeding: proceeding.before is None)[:1]
        found += [SelfCheck(edition, p, edition.forms.get(p.before) if p.before else None) for p in entered]
    return found
