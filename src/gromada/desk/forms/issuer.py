"""Where to turn: what letters and public pages say of the issuer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable


class IssuerForm(Refusable, forms.Form):
    contact = forms.CharField(
        label=_("Who answers questions"), max_length=200, required=False,
        help_text=_("Name and function, for example “Zofia Maj, office”. It is public, so only with their consent; the function alone is enough."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Address"), max_length=300, required=False, help_text=_("Street and number, post code and town."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", help_text=_("With https:// at the beginning.")
    )
