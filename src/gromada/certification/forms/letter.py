"""What may be typed about a letter in the outbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.certification.models import Letter
from gromada.certification.queries.outside import channels_of
from gromada.ui.forms import DateField


class LetterForm(Refusable, forms.Form):
    addressee = forms.CharField(label=_("To"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    address = forms.CharField(label=_("E-mail address"), max_length=500, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "Two stars on both sides make words bold: **so**. A line that begins with “- ” is a point of a list."
        ),
    )
    enclosures = forms.CharField(
        label=_("Attachments"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What lies in the envelope beside the letter, one a line."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_addressee(self) -> str:
        """One line; the box has more only so that a long name is read whole on a telephone."""
        return " ".join(self.cleaned_data["addressee"].split())


class SendForm(Refusable, forms.Form):
    channel = forms.ChoiceField(label=_("How it goes"), widget=forms.RadioSelect)
    sent_on = DateField(
        label=_("Day it went"),
        required=False,
        help_text=_("Only of a letter that was posted or handed over before today. Empty means today."),
    )

    def __init__(self, letter: Letter, *args: Any, **kwargs: Any) -> None:
        """What is proposed: e-mail where there is an address, else the number of whoever wrote, else paper."""
        super().__init__(*args, **kwargs)
        ways = channels_of(letter)
        offer(self, "channel", [(way, Letter.Channel(way).label) for way in ways])
        unmailed = Letter.Channel.NUMBER if Letter.Channel.NUMBER in ways else Letter.Channel.PRINT
        self.initial["channel"] = Letter.Channel.MAIL if letter.address else unmailed


class DeliveryForm(Refusable, forms.Form):
    delivered_on = DateField(label=_("Day of delivery"), help_text=_("Terms that run from delivery start on this day."))
