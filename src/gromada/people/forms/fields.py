"""Fields and the habit that several forms share."""

import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from gromada.kit.refusal import Refusal


class Form(forms.Form):
    """A form that carries its deed: a refusal of the deed stands in the form, beside what was typed."""

    result: Any = None

    def carries(self, deed: Callable[..., Any], *args: Any, **named: Any) -> bool:
        try:
            self.result = deed(*args, **named)
        except Refusal as refusal:
            for no in refusal.reasons:
                self.add_error(no.where if no.where in self.fields else None, str(no))
            return False
        return True


class PasswordField(forms.CharField):
    """Nothing is cut off it; one form of the Polish letters, whichever keyboard wrote them."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        kwargs.setdefault("label", _("Password"))
        kwargs.setdefault("error_messages", {"required": _("Type the password.")})
        super().__init__(strip=False, max_length=200, widget=forms.PasswordInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class AddressField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Type the whole address, for example anna.nowak@example.org.")
        kwargs.setdefault("label", _("E-mail address"))
        kwargs.setdefault("error_messages", {"required": wrong, "invalid": wrong})
        super().__init__(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}), **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").lower()


class CodeField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        # Not type=number: a recovery code may begin with a zero, and it has eight digits.
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "input--short"}
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault("error_messages", {"required": _("Type the code.")})
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)


USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,59}\Z",
    _("Use at least 3 signs: letters without Polish marks, digits, dots, dashes. For example anna.nowak."),
)
