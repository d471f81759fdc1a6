"""A field of an edition as a field of a page: its label, its limits in words, its control. It shows; it never judges."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.standards.edition.model import Edition, Field
from gromada.ui.forms import Choice, DateInput, LongTextField, Row

ONE_LINE = 200  # characters that still fit into a box of one line
IN_A_ROW = 6  # answers that stand beside one another
TO_TICK = 12  # answers that are shown at once rather than in a list to open

Path = tuple[str, ...]
Options = Sequence[tuple[str, Any]]


def control(edition: Edition, field: Field, where: Path, language: str, people: Options = ()) -> forms.Field:
    """The control of a field of a form, or of a column of a table. `where` is the path of its texts in the edition."""
    made = _CONTROLS[field.type](edition, field, where, language, people)
    made.required = field.required
    made.label = edition.text(where, language)
    made.help_text = " ".join(part for part in (edition.text(where, language, "hint"), limits(field)) if part)
    return made


def answer(edition: Edition, field: Field, language: str) -> forms.Field:
    """The answer to a node of a tree, by the tree's scale."""
    asked = edition.text(("scale", field.scale or ""), language)
    # Where the edition gives its scale no words, the question is the node itself.
    return _choice(scale_options(edition, field, language), label=_("Your answer") if asked == field.scale else asked)


def reason(limit: int = 1500) -> forms.Field:
    return LongTextField(limit=limit, label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))


def narrative(limit: int, label: str) -> forms.Field:
    return LongTextField(limit=limit, label=label, widget=forms.Textarea(attrs={"rows": 7}))


def scale_options(edition: Edition, field: Field, language: str) -> list[tuple[str, str]]:
    scale = edition.scales[field.scale or ""]
    return [(value.id, edition.text(("scale", scale.id, value.id), language)) for value in scale.values]


def limits(field: Field) -> str:
    """What a field asks for beside its words, as a sentence; a text's most is counted under it instead."""
    least, most = field.min, field.max
    if field.type == "text":
        words = ngettext("At least %(number)d character.", "At least %(number)d characters.", int(least or 0))
        return words % {"number": int(least)} if least and least > 1 else ""
    if field.type == "number":
        unit = _("Unit: %(unit)s.") % {"unit": field.unit} if field.unit else ""
        return f"{_range(least or None, most)} {unit}".strip()
    if field.type in ("people", "files", "rows") or field.several:
        told = _range(least, most)
        return _("How many: %(range)s") % {"range": told[:1].lower() + told[1:]} if told and most != 1 else ""
    return ""


def _range(least: float | None, most: float | None) -> str:
    if least is None and most is None:
        return ""
    if most is None:
        return _("At least %(least)s.") % {"least": f"{least:g}"}
    if least is None:
        return _("At most %(most)s.") % {"most": f"{most:g}"}
    return _("From %(least)s to %(most)s.") % {"least": f"{least:g}", "most": f"{most:g}"}


def _text(edition: Edition, field: Field, where: Path, language: str, people: Options) -> forms.Field:
    if field.max is None:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}))
    short = field.max <= ONE_LINE
    box = forms.TextInput() if short else forms.Textarea(attrs={"rows": max(3, min(10, int(field.max) // 200))})
    return LongTextField(limit=int(field.max), widget=box)


def _of_choice(edition: Edition, field: Field, where: Path, language: str, people: Options) -> forms.Field:
    if field.scale:
        options = scale_options(edition, field, language)
    else:
        options = [(option, edition.text((*where, "option", option), language)) for option in field.options]
    return _choice(options, several=field.several)


def _choice(options: Options, *, several: bool = False, label: str = "") -> forms.Field:
    if several or len(options) == 1:  # one answer alone can be given or taken back
        return forms.MultipleChoiceField(choices=options, label=label, widget=forms.CheckboxSelectMultiple)
    if len(options) > TO_TICK:
        return forms.ChoiceField(choices=[("", _("Choose")), *options], label=label)
    in_row = len(options) <= IN_A_ROW and all(len(str(text)) <= 24 for _id, text in options)
    return forms.ChoiceField(choices=options, label=label, widget=Row if in_row else forms.RadioSelect)


def _date(edition: Edition, field: Field, where: Path, language: str, people: Options) -> forms.Field:
    return forms.CharField(widget=DateInput)


def _number(edition: Edition, field: Field, where: Path, language: str, people: Options) -> forms.Field:
    return forms.CharField(
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--short", "autocomplete": "off"})
    )


def _people(edition: Edition, field: Field, where: Path, language: str, people: Options) -> forms.Field:
    if field.max == 1:
        return forms.ChoiceField(choices=people, widget=forms.RadioSelect)
    return forms.MultipleChoiceField(choices=people, widget=forms.CheckboxSelectMultiple)


def _institution(edition: Edition, field: Field, where: Path, language: str, people: Options) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Choose")), *people])


def person_option(uid: str, name: str, said: str) -> tuple[str, Choice]:
    """A name with what is known of the person's impartiality under it."""
    return uid, Choice(name, more=said)


def outcome(edition: Edition, where: Path, outcomes: Iterable[str], language: str) -> forms.Field:
    """The possible outcomes of a step."""
    options = [(each, edition.text((*where, each), language)) for each in outcomes]
    return forms.ChoiceField(choices=options, label=_("What is decided?"), widget=forms.RadioSelect)


_CONTROLS: dict[str, Any] = {
    "text": _text, "choice": _of_choice, "date": _date, "number": _number, "people": _people, "institution": _institution,
}  # fmt: skip
