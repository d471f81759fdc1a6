"""What somebody without an account types: what it is about, the remark itself, who they are if they wish, a number."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gromada.certification.actions.from_outside import CONTACT_MOST, NAME_MOST, Outside
from gromada.certification.forms.case import Refusable
from gromada.certification.forms.fields import control
from gromada.certification.sentences import language
from gromada.standards.edition.model import Edition, Field, Form

# Fields of the house; those of an edition never begin so.
NAME, CONTACT, TRAP = "-name", "-contact", "-page"


class EditionForm(Refusable, forms.Form):
    """Some fields of a form of an edition."""

    def __init__(self, edition: Edition, form: Form, fields: Iterable[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in fields:
            self.fields[field.id] = control(edition, field, ("form", form.id, "field", field.id), language())


class WriteForm(EditionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(self.fields)
        self.fields[NAME] = forms.CharField(
            label=_("Your name"), max_length=NAME_MOST, required=False, widget=forms.TextInput({"autocomplete": "name"})
        )
        self.fields[CONTACT] = forms.CharField(
            label=_("E-mail, telephone or address"), max_length=CONTACT_MOST, required=False,
            help_text=_("So that the answer can also be sent. An e-mail address gets a letter with the number at once."),
        )  # fmt: skip
        # Programs that fill in every box are told by it; people neither see it nor come to it with the keyboard.
        self.fields[TRAP] = forms.CharField(
            label=_("Leave this box empty"), required=False,
            widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get(TRAP):
            self.add_error(None, _g("A box that has to stay empty was filled in. Empty it and send again."))
        return said

    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.asked if self.cleaned_data.get(name)}

    def who(self) -> Outside:
        return Outside(self.cleaned_data[NAME], self.cleaned_data[CONTACT], language())

    @property
    def shown(self) -> list[forms.BoundField]:
        """What people see: the edition's fields and who they are."""
        return [self[name] for name in self.fields if name != TRAP]

    @property
    def trap(self) -> forms.BoundField:
        return self[TRAP]


class NumberForm(Refusable, forms.Form):
    number = forms.CharField(
        label=_("Number of the remark"), max_length=40,
        help_text=_("Twelve digits that stood on the page after sending. Spaces do not matter."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class SenderForm(Refusable, forms.Form):
    """What the office writes down of somebody who wrote on paper or rang."""

    name = forms.CharField(label=_("Their name"), max_length=NAME_MOST, required=False)
    contact = forms.CharField(
        label=_("E-mail, telephone or address"), max_length=CONTACT_MOST, required=False,
        help_text=_("Only what they gave for the answer. Nobody outside the office sees it."),
    )  # fmt: skip

    def who(self) -> Outside:
        return Outside(self.cleaned_data["name"], self.cleaned_data["contact"], language())
