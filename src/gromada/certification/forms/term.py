"""What may be typed when a term is given more time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable
from gromada.ui.forms import DateField


class ExtendForm(Refusable, forms.Form):
    until = DateField(label=_("New last day"))
    reason = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Both sides read it: the institution on the page of the case and in the letter."),
    )  # fmt: skip
