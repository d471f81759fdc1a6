"""The paths of a form's places: what each is, and what is wrong with a value by its path alone."""

from collections.abc import Mapping
from typing import Any

from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.content import Slot
from gromada.certification.proceeding.reasons import Reason
from gromada.standards.edition.model import Edition, Field, Form

# What is only unfinished: not a fault while people still write, but in the way of taking the step.
UNFINISHED = ("too_short", "too_few")
_CHOSEN = ("people", "files")


def kind_of(form: Form, path: str) -> tuple[Field, str] | None:
    """The field to which a path belongs and what it is of it (field, value, reason, narrative); None for no path."""
    name, _, rest = path.partition(":")
    field = form.field(name)
    if field is None or bool(rest) != (field.type == "tree"):
        return None
    node, _, what = rest.partition(":")
    if not rest:
        return field, "field"
    return (field, what or "value") if what in ("", "reason", "narrative") and node else None


def said_in(form: Form, path: str, value: Any) -> str:
    """Every word and number that people typed into a place, a line each; not whom they chose, nor the files."""
    known = kind_of(form, path)
    if known is None or known[0].type in _CHOSEN:
        return ""
    if known[0].type != "rows":
        return "\n".join(str(one) for one in (value if isinstance(value, list) else [value]))
    typed = [c.id for c in known[0].columns if c.type not in _CHOSEN]
    return "\n".join(str(row[c]) for row in value or () if isinstance(row, Mapping) for c in typed if c in row)


def fault(edition: Edition, form: Form, path: str, value: Any) -> Reason | None:
    """What breaks a limit in one value; None where nothing does, for an empty value, and for one that is only unfinished."""
    known = kind_of(form, path)
    if known is None or contents.is_empty(value):
        return None
    reason = contents.problem(edition, Slot(path, known[0], known[1], False), value)
    return None if reason and reason.code in UNFINISHED else reason
