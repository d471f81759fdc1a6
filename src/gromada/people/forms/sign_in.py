"""Signing in: by password, by an e-mail link, and once more before something delicate."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gromada.people import entrance
from gromada.people.forms.fields import AddressField, Form, PasswordField
from gromada.people.models import Person


class SignInForm(Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type your user name.")},
    )
    password = PasswordField()
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors:
            self.carries(entrance.recognise, self.request, typed["username"], typed["password"])
        return typed

    @property
    def person(self) -> Person:
        return self.result


class LinkForm(Form):
    address = AddressField(
        help_text=_("The one that you gave here. We will send a link that works once, for 30 minutes.")
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput, max_length=500)


class PasswordConfirmForm(Form):
    password = PasswordField()

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors:
            self.carries(entrance.recognise, self.request, self.request.user.get_username(), typed["password"])
        return typed
