"""Inviting people and ending what they do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.institutions.models import Function, Membership
from gromada.ui.forms import DateField, PartialDateField


class InviteForm(Refusable, forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Leave it empty to print an invitation for somebody without e-mail."),
    )


class TeamInviteForm(InviteForm):
    kind = forms.ChoiceField(label=_("What they do"), choices=Function.Kind.choices, initial=Function.Kind.TEAM)


class BodyInviteForm(InviteForm):
    body = forms.ChoiceField(label=_("Where"))
    seat = forms.ChoiceField(label=_("As"), choices=Membership.Seat.choices, initial=Membership.Seat.MEMBER)
    on_paper = forms.BooleanField(
        label=_("Acts on paper, without signing in"),
        required=False,
        help_text=_("Nobody is invited; the office enters what this person signs."),
    )
    since = DateField(
        label=_("Since"), required=False, help_text=_("Only for somebody who acts on paper. Empty means today.")
    )

    def __init__(self, *args: Any, bodies: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        offer(self, "body", list(bodies.items()))


class EndForm(Refusable, forms.Form):
    until = DateField(label=_("Last day"))


class InstitutionForm(Refusable, forms.Form):
    """Facts of an institution; identifiers are checked by their own rules."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"))
    town = forms.CharField(label=_("Town"), max_length=100)
    teryt = forms.CharField(
        label=_("TERYT code of the gmina"),
        max_length=12,
        required=False,
        help_text=_("Seven digits, for example 1413011."),
    )
    voivodeship = forms.CharField(label=_("Voivodeship"), max_length=40, required=False)
    nip = forms.CharField(label="NIP", max_length=20, required=False)
    regon = forms.CharField(label="REGON", max_length=20, required=False)
    krs = forms.CharField(label="KRS", max_length=20, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    email = forms.EmailField(label=_("Official e-mail"), required=False)

    def __init__(self, *args: Any, kinds: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", list(kinds.items()))


class FactsForm(InstitutionForm):
    """What is known of an institution; where its name changes, what becomes of the former one."""

    former = forms.ChoiceField(
        label=_("If the name changes: what becomes of the former one"), required=False, widget=forms.RadioSelect, initial="used",
        choices=[
            ("used", _("It was used: it stays in the register as the former name")),
            ("mistaken", _("It was a slip in writing: it does not stay")),
        ],
    )  # fmt: skip
    used_until = PartialDateField(
        label=_("The former name was used until"), required=False,
        help_text=_("A day, a month or only a year, as much as is known."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["mistaken"] = said.pop("former", "") == "mistaken"
        return said
