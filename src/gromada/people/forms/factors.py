"""Second factors: a code, a passkey, and adding either."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.kit.refusal import No, Refusal
from gromada.people import factors, limits
from gromada.people.forms.fields import CodeField, Form
from gromada.people.models import Person
from gromada.people.vocabulary import Way


class CodeForm(Form):
    code = CodeField(
        label=_("Code"), help_text=_("Six digits from the application, or eight digits from your recovery sheet.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        self.carries(self._try, self.cleaned_data["code"])
        return self.cleaned_data.get("code", "")

    def _try(self, code: str) -> Way:
        take_back = limits.spend(limits.SECOND_STEP, str(self.person.uid))
        way = factors.try_code(self.person, code)
        if way is None:
            raise Refusal(
                No(
                    str(_("This code does not match, or it has been used. Wait for the next one and type it.")),
                    where="code",
                )
            )
        take_back()
        return way


class NewApplicationForm(Form):
    code = CodeField(label=_("Code from the application"), help_text=_("The six digits that it shows now."))


class PasskeyForm(Form):
    """The browser's answer to the question of this session. With no `person` the key itself says whose it is."""

    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={"required": _("The passkey was not confirmed. Try once more, or use another way.")},
    )
    factor: Authenticator

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_credential(self) -> dict[str, Any]:
        credential = self.cleaned_data["credential"]
        self.factor = checked(self._authenticate, credential)
        return credential

    def _authenticate(self, credential: dict[str, Any]) -> Authenticator:
        passkeys.parse_authentication_response(credential)
        person = self.person or passkeys.extract_user_from_response(credential)
        return passkeys.complete_authentication(person, credential)


class NewPasskeyForm(Form):
    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=60,
        help_text=_("So that you know it later: for example “work laptop”."),
        error_messages={"required": _("Give the passkey a name, so that you know it later.")},
    )
    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={"required": _("The passkey was not made. Press the button once more.")},
    )

    def clean_credential(self) -> dict[str, Any]:
        credential = self.cleaned_data["credential"]
        checked(self._register, credential)
        return credential

    def _register(self, credential: dict[str, Any]) -> None:
        passkeys.parse_registration_response(credential)
        binding = passkeys.complete_registration(credential)
        # A passkey stands for both steps at once, so the device must have asked for a finger, a face or a PIN.
        if not binding.is_user_verified():
            raise get_adapter().validation_error("incorrect_code")


def checked(check: Callable[[dict[str, Any]], Any], credential: Any) -> Any:
    """What a stranger posts may have any shape: what breaks in the library is a wrong answer, no fault of ours."""
    try:
        return check(credential)
    except (TypeError, ValueError, KeyError, AttributeError, LookupError) as error:
        raise get_adapter().validation_error("incorrect_code") from error
