"""Forms and their fields: words that fit the type, conditions that can hold, all of them asked by some step."""

from collections.abc import Mapping
from typing import Any

from ..model import Field, Form
from .view import View

_FITS: dict[str, tuple[str, ...]] = {
    "text": ("min", "max", "proposed"),
    "choice": ("options", "scale", "several", "min", "max"),
    "date": ("proposed",),
    "number": ("min", "max", "unit", "proposed"),
    "files": ("min", "max"),
    "people": ("min", "max", "role"),
    "rows": ("columns", "min", "max"),
    "institution": (),
    "tree": ("scale", "at", "narrative_at", "narrative_max", "evidence"),
}
_WORDS = tuple(dict.fromkeys(word for words in _FITS.values() for word in words))
_PROPOSED = {
    "date": ("today", "decided_on", "valid_from", "valid_to", "asked"),
    "text": ("label", "number", "handed_over_by", "handed_over_as", "occasion", "asked"),
    "number": ("year_before",),
}


def check(view: View) -> None:
    for form in view.edition.forms.values():
        path = view.at("form", form.id)
        view.once((field.id for field in form.fields), (*path, "fields"), "field")
        for word in ("writers", "readers"):
            for role in getattr(form, word):
                view.known(role, view.edition.roles, (*path, word), "role")
        if len([field for field in form.fields if field.type == "tree"]) > 1:
            view.say((*path, "fields"), f'The form "{form.id}" asks for the standards twice: one tree a form.')
        for place, field in enumerate(form.fields):
            given = view.structure["form"][form.id]["fields"][place]
            _field(view, form, field, given)
        _asked(view, form)


def _field(view: View, form: Form, field: Field, given: Mapping[str, Any]) -> None:
    path = view.field_at(form, field.id)
    for word in _WORDS:
        if word in given and word not in _FITS[field.type]:
            right = ", ".join(type for type, words in _FITS.items() if word in words)
            view.say((*path, word), f'"{word}" has no meaning for a field of type {field.type}: it fits {right}.')
    if field.min is not None and field.max is not None and field.min > field.max:
        view.say((*path, "min"), f"Nothing is at least {field.min:g} and at most {field.max:g}: mend min or max.")
    if field.type == "choice" and bool(field.options) == bool(field.scale):
        view.say(path, f'The choice "{field.id}" needs its options, or a scale: one of the two.')
    if field.type == "tree" and not field.scale:
        view.say(path, f'The tree "{field.id}" needs a scale to answer by: scale = "…".')
    if field.type == "rows" and not field.columns:
        view.say(path, f'The table "{field.id}" needs columns: columns = [{{ id = "…", type = "text" }}].')
    if field.scale:
        view.known(field.scale, view.edition.scales, (*path, "scale"), "scale")
    if field.proposed and field.proposed not in _PROPOSED.get(field.type, ()) and field.type in _PROPOSED:
        view.say((*path, "proposed"), f'"{field.proposed}" cannot be proposed for a field of type {field.type}.')
    _role(view, form, field)
    _levels(view, form, field)
    view.once((column.id for column in field.columns), (*path, "columns"), "column")
    for place, column in enumerate(field.columns):
        if column.type in ("rows", "tree"):
            view.say((*path, "columns"), f'A column cannot be of type {column.type}: ask for "{column.id}" in a field.')
        elif not column.when:
            _field_of_column(view, form, field, column, given["columns"][place])
        else:
            view.say((*path, "columns"), f'The column "{column.id}" is asked in every row: leave "when" out.')


def _field_of_column(view: View, form: Form, field: Field, column: Field, given: Mapping[str, Any]) -> None:
    path = view.field_at(form, field.id, "columns")
    for word in _WORDS:
        if word in given and word not in _FITS[column.type]:
            view.say(path, f'"{word}" has no meaning for the column "{column.id}" of type {column.type}.')
    if column.type == "choice" and bool(column.options) == bool(column.scale):
        view.say(path, f'The column "{column.id}" needs its options, or a scale: one of the two.')
    if column.scale:
        view.known(column.scale, view.edition.scales, path, "scale")


