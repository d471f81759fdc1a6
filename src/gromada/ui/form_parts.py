"""What a field and the list of errors need to be drawn: ids, kinds, descriptions. Reads bound fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gromada.ui.forms import PhotoInput


@dataclass(frozen=True)
class FieldParts:
    """One field, ready to be drawn by `ui/form/field.html`."""

    field: BoundField
    kind: str  # box, choices, checkbox, photo, hidden
    label: object
    hint: object
    errors: list[str]
    optional: bool
    version: int | None
    limit: int | None
    css: str

    @property
    def id(self) -> str:
        return self.field.auto_id

    @property
    def describedby(self) -> str:
        """The ids of what is read after the label: hint, error, counter, in the order in which they stand."""
        named = {"helptext": self.hint, "error": self.errors, "counter": self.limit}
        return " ".join(f"{self.id}_{part}" for part, there in named.items() if there)

    @property
    def left_words(self) -> str:
        """What the counter says, with [left] to be filled in; the page counts on with the same words."""
        return gettext("[left] of [limit] characters left").replace("[limit]", str(self.limit))

    @property
    def over_words(self) -> str:
        return gettext("Too long by [over] (the limit is [limit])").replace("[limit]", str(self.limit))

    @property
    def counted(self) -> str:
        left = (self.limit or 0) - len(str(self.field.value() or "").replace("\r\n", "\n"))
        if left < 0:
            return self.over_words.replace("[over]", str(-left))
        return self.left_words.replace("[left]", str(left))

    @property
    def control(self) -> SafeString:
        """The widget itself, described by what stands around it; a fieldset carries the description for its choices."""
        attrs: dict[str, str | bool] = {}
        if self.describedby and self.kind != "choices":
            attrs["aria-describedby"] = self.describedby
        return self.field.as_widget(attrs=attrs)


def _kind(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, PhotoInput):
        return "photo"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    # A file input with "remove" beside it is a group for Django; for us it stays one box.
    return "choices" if widget.use_fieldset and not isinstance(widget, forms.FileInput) else "box"


def field_parts(
    field: BoundField,
    *,
    label: object = None,
    hint: object = None,
    version: int | None = None,
    optional: bool | None = None,
) -> FieldParts:
    """The parts of a field; `label`, `hint` and `optional` in place of the form's own.

    A form that says `mark_optional = False` (a draft, a filter) does not tell people what they may leave out.
    """
    kind = _kind(field.field.widget)
    if optional is None:
        optional = not field.field.required and getattr(field.form, "mark_optional", True) and kind != "checkbox"
    return FieldParts(
        field=field,
        kind=kind,
        label=field.label if label is None else label,
        hint=field.help_text if hint is None else hint,
        errors=[str(error) for error in field.errors],
        optional=optional,
        version=version,
        limit=getattr(field.field, "limit", None),
        css=getattr(field.field.widget, "css", "choices"),
    )


def _introducing(label: str) -> str:
    """The label before its mistake: a question keeps its mark, a name gets a colon."""
    return label if label.endswith(("?", ":", "!", "…", ".")) else f"{label}:"


def _target(field: BoundField) -> str:
    """The id to which a link to the field leads: the control, or the first of a group."""
    return field.id_for_label or (f"{field.auto_id}_0" if field.field.widget.use_fieldset else field.auto_id)


def error_lines(given: tuple[forms.BaseForm, ...]) -> Iterator[dict[str, str]]:
    """All errors in the order of the page: `target` (an id, empty for the whole form), `label`, `words`."""
    for form in given:
        yield from ({"target": "", "label": "", "words": str(error)} for error in form.non_field_errors())
        for field in form:
            hidden = field.is_hidden
            for error in field.errors:
                yield {
                    "target": "" if hidden else _target(field),
                    "label": "" if hidden else _introducing(str(field.label)),
                    "words": str(error),
                }
