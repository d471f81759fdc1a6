"""Parts of a page that hold something: notices, chapters, cards, tables, and what rooms above lend."""

import datetime as dt
from typing import Any

from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from gromada.ui import icons, languages, panels, tables
from gromada.ui.templatetags.ui.library import draw, inner, register


@register.simple_block_tag
def notice(content: str, kind: str = "", title: object = "", icon: str = "", level: int = 0) -> SafeString:
    drawn = icon or icons.KIND_ICONS.get(kind, "info")
    return draw("notice", content=inner(content), kind=kind, title=title, icon=drawn, level=level)


@register.simple_block_tag
def chapter(content: str, id: str, title: object, note: object = "", chip: object = "") -> SafeString:
    return draw("chapter", content=inner(content), id=id, title=title, note=note, chip=chip)


@register.simple_block_tag
def card(content: str, who: object = "", when: dt.date | str = "", offer: bool = False) -> SafeString:
    return draw("card", content=inner(content), who=who, when=when, offer=offer)


@register.simple_block_tag
def empty(content: str, title: object, level: int = 3) -> SafeString:
    return draw("empty", content=inner(content), title=title, level=level)


@register.simple_block_tag
def verdict(content: str, state: str, title: object, lead: object = "", level: int = 2) -> SafeString:
    return draw("verdict", content=inner(content), state=state, title=title, lead=lead, level=level)


register.tag("table", tables.compile_table)
register.simple_block_tag(takes_context=True)(tables.row)
register.simple_block_tag(takes_context=True)(tables.rowhead)
register.simple_block_tag(takes_context=True)(tables.cell)


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[languages.OtherLanguage]:
    return languages.other_languages(context.get("request"))


@register.simple_tag(name="panels", takes_context=True)
def panels_tag(context: Context, place: str) -> SafeString:
    page: dict[str, Any] = dict(context.flatten())  # type: ignore[arg-type]
    lent = (render(context["request"], page) for render in panels.lent_to(place))
    return mark_safe("".join(conditional_escape(html) for html in lent))
