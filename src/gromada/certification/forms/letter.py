"""What may be typed about a letter in the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable
from gromada.certification.models import Letter
from gromada.ui.forms import DateField


class LetterForm(Refusable, forms.Form):
    addressee = forms.CharField(label=_("To"), max_length=200)
    address = forms.CharField(label=_("E-mail address"), max_length=500, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 18}))
    enclosures = forms.CharField(
        label=_("Attachments"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What lies in the envelope beside the letter, one a line."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SendForm(Refusable, forms.Form):
    channel = forms.ChoiceField(label=_("How it goes"), choices=Letter.Channel.choices, widget=forms.RadioSelect)


class DeliveryForm(Refusable, forms.Form):
    delivered_on = DateField(label=_("Day of delivery"), help_text=_("Terms that run from delivery start on this day."))
