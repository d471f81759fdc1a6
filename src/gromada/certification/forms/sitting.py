"""What may be typed about a sitting: when, where, how it votes, who is there, the minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.certification.models import Sitting
from gromada.people.models import Person
from gromada.standards.edition.model import Body
from gromada.ui.forms import DateField


class CallForm(Refusable, forms.Form):
    on = DateField(label=_("Day"))
    place = forms.CharField(label=_("Place, or how you meet"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("How it votes"))
    chair = forms.ChoiceField(label=_("Who chairs"))

    def __init__(self, *args: Any, body: Body, members: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(p.uid): p for p in members}
        offer(self, "kind", [(k, label) for k, label in Sitting.Kind.choices if k in body.votes])
        offer(self, "chair", [(uid, p.name) for uid, p in self.members.items()])

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "chair": self.members[self.cleaned_data["chair"]]}


class AttendanceForm(Refusable, forms.Form):
    present = forms.MultipleChoiceField(label=_("Who is present"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        rows = list(sitting.attendances.filter(recused=False, voted_at__isnull=True).select_related("person"))
        kwargs["initial"] = {"present": [str(r.person.uid) for r in rows if r.present]}
        super().__init__(*args, **kwargs)
        self.people = {str(r.person.uid): r.person for r in rows}
        offer(self, "present", [(uid, p.name) for uid, p in self.people.items()])

    def said(self) -> dict[Person, bool]:
        return {person: uid in self.cleaned_data["present"] for uid, person in self.people.items()}


class VoteForm(Refusable, forms.Form):
    """A ballot: one's own, or in an open vote written down for a member who said it aloud."""

    person = forms.ChoiceField(label=_("Who votes"))
    choice = forms.ChoiceField(label=_("Vote"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[Person], choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(p.uid): p for p in people}
        offer(self, "person", [(uid, p.name) for uid, p in self.people.items()])
        offer(self, "choice", choices)
        if len(people) == 1:
            self.fields["person"].widget = forms.HiddenInput()
            self.initial["person"] = next(iter(self.people))

    def said(self) -> tuple[Person, str]:
        return self.people[self.cleaned_data["person"]], self.cleaned_data["choice"]


class RecuseForm(Refusable, forms.Form):
    person = forms.ChoiceField(label=_("Who steps out"))
    reason = forms.CharField(label=_("Why"), max_length=500, help_text=_("It stands in the minutes."))

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = sitting.attendances.filter(recused=False, voted_at__isnull=True).select_related("person")
        self.people = {str(r.person.uid): r.person for r in rows}
        offer(self, "person", [(uid, p.name) for uid, p in self.people.items()])


class CloseForm(Refusable, forms.Form):
    minutes = forms.CharField(
        label=_("Minutes"), max_length=20000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("How the deliberation went and what the vote rests on. Attendance and votes are added by themselves."),
    )  # fmt: skip
