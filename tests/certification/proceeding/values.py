"""Valid values for every required place of a form, from the edition alone."""

from typing import Any

from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.content import Slot
from gromada.standards.edition.model import Edition


def filled(edition: Edition, form_id: str, parts: tuple[str, ...], outcome: str | None = None) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for _round in range(3):  # an answer may ask for more
        for slot in contents.missing(edition, edition.forms[form_id], parts, held, outcome):
            held[slot.path] = value(edition, slot)
    return held


def value(edition: Edition, slot: Slot) -> Any:
    field = slot.field
    if slot.kind in ("narrative", "reason"):
        return "Opis z miejsca."
    if slot.kind == "value" or (field.type == "choice" and field.scale):
        return edition.scales[field.scale or ""].values[0].id
    if field.type == "choice":
        return field.options[0]
    if field.type == "rows":
        return [{c.id: c.options[0] if c.options else "tekst" for c in field.columns}] * int(field.min or 1)
    if field.type == "institution":
        return "00000000-0000-4000-8000-000000000001"
    if field.type == "people":
        return [f"{field.role}-{n}" for n in range(int(field.min or 1))]
    if field.type == "date":
        return "2026-03-01"
    if field.type == "number":
        return int(field.min or 1)
    if field.type == "files":
        return ["plik"] * int(field.min or 1)
    return "x" * max(int(field.min or 1), min(3, int(field.max or 3)))
