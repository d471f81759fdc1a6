"""Content from a bare structure: every name that the reference asks for is written in every language."""

from collections.abc import Mapping
from typing import Any

from gromada.standards.edition.build import assemble
from gromada.standards.edition.check import cleaned
from gromada.standards.edition.mistakes import Report
from gromada.standards.edition.model import Edition, Field
from gromada.standards.edition.reading import order_of


def named(structure: dict[str, Any]) -> dict[str, Any]:
    """Content as a folder would give it. The names are the ids with the language ("draft in en")."""
    edition = assemble(cleaned({"structure": structure}, Report()), {}, {}, {}, "")
    return {
        "structure": structure,
        "texts": {language: _texts(edition, language) for language in edition.languages},
        "documents": {language: _letters(edition, language) for language in edition.languages},
        "order": order_of(structure),
    }


def _texts(edition: Edition, language: str) -> dict[str, Any]:
    def names(ids: Any) -> dict[str, str]:
        return {id: f"{id} in {language}" for id in ids}

    def field(each: Field) -> dict[str, Any]:
        own: dict[str, Any] = {"name": f"{each.id} in {language}"}
        if each.options:
            own["option"] = names(each.options)
        if each.columns:
            own["column"] = {column.id: field(column) for column in each.columns}
        return own

    lists: Mapping[str, Any] = {
        "kind": edition.kinds, "field": edition.fields, "signature": edition.signatures, "level": edition.levels,
        "part": edition.parts, "standard": edition.standards, "role": (*edition.roles, "time"), "body": edition.bodies,
        "term": edition.terms,
    }  # fmt: skip
    return {
        "scheme": {"name": f"Scheme in {language}", "certificate": f"Certificate in {language}"},
        "issuer": {"name": f"Issuer in {language}"},
        **{
            kind: names(ids) for kind, ids in lists.items() if ids and not (kind == "part" and list(ids) == ["general"])
        },
        "scale": {scale.id: names(value.id for value in scale.values) for scale in edition.scales.values()},
        "form": {
            form.id: {"name": f"{form.id} in {language}", "field": {each.id: field(each) for each in form.fields}}
            for form in edition.forms.values()
        },
        "proceeding": {
            proceeding.id: {
                "name": f"{proceeding.id} in {language}",
                "state": names(proceeding.states),
                "step": names(step.id for step in proceeding.steps),
                **_if({"outcome": {step.id: names(step.outcomes) for step in proceeding.steps if step.outcomes}}),
            }
            for proceeding in edition.proceedings.values()
        },
    }


def _if(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}


def _letters(edition: Edition, language: str) -> dict[str, str]:
    return {f"letters/{id}": f"# {id} in {language}\n\n{{institution}}, {{due}}\n" for id in edition.letters}
