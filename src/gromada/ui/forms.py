"""Forms that look and speak like the rest: the renderer of every Django form, and the fields and widgets of our own."""

import datetime as dt
from pathlib import Path

import django.forms.renderers
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gromada.ui import dates
from gromada.ui.typography import daymonth

Text = str | Promise

# Django's own words; they stand here so that our catalogue can say them more kindly.
KINDER = (_("This field is required."), _("Enter a valid email address."))

_OWN = Path(__file__).parent / "templates" / "ui" / "widgets"
_DJANGO = Path(django.forms.renderers.__file__).parent / "templates"


class Renderer(django.forms.renderers.DjangoTemplates):
    """Put into FORM_RENDERER, gives every form of Django the error summary, the labels, hints and targets of `ui`."""

    form_template_name = "ui/form/form.html"
    formset_template_name = "ui/form/formset.html"
    field_template_name = "ui/form/field_group.html"

    @cached_property
    def engine(self):
        # Our widgets before Django's own, whatever the order of INSTALLED_APPS.
        options = {"builtins": ["django.templatetags.i18n", "gromada.ui.templatetags.ui"]}
        return self.backend({"APP_DIRS": True, "DIRS": [_OWN, _DJANGO], "NAME": "gromada-forms", "OPTIONS": options})


class Choice:
    """The label of one choice with small print under it and, for a thumb, a drawing above it or dots beside it."""

    def __init__(
        self, text: Text, *, more: Text = "", drawing: SafeString | None = None, dots: tuple[int, int] = (0, 0)
    ):
        self.text, self.more, self.drawing = text, more, drawing
        self.dots_on, self.dots_of = dots

    def __str__(self) -> str:
        return str(self.text)

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


class Row(forms.RadioSelect):
    """Radio buttons in a row where there is room for it."""

    css = "choices choices--row"
    option_css = ""

    def create_option(self, *args, **kwargs) -> dict[str, object]:
        return super().create_option(*args, **kwargs) | {"option_css": self.option_css}


class Tall(Row):
    """Radio buttons for a thumb, three in a row, each a drawing above a word (`Choice.drawing`)."""

    css, option_css = "choices choices--three", "choice--tall"


class Plain(Row):
    """Radio buttons for a thumb, four in a row, each a short word or a range of numbers."""

    css, option_css = "choices choices--four", "choice--plain"


class Scale(Row):
    """The answers of a survey question, one under another; `Choice.dots` says "how much" to those who do not read."""

    css = "scale"


class DateInput(forms.TextInput):
    """A date is typed, not picked: a calendar that opens by itself is slow for a birthday and deaf to a keyboard."""

    def __init__(self, attrs: dict[str, object] | None = None):
        super().__init__({"autocomplete": "off", "class": "input--short"} | (attrs or {}))


class FileInput(forms.FileInput):
    """A file; `accept` are endings (".pdf"). The server decides by content, this only spares a wrong choice."""

    def __init__(self, *, accept: tuple[str, ...] = (), attrs: dict[str, object] | None = None):
        super().__init__(({"accept": ",".join(accept)} if accept else {}) | (attrs or {}))


class PhotoInput(forms.FileInput):
    """A photo: the whole dashed line opens the camera; label and `help_text` stand in it."""

    template_name = "ui/form/photo.html"

    def __init__(self, attrs: dict[str, object] | None = None):
        super().__init__({"accept": "image/*", "capture": "environment"} | (attrs or {}))


class DateField(forms.Field):
    """A day in one text box: "2026-03-18", "18.03.2026", "18 marca 2026"; gives a `date`."""

    widget = DateInput
    default_error_messages = {
        "invalid": _("Give a day that is in the calendar, for example 18 March 2026."),
        "required": _("Give a day, for example 18 March 2026."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("For example 18 March 2026 or 2026-03-18."))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        try:
            return dates.parse(str(value))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: object) -> object:
        return f"{daymonth(value)} {value.year}".replace("\u00a0", " ") if isinstance(value, dt.date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class PartialDateField(forms.CharField):
    """A date of which a part may be unknown: "2013", "czerwiec 2013", "28.06.2011"; gives ISO text, as exact."""

    widget = DateInput
    default_error_messages = {
        "invalid": _("Give a day, a month or only a year, for example 28 June 2011, June 2011 or 2011."),
    }

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            return dates.parse_partial(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class LongTextField(forms.CharField):
    """A story with a limit that is counted while it is written. Nothing is cut off: too long is said, not done.

    Ends of lines count as one character, as in the counter on the page.
    """

    def __init__(self, *, limit: int, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(**kwargs)
        self.limit = limit
        too_long = _("This is too long: %(show_value)s characters, and there is room for %(limit_value)s. Shorten it.")
        self.validators.append(MaxLengthValidator(limit, too_long))

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
