"""Drawings: icons, words of state with their sign, rings, seals, codes, maps, the axis of years."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from gromada.ui import icons, typography
from gromada.ui import qr as qr_codes
from gromada.ui.drawings import axis
from gromada.ui.drawings import mark as marks
from gromada.ui.drawings import poland as maps
from gromada.ui.drawings import ring as rings_drawn
from gromada.ui.templatetags.ui.library import Items, register


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
def path_mini(current: int, total: int, name: object = "", ended: bool = False) -> SafeString:
    here = '<i class="end"></i>' if ended else '<i class="now"></i>'
    dots = "".join(here if step == current else "<i></i>" for step in range(1, total + 1))
    words = gettext("step %(current)s of %(total)s") % {"current": current, "total": total}
    return format_html(
        '<span class="path-mini" aria-hidden="true">{}</span> '
        '<span class="nowrap">{}<span class="visually-hidden">, {}</span></span>',
        mark_safe(dots),
        typography.typo(name),
        words,
    )


_SEALS = {
    "valid": "M28 52l15 15 30-34",
    "expired": "M50 26v26l16 10",
    "suspended": "M38 32v36M62 32v36",
    "revoked": "M33 33l34 34M67 33L33 67",
    "history": "M50 46v24M50 30v.2",
    "unsure": "M38 40a12 12 0 1 1 17 11c-3.500 1.800-5 4-5 8M50 70v.2",
    "unknown": "M38 40a12 12 0 1 1 17 11c-3.500 1.800-5 4-5 8M50 70v.2",
}


@register.simple_tag
def seal(state: str) -> SafeString:
    if state not in _SEALS:
        raise ValueError(f"There is no seal {state!r}. The seals are: {', '.join(_SEALS)}.")
    return format_html(
        '<svg class="seal" data-state="{}" viewBox="0 0 100 100" aria-hidden="true">'
        '<circle cx="50" cy="50" r="47"/><path d="{}"/></svg>',
        state,
        _SEALS[state],
    )


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
