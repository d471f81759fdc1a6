"""What every tag stands on: the library itself, a template drawn by name, items that are mappings or objects."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Items = Sequence[Mapping[str, Any]]


def draw(name: str, **context: Any) -> SafeString:
    """A template of `templates/ui` with nothing in its context but what is given: no request, no context processors."""
    return mark_safe(loader.get_template(f"ui/{name}.html").render(context))


def inner(content: str) -> SafeString:
    """What stood between the tags: already rendered, and nothing when it was only white space."""
    return mark_safe(content.strip())
