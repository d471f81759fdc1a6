"""What may be typed about a document on which a step is entered, about a sitting held on paper, about a declaration on paper."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gromada.certification.actions.entering import Paper
from gromada.certification.forms.case import DeclarationForm, Refusable, offer
from gromada.certification.forms.evidence import ENDINGS, Files, FilesField
from gromada.certification.forms.kept_files import KeepsFiles
from gromada.certification.models import Case, Document
from gromada.certification.queries.entering import Signer, signers
from gromada.certification.sentences import language
from gromada.standards.edition.model import Step
from gromada.ui.forms import Choice, DateField


class PaperForm(KeepsFiles, Refusable, forms.Form):
    """How a document came, its days and numbers, its scan."""

    channel = forms.ChoiceField(label=_("How it came"), widget=forms.RadioSelect, choices=Document.Channel.choices)
    signature = forms.ChoiceField(label=_("How it is signed"), widget=forms.RadioSelect)
    signature_note = forms.CharField(
        label=_("Which signature"),
        max_length=200,
        required=False,
        help_text=_("Only for another signature: describe it."),
    )
    dated_on = DateField(label=_("Date of the document"))
    posted_on = DateField(label=_("Posted on"), required=False, help_text=_("The day of the postmark, or of sending."))
    received_on = DateField(label=_("Received on"))
    delivered_on = DateField(
        label=_("Delivered to the addressee on"), required=False,
        help_text=_("If it was delivered already: terms run from that day. Else leave it empty."),
    )  # fmt: skip
    their_number = forms.CharField(label=_("Their file number"), max_length=60, required=False)
    our_number = forms.CharField(
        label=_("Our file number"), max_length=60, required=False, help_text=_("Under which the paper is kept.")
    )
    files = FilesField(  # type: ignore[assignment]  # the name of the field, not of what was uploaded
        label=_("Scan"), required=False, widget=Files(accept=ENDINGS, attrs={"multiple": True}),
        help_text=_("PDF or photos, several at once. Without a scan, write our file number."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = case.edition.built
        offer(self, "signature", [(w, edition.text(("signature", w), language())) for w in edition.signatures])
        self.initial.setdefault("received_on", today)
        if len(edition.signatures) == 1:
            self.initial.setdefault("signature", edition.signatures[0])
        if "other" not in edition.signatures:
            del self.fields["signature_note"]
        self.offer_kept()

    def paper(self) -> Paper:
        given = self.cleaned_data
        known = {name: given[name] for name in Paper.__dataclass_fields__ if given.get(name) not in (None, "")}
        return Paper(**known)


class DocumentForm(PaperForm):
    """A document on which a step is entered: also who signed it."""

    signers = forms.MultipleChoiceField(label=_("Who signed it"), widget=forms.CheckboxSelectMultiple)
    name = forms.CharField(
        label=_("Name of whoever signed it"), max_length=200, required=False,
        help_text=_("Only for somebody who is not on the list."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        self.known = {one.key: one for one in signers(case, step)}
        offer(self, "signers", [(key, _named(case, one)) for key, one in self.known.items()])
        if len(self.known) == 1:
            self.initial.setdefault("signers", list(self.known))
        if all(one.person for one in self.known.values()):
            del self.fields["name"]
        from_outside = any(one.role.source == "institution" for one in self.known.values())
        terms = case.edition.built.terms
        waits = any(terms[start.name].starts_from == "delivery" for start in step.starts)
        for name, asked in (("posted_on", from_outside), ("delivered_on", waits)):
            if not asked:
                del self.fields[name]
        if step.how.kind == "vote":
            self.initial.setdefault("channel", Document.Channel.SITTING)
        self.order_fields(["signers", "name", *self.fields])

    @property
    def asked_with(self) -> dict[str, tuple[str, str]]:
        """Fields that are asked with some answers only: the other field, and its values."""
        unknown = " ".join(key for key, one in self.known.items() if one.person is None)
        return {"signature_note": ("signature", "other"), "name": ("signers", unknown)}

    def signed(self) -> list[Signer]:
        return [self.known[key] for key in self.cleaned_data["signers"]]


def _named(case: Case, one: Signer) -> Choice:
    role = case.edition.built.text(("role", one.role.id), language())
    return Choice(one.person.name if one.person else _g("somebody who is not on this list"), more=role)


class PaperDeclarationForm(DeclarationForm, PaperForm):
    """A declaration of impartiality that came on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("posted_on", "delivered_on"):
            del self.fields[name]
        self.fields["degree"].label = _("What the person declares")
        self.order_fields(["degree", "reason", *self.fields])
