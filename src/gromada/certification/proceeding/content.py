"""What a form holds, as a flat mapping path → value, and what is missing or wrong in it.

Paths: "mission" (a plain field); "standards:S1.1" (the value of a node in a tree field), "standards:S1.1:reason",
"standards:S1:narrative", "standards:S1.1:evidence" (a count, filled in by the room above).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from gromada.certification.proceeding.reasons import Reason
from gromada.standards.edition.model import Edition, Field, Form, Standard
from gromada.ui.dates import YEARS

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Slot:
    """One thing that a form asks: a field, or the value, reason or narrative of a node of its tree."""

    path: str
    field: Field
    kind: str  # "field" | "value" | "reason" | "narrative"
    required: bool
    node: Standard | None = None


def is_empty(value: Any) -> bool:
    return value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())


def applies(field: Field, content: Content, outcome: str | None) -> bool:
    """Whether a field is asked, given what the others hold and the outcome that is being chosen (None: not known yet)."""
    when = field.when
    if when is None:
        return True
    if when.outcomes and outcome is not None and outcome not in when.outcomes:
        return False
    if when.field:
        held = content.get(when.field)
        given = held if isinstance(held, list) else [held]
        return any(str(value) in when.values for value in given if value is not None)
    return True


def slots(
    edition: Edition, form: Form, parts: tuple[str, ...], content: Content, outcome: str | None = None
) -> Iterator[Slot]:
    """Everything the form asks now, in order. A `when` on an outcome makes a field required only once that outcome is chosen."""
    for field in form.fields:
        if not applies(field, content, outcome):
            continue
        if field.type == "tree":
            yield from _tree_slots(edition, field, parts, content)
        else:
            waiting = bool(field.when and field.when.outcomes and outcome is None)
            yield Slot(field.id, field, "field", field.required and not waiting)


def _tree_slots(edition: Edition, field: Field, parts: tuple[str, ...], content: Content) -> Iterator[Slot]:
    scale = edition.scales.get(field.scale or "")
    answered = {node.id for node in edition.at_level(parts, field.at)}
    told = {node.id for node in edition.at_level(parts, field.narrative_at)} if field.narrative_at else set()
    for node in edition.walk(parts):
        required = field.required and edition.is_required(node)
        if node.id in told:
            yield Slot(f"{field.id}:{node.id}:narrative", field, "narrative", required, node)
        if node.id in answered:
            path = f"{field.id}:{node.id}"
            yield Slot(path, field, "value", required, node)
            chosen = scale.value(str(content.get(path))) if scale else None
            if chosen and chosen.reason:
                yield Slot(f"{path}:reason", field, "reason", True, node)


def missing(
    edition: Edition, form: Form, parts: tuple[str, ...], content: Content, outcome: str | None = None
) -> list[Slot]:
    """Required slots that hold nothing."""
    return [s for s in slots(edition, form, parts, content, outcome) if s.required and is_empty(content.get(s.path))]


def share_answered(edition: Edition, form: Form, parts: tuple[str, ...], content: Content) -> float:
    """Share of the required slots that are filled in, 0.0–1.0 (1.0 when nothing is required)."""
    asked = [s for s in slots(edition, form, parts, content) if s.required]
    return 1.0 if not asked else sum(not is_empty(content.get(s.path)) for s in asked) / len(asked)


def wrong(
    edition: Edition, form: Form, parts: tuple[str, ...], content: Content, outcome: str | None = None
) -> list[Reason]:
    """Values that break the limits of their fields: lengths, choices, counts, dates. Empty values are `missing`'s business."""
    found: list[Reason] = []
    for slot in slots(edition, form, parts, content, outcome):
        value = content.get(slot.path)
        if not is_empty(value):
            reason = problem(edition, slot, value)
            if reason:
                found.append(reason)
    return found


def problem(edition: Edition, slot: Slot, value: Any) -> Reason | None:
    """What is wrong with one value, or None."""
    field = slot.field
    if slot.kind == "narrative":
        return _length(slot.path, value, None, field.narrative_max)
    if slot.kind == "reason":
        return _length(slot.path, value, None, 1500)
    if slot.kind == "value" or field.type == "choice":
        scale = edition.scales.get(field.scale or "")
        allowed = {v.id for v in scale.values} if scale else set(field.options)
        given = value if isinstance(value, list) and field.several else [value]
        return None if all(str(v) in allowed for v in given) else Reason("not_a_choice", paths=(slot.path,))
    check = {
        "text": _text,
        "number": _number,
        "date": _date,
        "files": _count,
        "people": _count,
        "rows": _count,
        "institution": _uid,
    }.get(field.type)
    return check(slot, value) if check else None


def _length(path: str, value: Any, least: float | None, most: float | None) -> Reason | None:
    """Counts characters as people see them typed: a line end is one."""
    length = len(str(value))
    if most is not None and length > most:
        return Reason("too_long", facts={"most": int(most), "length": length}, paths=(path,))
    if least is not None and length < least:
        return Reason("too_short", facts={"least": int(least), "length": length}, paths=(path,))
    return None


def _text(slot: Slot, value: Any) -> Reason | None:
    return _length(slot.path, value, slot.field.min, slot.field.max)


def _number(slot: Slot, value: Any) -> Reason | None:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return Reason("bad_number", facts={"value": str(value)}, paths=(slot.path,))
    if slot.field.min is not None and number < slot.field.min:
        return Reason("too_small", facts={"least": slot.field.min}, paths=(slot.path,))
    if slot.field.max is not None and number > slot.field.max:
        return Reason("too_large", facts={"most": slot.field.max}, paths=(slot.path,))
    return None


def _uid(slot: Slot, value: Any) -> Reason | None:
    """Institutions are chosen, not typed; whether there is such a one is known to the room above."""
    try:
        UUID(str(value))
    except ValueError:
        return Reason("not_a_choice", paths=(slot.path,))
    return None


def _date(slot: Slot, value: Any) -> Reason | None:
    try:
        known = date.fromisoformat(str(value)).year in YEARS
    except ValueError:
        known = False
    if not known:
        return Reason("bad_date", facts={"value": str(value)}, paths=(slot.path,))
    return None


def _count(slot: Slot, value: Any) -> Reason | None:
    number = len(value) if isinstance(value, list) else 1
    if slot.field.min is not None and number < slot.field.min:
        return Reason("too_few", facts={"least": int(slot.field.min), "number": number}, paths=(slot.path,))
    if slot.field.max is not None and number > slot.field.max:
        return Reason("too_many", facts={"most": int(slot.field.max), "number": number}, paths=(slot.path,))
    return None