def _role(view: View, form: Form, field: Field) -> None:
    if not field.role:
        return
    path = view.field_at(form, field.id, "role")
    if view.known(field.role, view.edition.roles, path, "role") and view.edition.roles[field.role].source != "case":
        view.say(path, f'"{field.role}" is not appointed for a case (from = "case"), so no form can appoint it.')
    role = view.edition.roles.get(field.role)
    most = None if role is None else role.count[1]
    if role and field.max is not None and field.max < role.count[0]:
        view.say(path, f'"{field.role}" needs {role.count[0]} people, but the field takes at most {field.max:g}.')
    if most is not None and field.min is not None and field.min > most:
        view.say(path, f'"{field.role}" takes at most {most} people, but the field asks for {field.min:g}.')


def _levels(view: View, form: Form, field: Field) -> None:
    edition = view.edition
    for word, level in (("at", field.at), ("narrative_at", field.narrative_at)):
        path = view.field_at(form, field.id, word)
        if not level or not view.known(level, edition.levels, path, "level"):
            continue
        if edition.standards and not any(standard.level == level for standard in edition.standards.values()):
            view.say(path, f'No standard stands at the level "{level}".')
    if field.type == "tree" and not edition.standards:
        view.report.about(
            "standard",
            view.field_at(form, field.id),
            "A tree asks for the standards, but there are none.",
            "no_standards",
        )


def _asked(view: View, form: Form) -> None:
    steps = view.asked.get(form.id, [])
    before = any(proceeding.before == form.id for proceeding in view.edition.proceedings.values())
    if not steps and not before:
        sentence = f'No step asks the form "{form.id}": name it in a step (form = "{form.id}"), or take it away.'
        view.report.about(form.id, view.at("form", form.id), sentence)
        return
    outcomes = {outcome for _, step in steps for outcome in step.outcomes}
    never = _never_asked(form, view, outcomes)
    for field in form.fields:
        if field.id in never and field.when:
            view.report.about(field.id, view.field_at(form, field.id, "when"), never[field.id])


def _never_asked(form: Form, view: View, outcomes: set[str]) -> dict[str, str]:
    """Fields whose `when` can never hold, with the sentence why; grows until no further field falls."""
    never: dict[str, str] = {}
    for _ in form.fields:
        for field in form.fields:
            why = field.id not in never and field.when and _why_never(field, form, view, outcomes, never)
            if why:
                never[field.id] = f'"{field.id}" is never asked: {why}'
    return never | {
        id: f'"{id}" is never asked: each waits for the other.' for id in _in_circle(form) if id not in never
    }


def _why_never(field: Field, form: Form, view: View, outcomes: set[str], never: dict[str, str]) -> str:
    when = field.when
    if when is None or (not when.field and not when.outcomes):
        return 'its when says nothing; write when = { field = "…", is = ["…"] } or { outcome = ["…"] }.'
    if when.outcomes and not outcomes & set(when.outcomes):
        known = ", ".join(sorted(outcomes)) or "none"
        return f"no step that asks this form has such an outcome (known: {known})."
    if not when.field:
        return ""
    other = form.field(when.field)
    if other is None:
        return f'the form has no field "{when.field}".'
    if other.type != "choice":
        return f'"{other.id}" is of type {other.type}, and only a choice can be looked at.'
    scale = view.edition.scales.get(other.scale or "")
    values = other.options or tuple(value.id for value in (scale.values if scale else ()))
    if not when.values:
        return f'say which values of "{other.id}": is = ["…"].'
    if values and not set(values) & set(when.values):
        return f'"{other.id}" has no such value (known: {", ".join(values)}).'
    return f'"{other.id}" itself is never asked.' if other.id in never else ""


def _in_circle(form: Form) -> set[str]:
    """Fields that wait, directly or through others, for themselves."""
    waits = {field.id: field.when.field for field in form.fields if field.when and field.when.field}
    found = set()
    for id in waits:
        seen, at = [], id
        while at in waits and at not in seen:
            seen.append(at)
            at = waits[at]
        if at == id and seen:
            found.add(id)
    return found
