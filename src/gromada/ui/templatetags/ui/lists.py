"""Lists: the path of a case, its steps and chapters, tasks, timelines, rings, evidence, pages of a long list."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.core.paginator import Page
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from gromada.ui.items import of
from gromada.ui.templatetags.ui.library import Items, register


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
    kind = of(item, "kind") or ""
    # The same page has to come out the same twice (it is cached by its digest), so the id follows from the words.
    said = f"{of(item, 'label')} {of(item, 'url')} {of(item, 'why')}"
    css = {"main": "button", "grave": "button button--grave"}.get(kind, "button button--quiet")
    # The clause closes the sentence, so a full stop before the dash goes.
    why = of(item, "why") or ""
    if of(item, "clause") and str(why).endswith("."):
        why = mark_safe(why[:-1]) if isinstance(why, SafeString) else str(why)[:-1]
    return {"item": item, "css": css, "why": why, "id": f"why-{crc32(said.encode()):x}"}


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
