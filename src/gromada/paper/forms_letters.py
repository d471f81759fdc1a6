"""What may be added on the page of the letterhead."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable
from gromada.ui.forms import FileInput


class LetterheadForm(Refusable, forms.Form):
    """Without a file the house's own letterhead comes back: a button of its own says so."""

    file = forms.FileField(
        label=_("Word file with the letterhead (.docx)"),
        required=False,
        widget=FileInput,
        help_text=_("The head and the foot of the document are kept; its body stays empty."),
    )
    own = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        if not self.cleaned_data.get("file") and not self.cleaned_data.get("own") and not self.errors:
            self.add_error("file", _("Choose a file."))
