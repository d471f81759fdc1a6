"""What the office types about an institution: its names, units, successor, certificates from history, duplicates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.certification.forms.evidence import ENDINGS, Files, FilesField
from gromada.certification.history.remarking import LONGEST
from gromada.institutions.merging.actions import LONGEST_REASON
from gromada.institutions.models import Institution
from gromada.people.models import Issuer
from gromada.standards.models import Edition
from gromada.ui.forms import DateField, LongTextField, PartialDateField

_SHORT = {"class": "input--short"}
_AS_KNOWN = _("A day, a month or only a year, as much as is known.")


class PlainForm(Refusable, forms.Form):
    """A question with nothing to fill in: the button is the answer."""


class AliasForm(PlainForm):
    name = forms.CharField(label=_("The other name"), max_length=200)
    since = PartialDateField(label=_("In use since"), required=False, help_text=_AS_KNOWN)
    until = PartialDateField(
        label=_("In use until"), required=False, help_text=_("Leave it empty while the name is in use.")
    )
    source = forms.CharField(label=_("How it is known"), max_length=300, required=False)


class UnitForm(PlainForm):
    name = forms.CharField(
        label=_("Name of the unit"), max_length=200, help_text=_("Without the name of the institution.")
    )


class UntilForm(PlainForm):
    until = PartialDateField(label=_("Until when"), help_text=_AS_KNOWN)


class SuccessorForm(PlainForm):
    successor = forms.ChoiceField(label=_("Who took its place"))
    since = DateField(label=_("Since"))
    act = forms.CharField(
        label=_("By which act"), max_length=300, required=False, help_text=_("For example a resolution of the council.")
    )
    source = forms.CharField(label=_("How it is known"), max_length=300, required=False)

    def __init__(self, *args: Any, institutions: dict[str, Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institutions = institutions
        named = [(uid, f"{one.name}, {one.town}") for uid, one in institutions.items()]
        offer(self, "successor", [("", "–"), *named])

    def clean_successor(self) -> Institution:
        return self.institutions[self.cleaned_data["successor"]]


class ReasonForm(PlainForm):
    reason = forms.CharField(label=_("Why"), max_length=400)


class MergeForm(PlainForm):
    reason = forms.CharField(
        label=_("How it is known that they are one institution"), max_length=LONGEST_REASON,
        help_text=_("It stays in the journal."),
    )  # fmt: skip


class HistoryForm(PlainForm):
    """A certificate of years gone by: as exact as its source. Nothing but the source is required."""

    edition = forms.ChoiceField(label=_("Under which rules"))
    unit = forms.ChoiceField(label=_("Who holds it"), required=False)
    award_number = forms.CharField(
        label=_("Which certificate it is"), max_length=2, required=False, help_text=_("1 for the first, 2 for the second …"),
        widget=forms.TextInput(attrs=_SHORT | {"inputmode": "numeric"}),
    )  # fmt: skip
    valid_label = forms.CharField(
        label=_("The years as the document prints them"), max_length=40, required=False, help_text=_("For example 2013–2016."),
    )  # fmt: skip
    valid_from = PartialDateField(label=_("Valid from"), required=False, help_text=_AS_KNOWN)
    valid_to = PartialDateField(
        label=_("Valid until"), required=False, help_text=_("What is not known stays empty; nothing is guessed.")
    )
    decided_on = PartialDateField(label=_("Decided"), required=False, help_text=_AS_KNOWN)
    handed_over_on = PartialDateField(label=_("Handed over"), required=False, help_text=_AS_KNOWN)
    handed_over_by = forms.CharField(label=_("Who handed it over"), max_length=120, required=False)
    handed_over_as = forms.CharField(label=_("In what function"), max_length=200, required=False)
    occasion = forms.CharField(
        label=_("On what occasion"),
        max_length=200,
        required=False,
        help_text=_("For example a session of the council."),
    )
    report_year = forms.CharField(
        label=_("Year of the published report"), max_length=4, required=False,
        widget=forms.TextInput(attrs=_SHORT | {"inputmode": "numeric"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"),
        max_length=400,
        help_text=_("From where it is known: a page, a report, a copy of the document."),
    )
    link = forms.URLField(label=_("Address of the source"), max_length=500, required=False, assume_scheme="https")
    files = FilesField(  # type: ignore[assignment]  # the name of the field, not of what was uploaded
        label=_("Files of the source"), required=False, widget=Files(accept=ENDINGS, attrs={"multiple": True}),
        help_text=_("Scans or photos. The office and the institution's own people can open them, nobody else."),
    )  # fmt: skip

    def __init__(self, *args: Any, institution: Institution, issuer: Issuer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {
            e.key: e for e in Edition.objects.filter(issuer=issuer).select_related("issuer").order_by("-pk")
        }
        offer(self, "edition", [(key, e.title) for key, e in self.editions.items()])
        self.units = {str(u.uid): u for u in institution.units.order_by("name")}
        offer(self, "unit", [("", institution.name), *((uid, u.name) for uid, u in self.units.items())])
        if not self.units:
            del self.fields["unit"]

    def clean_edition(self) -> Edition:
        return self.editions[self.cleaned_data["edition"]]

    def clean_unit(self) -> Any:
        return self.units.get(self.cleaned_data.get("unit") or "")


class CorrectForm(HistoryForm):
    """The same of a certificate that is written down; rules and holder stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["edition"]
        self.fields.pop("unit", None)


class BasisForm(PlainForm):
    basis = forms.CharField(
        label=_("On what basis"), max_length=400,
        help_text=_("A resolution, a copy of the certificate, a published report: what lies before you."),
    )  # fmt: skip


class RemarkForm(PlainForm):
    text = LongTextField(limit=LONGEST, label=_("What is wrong and what it should say"))


class AnswerForm(PlainForm):
    answer = LongTextField(limit=LONGEST, label=_("What was corrected, or why it stays"))
