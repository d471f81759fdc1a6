"""Coming in by an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.kit.folding import fold_words
from gromada.kit.refusal import No, Refusal
from gromada.people import queries
from gromada.people.forms.account import NEW_PASSWORD, checked_password
from gromada.people.forms.fields import USERNAME, Form, PasswordField
from gromada.people.models import Invitation, Person


class InvitationCodeForm(Form):
    code = forms.CharField(
        label=_("Code from the sheet"),
        max_length=40,
        help_text=_("Four groups of four signs. Dashes and capital letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Type the code from the sheet.")},
    )

    def clean_code(self) -> str:
        self.carries(self._find, self.cleaned_data["code"])
        return self.cleaned_data.get("code", "")

    def _find(self, code: str) -> Invitation:
        found = queries.invitation(code)
        if found is None:
            raise Refusal(
                No(str(_("No invitation has this code. Compare it with the sheet sign by sign.")), where="code")
            )
        return found


class JoinForm(Form):
    name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your first name and surname; they stand under what you write.")},
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("You will sign in with it. Small letters, digits, dots and dashes."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Choose a user name, for example anna.nowak.")},
    )
    password = PasswordField(new=True, help_text=NEW_PASSWORD)

    def clean_username(self) -> str:
        username = self.cleaned_data["username"].lower()
        USERNAME(username)
        return username

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "password" in typed:
            person = Person(username=typed.get("username", ""), name=typed.get("name", ""))
            try:
                checked_password(typed["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return typed


def suggested_username(name: str) -> str:
    """ "Łucja Kowal-Wróbel" → "lucja.kowal.wrobel"."""
    return ".".join(fold_words(name).split())[:60]
