"""The tags and filters of `{% load ui %}`. What each takes is in README.md; how each looks, in templates/ui."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template import loader
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from gromada.ui import icons, languages, panels, tables, typography
from gromada.ui import qr as qr_codes
from gromada.ui.drawings import axis
from gromada.ui.drawings import mark as marks
from gromada.ui.drawings import poland as maps
from gromada.ui.drawings import ring as rings_drawn
from gromada.ui.form_parts import error_lines, field_parts

register = template.Library()

Items = Sequence[Mapping[str, Any]]


def _draw(name: str, **context: Any) -> SafeString:
    return loader.get_template(f"ui/{name}.html").render(context)


# Words, dates, numbers.

register.filter("typo", typography.typo)
register.filter("longdate", typography.longdate)
register.filter("daymonth", typography.daymonth)
register.filter("hour", typography.hour)
register.filter("weekday_name", typography.weekday)
register.filter("month_name", typography.month)
register.filter("partial_date", typography.partial_date)
register.filter("years", typography.years)
register.filter("in_days", typography.in_days)


@register.filter
def plural(number: int, forms_: str) -> str:
    return typography.plural(int(number), forms_.split("|"))


@register.simple_tag
def when(value: dt.date | str, css: str = "", full: bool = False) -> SafeString:
    """A date in `<time>`, day and month or, when `full`, with the year; text that is no date stays text."""
    shown = typography.standing_date(value) if full else typography.daymonth(value) if _dated(value) else value
    attrs = format_html(' class="{}"', css) if css else ""
    if _dated(value):
        return format_html('<time{} datetime="{}">{}</time>', attrs, value.isoformat()[:10], shown)  # type: ignore[union-attr]
    return format_html("<span{}>{}</span>", attrs, typography.typo(shown))


def _dated(value: object) -> bool:
    return isinstance(value, dt.date)


# Small drawings and words of state.


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag(name="mark")
def mark_tag(small: bool = False, css_class: str = "mark") -> SafeString:
    return marks.mark(small=small, css_class=css_class)


@register.simple_tag
def chip(state: str, word: object, icon: str = "", bare: bool = False) -> SafeString:
    drawn = icons.icon(icon or icons.STATE_ICONS.get(state, "info"))
    bare_css = " chip--bare" if bare else ""
    return format_html(
        '<span class="chip{}" data-state="{}">{}{}</span>', bare_css, state, drawn, typography.typo(word)
    )


@register.simple_tag
def dot(name: str) -> SafeString:
    return rings_drawn.sign(name)


@register.simple_tag
def judged(state: str, word: object) -> SafeString:
    return format_html('<span class="judged">{} {}</span>', rings_drawn.sign(state), typography.typo(word))


@register.simple_tag
def ring(dots: Items, code: str = "") -> SafeString:
    return rings_drawn.ring(dots, code)


@register.simple_tag
def dots_scale(on: int, of: int) -> SafeString:
    dots = '<i class="on"></i>' * on + "<i></i>" * (of - on)
    return mark_safe(f'<span class="scale__dots" aria-hidden="true">{dots}</span>')


@register.simple_tag
def path_mini(current: int, total: int, name: object = "") -> SafeString:
    dots = "".join('<i class="now"></i>' if step == current else "<i></i>" for step in range(1, total + 1))
    words = gettext("step %(current)s of %(total)s") % {"current": current, "total": total}
    return format_html(
        '<span class="path-mini" aria-hidden="true">{}</span> '
        '<span class="nowrap">{}<span class="visually-hidden">, {}</span></span>',
        mark_safe(dots),
        typography.typo(name),
        words,
    )


# Parts of a page with content of their own.


@register.simple_block_tag
def notice(content: str, kind: str = "", title: object = "", icon: str = "", level: int = 0) -> SafeString:
    drawn = icon or icons.KIND_ICONS.get(kind, "info")
    return _draw("notice", content=_inner(content), kind=kind, title=title, icon=drawn, level=level)


@register.simple_block_tag
def chapter(content: str, id: str, title: object, note: object = "", chip: object = "") -> SafeString:
    return _draw("chapter", content=_inner(content), id=id, title=title, note=note, chip=chip)


@register.simple_block_tag
def card(content: str, who: object = "", when: dt.date | str = "", offer: bool = False) -> SafeString:
    return _draw("card", content=_inner(content), who=who, when=when, offer=offer)


@register.simple_block_tag
def empty(content: str, title: object, level: int = 3) -> SafeString:
    return _draw("empty", content=_inner(content), title=title, level=level)


@register.simple_block_tag
def verdict(content: str, state: str, title: object, lead: object = "", level: int = 2) -> SafeString:
    return _draw("verdict", content=_inner(content), state=state, title=title, lead=lead, level=level)


def _inner(content: str) -> SafeString:
    """What stood between the tags: already rendered, and nothing when it was only white space."""
    return mark_safe(content.strip())


_SEALS = {
    "valid": "M28 52l15 15 30-34",
    "expired": "M50 26v26l16 10",
    "suspended": "M38 32v36M62 32v36",
    "revoked": "M33 33l34 34M67 33L33 67",
    "history": "M50 46v24M50 30v.2",
    "unknown": "M38 40a12 12 0 1 1 17 11c-3.500 1.800-5 4-5 8M50 70v.2",
}


@register.simple_tag
def seal(state: str) -> SafeString:
    return format_html(
        '<svg class="seal" data-state="{}" viewBox="0 0 100 100" aria-hidden="true">'
        '<circle cx="50" cy="50" r="47"/><path d="{}"/></svg>',
        state,
        _SEALS[state],
    )


# Lists.


@register.inclusion_tag("ui/crumbs.html")
def crumbs(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/path.html")
def path(steps: Items, label: object = "") -> dict[str, Any]:
    return {"steps": steps, "label": label}


@register.inclusion_tag("ui/steps.html")
def steps(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/step.html")
def step(item: Mapping[str, Any]) -> dict[str, Any]:
    kind = _of(item, "kind") or ""
    # The same page has to come out the same twice (it is cached by its digest), so the id follows from the words.
    said = f"{_of(item, 'label')} {_of(item, 'url')} {_of(item, 'why')}"
    css = {"main": "button", "grave": "button button--grave"}.get(kind, "button button--quiet")
    # The clause closes the sentence, so a full stop before the dash goes.
    why = _of(item, "why") or ""
    if _of(item, "clause") and str(why).endswith("."):
        why = mark_safe(why[:-1]) if isinstance(why, SafeString) else str(why)[:-1]
    return {"item": item, "css": css, "why": why, "id": f"why-{crc32(said.encode()):x}"}


def _of(item: Any, key: str) -> Any:
    return item.get(key) if isinstance(item, Mapping) else getattr(item, key, None)


@register.inclusion_tag("ui/tasks.html")
def tasks(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/task.html")
def task(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"item": item}


@register.inclusion_tag("ui/chapters.html")
def chapters(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/timeline.html")
def timeline(items: Items, dated: bool = True) -> dict[str, Any]:
    return {"items": items, "dated": dated}


@register.inclusion_tag("ui/rings.html")
def rings(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/legend.html")
def legend(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/stats.html")
def stats(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/evidence.html")
def evidence(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/checks.html")
def checks(items: Items) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, label: object, live: bool = False) -> dict[str, Any]:
    dots = ["on" if place < done else "now" if place == done else "" for place in range(total)]
    return {"dots": dots, "label": label, "live": live}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, page: Page, name: str = "page") -> dict[str, Any]:
    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query[name] = number
        return f"?{query.urlencode()}"

    before = address(page.previous_page_number()) if page.has_previous() else ""
    after = address(page.next_page_number()) if page.has_next() else ""
    return {"page": page, "before": before, "after": after}


@register.inclusion_tag("ui/copyable.html")
def copyable(text: str, label: object = "", linked: bool = True) -> dict[str, Any]:
    return {"text": text, "label": label, "linked": linked and text.startswith(("https://", "http://", "/"))}


# Tables.

register.tag("table", tables.compile_table)
register.simple_block_tag(takes_context=True)(tables.row)
register.simple_block_tag(takes_context=True)(tables.rowhead)
register.simple_block_tag(takes_context=True)(tables.cell)


# Forms.


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
    return _draw("autosave", content=_inner(content), url=url, saved=saved, presence_url=presence_url, who=who)


@register.simple_tag
def confirm(sentence: object) -> SafeString:
    """Attributes for a `<form>`: with JavaScript a dialog asks before it goes."""
    back = gettext("Go back")
    return format_html('data-behaviour="confirm" data-confirm="{}" data-back="{}"', typography.typo(sentence), back)


# Drawings of a page.


@register.simple_tag
def qr(url: str, label: str) -> SafeString:
    return qr_codes.svg(url, label=label)


@register.simple_tag
def poland(places: Items, title: str, description: str = "") -> SafeString:
    return maps.poland(places, title=title, description=description)


@register.inclusion_tag("ui/year_axis.html")
def year_axis(
    spans: Items,
    title: str,
    description: str = "",
    today: dt.date | None = None,
    changes: Sequence[dt.date | str] = (),
    caption: object = "",
) -> dict[str, Any]:
    drawing = axis.year_axis(
        spans, title=title, description=description, today=today, today_label=pgettext("day", "today"), changes=changes
    )
    return {"drawing": drawing, "caption": caption or gettext("The same history is told in words beside the drawing.")}


# The page around.


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[languages.OtherLanguage]:
    return languages.other_languages(context.get("request"))


@register.simple_tag(name="panels", takes_context=True)
def panels_tag(context: Context, place: str) -> SafeString:
    page = context.flatten()
    lent = (render(context["request"], page) for render in panels.lent_to(place))
    return mark_safe("".join(conditional_escape(html) for html in lent))
