"""What is typed when an open case moves to another edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.standards.models import Edition


class WhichForm(forms.Form):
    """Which other edition, where there are several."""

    edition = forms.ChoiceField(label=_("To which edition"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "edition", [(str(one.uid), one.version) for one in editions])


class MoveForm(Refusable, forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Both sides read it: the institution on the page of the case and in the letter."),
    )  # fmt: skip
