"""What may be typed when evidence is brought forward: what it is, the few facts of its kind, or a record that is there already."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.kit.files import KINDS
from gromada.records.models import Kind
from gromada.ui.forms import Choice, FileInput, LongTextField, PartialDateField, PhotoInput

ENDINGS = tuple(f".{ending}" for kind in KINDS for ending in kind.endings)
# What is asked for which kind; the rest is asked always.
ASKED = {
    "link": (Kind.LINK,), "text": (Kind.TEXT, Kind.ON_SITE), "count": (Kind.COUNT,), "counted": (Kind.COUNT,),
    "files": (Kind.FILE,), "photo": (Kind.FILE,),
}  # fmt: skip


class Files(FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class FilesField(forms.FileField):
    """Several files at once."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list) else [data] if data else []
        return [one for one in given if one]


class EvidenceForm(Refusable, forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Short name"), max_length=200, help_text=_("So that you and others find it again."))
    link = forms.CharField(
        label=_("Address of the page"), required=False, max_length=500, help_text=_("It begins with https://")
    )
    text = LongTextField(
        limit=3000, label=_("In a few sentences"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What happened; or what there is to see on the spot, and where."),
    )  # fmt: skip
    count = forms.IntegerField(
        label=_("How many"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
    )
    counted = forms.CharField(
        label=_("What was counted"),
        required=False,
        max_length=120,
        help_text=_("For example: people at the meeting, answers, keys."),
    )
    files = FilesField(  # type: ignore[assignment]  # the name of the field, not of what was uploaded
        label=_("Files"), required=False, widget=Files(accept=ENDINGS, attrs={"multiple": True})
    )
    photo = forms.FileField(label=_("Take a photo"), required=False, widget=PhotoInput)
    period_from = PartialDateField(
        label=_("When"), required=False, help_text=_("A day, a month or a year; for a longer time, its beginning.")
    )
    period_to = PartialDateField(label=_("Until when"), required=False)

    def __init__(self, *args: Any, first: Sequence[str] = (), **kwargs: Any) -> None:
        """`first`: the kinds that the edition finds typical for the node; they stand first."""
        super().__init__(*args, **kwargs)
        order = [*first, *(kind for kind in Kind.values if kind not in first)]
        offer(self, "kind", [(kind, Choice(Kind(kind).label, more=_MORE[Kind(kind)])) for kind in order])

    def said(self) -> dict[str, Any]:
        """The arguments of `records.actions.create`: only what belongs to the kind."""
        given = self.cleaned_data
        kind = given["kind"]
        facts = {name: given[name] for name in ("link", "text", "count", "counted") if kind in ASKED[name]}
        photo = [given["photo"]] if given.get("photo") else []
        files = (*given["files"], *photo) if kind == Kind.FILE else ()
        return {
            "kind": kind, "title": given["title"], "files": tuple(files), "period_from": given["period_from"],
            "period_to": given["period_to"], **facts,
        }  # fmt: skip


class PickForm(forms.Form):
    """Records that the institution has already; the same one may stand by several points."""

    records = forms.MultipleChoiceField(label=_("From what you have already"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, records: Sequence[tuple[str, Choice]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "records", records)


_MORE = {
    Kind.LINK: _("a page that anybody can open"),
    Kind.TEXT: _("a few sentences of your own"),
    Kind.FILE: _("a document or a photo, without lists of names"),
    Kind.COUNT: _("a number instead of names"),
    Kind.ON_SITE: _("nothing is sent; whoever visits will see it"),
}
