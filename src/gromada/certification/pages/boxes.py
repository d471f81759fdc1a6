"""One place of a form as a page draws it: its control with version and errors, its condition, and texts that were kept beside."""

from dataclasses import dataclass, field
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from gromada.certification.forms.rows import Table
from gromada.certification.forms.typed import texts
from gromada.certification.models import Leftover
from gromada.certification.pages.again import Again
from gromada.certification.pages.evidence import Document
from gromada.certification.pages.places import Places
from gromada.certification.proceeding.paths import kind_of
from gromada.certification.queries.wording import value_text
from gromada.certification.sentences import language
from gromada.standards.edition.model import Field, Step


@dataclass(frozen=True)
class Condition:
    """When a place is asked: `name` and `values` for the browser, `sentence` for everybody without JavaScript."""

    name: str
    values: str
    sentence: str


@dataclass(frozen=True)
class Beside:
    """A text that was kept beside the one that stands."""

    uid: str
    label: str
    mine: str
    url: str = ""
    late: bool = False


@dataclass
class Box:
    path: str
    kind: str  # field, rows, files
    anchor: str
    version: int = 0
    bound: BoundField | None = None
    table: Table | None = None
    documents: list[Document] = field(default_factory=list)
    is_full: bool = False  # no further file fits
    label: str = ""
    hint: str = ""
    optional: bool = False
    condition: Condition | None = None
    beside: list[Beside] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    fresh: str = ""  # by whom and when, where it is newer than the reader's last look
    carried: Again | None = None  # from where it was taken over, until somebody looks at it again


def condition_of(places: Places, asked: Field, step: Step) -> Condition | None:
    """The condition of a field: on another field's answer, or on the outcome of the step."""
    when = asked.when
    if when is None:
        return None
    edition, name = places.edition, places.case.proceeding
    if when.outcomes:
        said = [edition.text(("proceeding", name, "outcome", step.id, o), language()) for o in when.outcomes]
        return Condition(
            "-outcome",
            " ".join(when.outcomes),
            _("Only where the outcome is: %(values)s.") % {"values": ", ".join(said)},
        )
    other = places.form.field(when.field or "")
    if other is None:
        return None
    given = value_text(edition, places.form, other, list(when.values), language())
    words = {"field": places.label(other.id), "values": given}
    return Condition(other.id, " ".join(when.values), _("Only where “%(field)s” is: %(values)s.") % words)


def owes_reason(places: Places, path: str) -> Condition | None:
    """The reason of an answer is asked for some values of its scale only."""
    tree = places.form.tree
    scale = places.edition.scales[tree.scale or ""] if tree else None
    values = [v.id for v in scale.values if v.reason] if scale else []
    if scale is None or len(values) == len(scale.values):
        return None
    named = ", ".join(places.edition.text(("scale", scale.id, v), language()) for v in values)
    return Condition(path, " ".join(values), _("Needed with the answers: %(values)s.") % {"values": named})


def has_reasons(places: Places) -> bool:
    tree = places.form.tree
    return tree is not None and any(v.reason for v in places.edition.scales[tree.scale or ""].values)


def beside(places: Places, leftover: Leftover, on_page: bool) -> Beside:
    """A leftover in the words of its author."""
    label = places.label(leftover.path)
    url = "" if on_page else places.url(leftover.path)
    return Beside(str(leftover.uid), label, in_words(places, leftover.path, leftover.value), url, leftover.late)


def in_words(places: Places, path: str, value: Any) -> str:
    """A kept value as a person would read it: labels in place of ids, a row a line."""
    known = kind_of(places.form, path)
    if known is None or value in (None, "", []):
        return ""
    asked, kind = known
    if kind == "value":
        return places.edition.text(("scale", asked.scale or "", str(value)), language())
    if kind == "field" and asked.type in ("choice", "people", "rows", "files", "institution"):
        return value_text(places.edition, places.form, asked, value, language())
    return "\n".join(texts(asked, kind, value))
