"""Long texts of editions: Markdown in, HTML out. Raw HTML in a text stays text."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from gromada.ui.typography import typo

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=32)
def html(text: str, *, headings_from: int = 2) -> SafeString:
    """`headings_from` is the level of the text's first headings: a page has one h1 already."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + headings_from - 1)}"
    return typo(mark_safe(_markdown.renderer.render(tokens, _markdown.options, {})))
