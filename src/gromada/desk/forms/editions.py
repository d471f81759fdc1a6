"""What may be typed about a draft of an edition. Names of fields are the paths of texts, with the language behind a bar."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gromada.certification.forms.case import Refusable, offer
from gromada.desk.words_editions import in_words
from gromada.standards.drafting import DOCUMENTS
from gromada.standards.edition.mistakes import Path
from gromada.ui.forms import DateField
from gromada.ui.languages import language_name

UNITS = [("days", _("days")), ("working_days", _("working days")), ("months", _("months"))]


class TextsForm(Refusable, forms.Form):
    """A field for every text in every language; a list of sentences is written a line each. `content` says what the texts are about."""

    def __init__(self, *args: Any, texts: Mapping[Path, Mapping[str, Any]], content: Mapping[str, Any], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.texts = texts
        for path, said in texts.items():
            for language, text in said.items():
                shown = "\n".join(text) if isinstance(text, list) else str(text)
                rows = min(20, max(2, len(shown) // 70 + shown.count("\n") + 1))
                area = forms.Textarea(attrs={"rows": rows, "lang": language})
                label = " › ".join(self.told(path, content))
                field = forms.CharField(
                    label=f"{label} ({language_name(language)})",
                    initial=shown,
                    required=False,
                    max_length=60000,
                    widget=area,
                )
                self.fields[field_of(path, language)] = field

    @staticmethod
    def told(path: Path, content: Mapping[str, Any]) -> list[str]:
        """What of a path the page itself does not say."""
        return [str(_("The whole text"))] if path[0] == DOCUMENTS else in_words(path, content)[1:]

    def said(self) -> dict[tuple[Path, str], Any]:
        """The texts that read otherwise now."""
        found: dict[tuple[Path, str], Any] = {}
        for path, before in self.texts.items():
            for language, text in before.items():
                typed = self.cleaned_data[field_of(path, language)].replace("\r\n", "\n").strip()
                now = [line.strip() for line in typed.split("\n") if line.strip()] if isinstance(text, list) else typed
                if now != (text.strip() if isinstance(text, str) else text):
                    found[path, language] = now
        return found


def field_of(path: Path, language: str) -> str:
    return f"{'/'.join(str(part) for part in path)}|{language}"


class StandardForm(TextsForm):
    """`leaf`: only what is answered is required or supporting; an erratum changes texts alone."""

    def __init__(self, *args: Any, leaf: bool, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leaf:
            self.fields["required"] = forms.BooleanField(label=_("Required, not only supporting"), required=False)
            self.fields["required"].initial = required

    @staticmethod
    def told(path: Path, content: Mapping[str, Any]) -> list[str]:
        return in_words(path, content)[2:]


class AddForm(Refusable, forms.Form):
    id = forms.RegexField(
        r"^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$", label=_("Sign"), max_length=40, help_text=_("Short and for ever, for example S1.5."),
        error_messages={"invalid": _("Write letters without diacritics and digits, parted by a dot or a hyphen, for example S1.5.")},
    )  # fmt: skip
    under = forms.ChoiceField(label=_("Stands under"))
    required = forms.BooleanField(label=_("Required, not only supporting"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], taken: set[str], languages: list[str], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.taken, self.languages = taken, languages
        offer(self, "under", places)
        for language in languages:
            self.fields[f"name|{language}"] = forms.CharField(
                label=f"{_('Name')} ({language_name(language)})", max_length=400
            )

    def clean_id(self) -> str:
        id: str = self.cleaned_data["id"]
        if id in self.taken:
            raise forms.ValidationError(_("Another standard has this sign. Choose one that is free."))
        return id

    def names(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"name|{language}"] for language in self.languages}


class TermForm(Refusable, forms.Form):
    number = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=1000,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Write a whole number from 1 to 1000.")),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)


class VersionForm(Refusable, forms.Form):
    version = forms.RegexField(
        r"^[\w.-]+$", label=_("Version"), max_length=40, help_text=_("For example the year. It stands in the name of the edition.")
    )  # fmt: skip


class PublishForm(Refusable, forms.Form):
    on = DateField(label=_("Day of the decision"))
    name = forms.CharField(
        label=_("The decision or document"), max_length=200, help_text=_("For example: resolution 4/2026 of the board.")
    )
