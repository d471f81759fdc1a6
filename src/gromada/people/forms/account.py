"""One's own account: details, password, addresses."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gromada.kit.refusal import No, Refusal
from gromada.people import limits
from gromada.people.forms.fields import AddressField, Form, PasswordField
from gromada.people.models import Person

NEW_PASSWORD = _(
    "At least 12 characters. Three words that only you would put together are better than signs and digits."
)


class DetailsForm(Form):
    name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your first name and surname; they stand under what you write.")},
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("Seen by the people you work with here."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and letters"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class NewPasswordForm(Form):
    """The old password is asked for unless the person has just shown otherwise who they are: it may be forgotten."""

    old = PasswordField(label=_("Present password"))
    new = PasswordField(new=True, label=_("New password"), help_text=NEW_PASSWORD)

    def __init__(self, *args: Any, person: Person, needs_old: bool, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)
        if not needs_old:
            del self.fields["old"]

    def clean_old(self) -> str:
        old = self.cleaned_data["old"]
        self.carries(self._recognise, old)
        return old

    def _recognise(self, old: str) -> None:
        take_back = limits.spend(limits.PASSWORD, self.person.username)
        if not self.person.check_password(old):
            raise Refusal(
                No(
                    str(_("This is not your present password. Type it again, or come back by an e-mail link.")),
                    where="old",
                )
            )
        take_back()

    def clean_new(self) -> str:
        return checked_password(self.cleaned_data["new"], self.person)


class EmailForm(Form):
    address = AddressField(
        label=_("Another e-mail address"),
        help_text=_("We will send a link there; the address counts when you press it."),
    )


def checked_password(password: str, person: Person) -> str:
    """Raises ValidationError with a sentence for each rule that the password breaks."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise forms.ValidationError(error.messages) from error
    return password
