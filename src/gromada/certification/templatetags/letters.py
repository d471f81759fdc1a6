"""Letters are Markdown; on a page they are safe HTML."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True})
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h2", "h3"}


@register.filter
def letter_html(text: str) -> SafeString:
    """Markdown without raw HTML, cleaned to a few tags; links open as they are."""
    return mark_safe(
        nh3.clean(
            _MARKDOWN.render(text), tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"}
        )
    )
