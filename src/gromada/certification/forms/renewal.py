"""What a holder chooses when it asks anew."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.certification.queries.renewing import Renewal
from gromada.certification.sentences import language


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
