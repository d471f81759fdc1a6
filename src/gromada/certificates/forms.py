"""What may be typed about papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable


class DuplicateForm(Refusable, forms.Form):
    reason = forms.CharField(
        label=_("Why is a duplicate issued?"),
        help_text=_(
            "For example: the original was damaged by water. The reason stays in the journal and is not printed."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
