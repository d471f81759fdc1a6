"""What may be typed about a sitting that was held on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gromada.certification.actions.paper_sittings import Minutes
from gromada.certification.forms.case import Refusable, offer
from gromada.certification.models import Sitting
from gromada.certification.proceeding.tally import ABSTAIN
from gromada.people.models import Person
from gromada.standards.edition.model import Body

ABSENT, LEFT_OUT, VOTED = "-absent", "-left-out", "-voted"


class PaperSittingForm(Refusable, forms.Form):
    """A line a member: how they voted, or why they did not."""

    place = forms.CharField(label=_("Place, or how you meet"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("How it votes"), widget=forms.RadioSelect)
    chair = forms.ChoiceField(label=_("Who chairs"))
    minutes = forms.CharField(
        label=_("Minutes"), max_length=20000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What they say, in short or word for word. The scan stays beside them."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, body: Body, members: list[Person], left_out: dict[str, str], outcomes: list[tuple[str, str]], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.people = {str(p.uid): p for p in members}
        self.outcomes = outcomes
        offer(self, "kind", [(k, label) for k, label in Sitting.Kind.choices if k in body.votes])
        offer(self, "chair", [(uid, p.name) for uid, p in self.people.items()])
        for uid, person in self.people.items():
            self._ask_about(uid, person, left_out.get(uid, ""), "secret" in body.votes)
        if "secret" in body.votes:
            for id, words in [*outcomes, (ABSTAIN, _g("I abstain"))]:
                label = _g("Secret votes for: %(outcome)s") % {"outcome": words}
                self.fields[f"count.{id}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, help_text=_g("Only in a secret vote.")
                )
                self.fields[f"count.{id}"].widget.attrs["class"] = "input--short"
        last = [name for name in self.fields if name != "minutes"]
        self.order_fields([*last, "minutes"])

    def _ask_about(self, uid: str, person: Person, why: str, secretly: bool) -> None:
        choices = [*self.outcomes, (ABSTAIN, _g("abstained"))] + ([(VOTED, _g("voted in secret"))] if secretly else [])
        choices += [(ABSENT, _g("absent")), (LEFT_OUT, _g("does not take part"))]
        self.fields[f"vote.{uid}"] = forms.ChoiceField(
            label=person.name, choices=choices, initial=LEFT_OUT if why else ABSENT
        )
        self.fields[f"reason.{uid}"] = forms.CharField(
            label=_g("Why %(person)s does not take part") % {"person": person.name}, max_length=500, required=False, initial=why
        )  # fmt: skip

    def said(self) -> Minutes:
        given = self.cleaned_data
        by_choice = {uid: given[f"vote.{uid}"] for uid in self.people}
        secret = given["kind"] == Sitting.Kind.SECRET
        counted = {name.removeprefix("count."): given[name] or 0 for name in given if name.startswith("count.")}
        return Minutes(
            kind=given["kind"], chair=self.people[given["chair"]], text=given["minutes"], place=given["place"],
            votes={self.people[uid]: "" if secret else choice for uid, choice in by_choice.items() if choice not in (ABSENT, LEFT_OUT)},
            left_out={self.people[uid]: given[f"reason.{uid}"] for uid, choice in by_choice.items() if choice == LEFT_OUT},
            counts=counted if secret else {},
        )  # fmt: skip
