"""What a holder chooses when it asks anew."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.certification.queries.renewing import Renewal
from gromada.certification.sentences import language
from gromada.ui.forms import DateField


class RenewForm(Refusable, forms.Form):
    """With which annex; the standards that are taken over are boxes beside each of them (names beginning with "-")."""

    annex = forms.ChoiceField(label=_("Substantive annex"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, renewal: Renewal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition, (holder, _unit) = renewal.after, renewal.holder
        known = edition.annexes_for(holder.kind)
        offer(self, "annex", [(p.id, edition.text(("part", p.id), language())) for p in known])
        self.initial["annex"] = next(iter(renewal.annexes), "")
        if not known:
            del self.fields["annex"]

    def annexes(self) -> tuple[str, ...]:
        chosen = self.cleaned_data.get("annex")
        return (chosen,) if chosen else ()


class TellForm(Refusable, forms.Form):
    """How the holder was told that its certificate ends, where no letter could go."""

    how = forms.CharField(
        label=_("How"), max_length=200, help_text=_("By telephone, by post, in person: with whom, if it matters.")
    )
    on = DateField(label=_("When"))
