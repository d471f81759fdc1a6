"""What may be dropped, and what is said of a letter that came in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import BeginForm, Refusable, offer
from gromada.certification.forms.evidence import ENDINGS, Files, FilesField
from gromada.certification.models import Case
from gromada.institutions.models import Institution
from gromada.kit.folding import fold_words
from gromada.paper.models import Package

MOST = 6  # cases named where several fit


class DropForm(Refusable, forms.Form):
    files = FilesField(  # type: ignore[assignment]  # the name of the field, not of what was uploaded
        label=_("Letters"), widget=Files(accept=(*ENDINGS, ".msg"), attrs={"multiple": True}),
        help_text=_("E-mails (.eml, .msg), PDF or photos, several at once. Drop them here or choose them."),
    )  # fmt: skip


class AssignForm(Refusable, forms.Form):
    """By the number of the case or by whose it is, where no suggestion fits."""

    number = forms.CharField(
        label=_("Which case"), max_length=120, help_text=_("Its number, the institution or the town: 7/2026, or part of a name.")
    )  # fmt: skip

    def found(self, seen: Any) -> Case | None:
        typed = self.cleaned_data["number"].strip()
        by_number: Case | None = seen.filter(number=typed).first()
        named = seen.filter(closed_on__isnull=True) if fold_words(typed) else seen.none()
        for word in fold_words(typed).split():
            named = named.filter(institution__folded__contains=word)
        found = [by_number] if by_number else list(named.select_related("institution")[: MOST + 1])
        if len(found) == 1:
            return found[0]
        self.add_error("number", _several(found) if found else _("There is no such case. Look into the list of cases."))
        return None


def _several(found: list[Case]) -> str:
    named = [f"{case.number} {case.holder}".strip() for case in found[:MOST]]
    return _g("Several cases fit. Write the number of one: %(cases)s.") % {"cases": "; ".join(named)}


class CodeForm(Refusable, forms.Form):
    """The short code that stands on every page of a package, typed where no QR could be read."""

    code = forms.CharField(
        label=_("Code on the pages"), max_length=12, help_text=_("Eight signs, for example 7KQM-3XRA.")
    )

    def clean_code(self) -> str:
        letters = "".join(c for c in self.cleaned_data["code"].upper() if c.isalnum())
        code = f"{letters[:4]}-{letters[4:]}"
        if not Package.objects.filter(code=code).exists():
            raise forms.ValidationError(_("No package has this code. Compare it with the page, sign by sign."))
        return code


class InstitutionForm(forms.Form):
    """Which institution wrote."""

    institution = forms.ChoiceField(label=_("Institution"))

    def __init__(self, *args: Any, institutions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(i.uid): i for i in institutions}
        offer(
            self, "institution", [("", _("Choose")), *((uid, f"{i.name}, {i.town}") for uid, i in self.known.items())]
        )

    def chosen(self) -> Institution:
        return self.known[self.cleaned_data["institution"]]


class NewCaseForm(BeginForm):
    """What it is about, under which scheme, with which annex."""
