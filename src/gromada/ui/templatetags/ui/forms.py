"""Forms: fields, the list of mistakes, autosave, a question before a form goes."""

import datetime as dt
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gromada.ui import typography
from gromada.ui.form_parts import error_lines, field_parts
from gromada.ui.templatetags.ui.library import draw, inner, register


@register.inclusion_tag("ui/form/field.html")
def field(
    field: BoundField,
    label: object = None,
    hint: object = None,
    version: int | None = None,
    optional: bool | None = None,
) -> dict[str, Any]:
    return {"parts": field_parts(field, label=label, hint=hint, version=version, optional=optional)}


@register.inclusion_tag("ui/form/error_summary.html")
def error_summary(*given: forms.BaseForm, focus: bool = True) -> dict[str, Any]:
    return {"lines": list(error_lines(given)), "focus": focus}


@register.simple_block_tag
def autosave(
    content: str, url: str, saved_at: dt.datetime | None = None, presence_url: str = "", who: str = ""
) -> SafeString:
    saved = gettext("Saved at [time].").replace("[time]", typography.hour(saved_at)) if saved_at else ""
    return draw("autosave", content=inner(content), url=url, saved=saved, presence_url=presence_url, who=who)


@register.inclusion_tag("ui/keeping.html", takes_context=True)
def keeping(context: Context, form: forms.BaseForm | None = None) -> dict[str, Any]:
    """Inside a `<form>` that is sent as a whole: what is typed stays in this browser until it was taken."""
    user = getattr(context.get("request"), "user", None)
    return {"who": getattr(user, "uid", ""), "answered": form is not None and form.is_bound}


@register.simple_tag
def confirm(sentence: object) -> SafeString:
    """Attributes for a `<form>`: with JavaScript a dialog asks before it goes."""
    back = gettext("Go back")
    return format_html('data-behaviour="confirm" data-confirm="{}" data-back="{}"', typography.typo(sentence), back)
