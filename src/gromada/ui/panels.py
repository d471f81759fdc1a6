"""Panels: an upper room lends a part of its page to a lower one, which does not know it.

# certification/apps.py
def ready(self) -> None:
    panels.register("institution.page", order=20)(render_cases)

# institutions/templates/institutions/institution.html
{% panels "institution.page" %}
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest

Render = Callable[[HttpRequest, dict[str, Any]], str]

_places: dict[str, list[tuple[int, str, Render]]] = {}


def register(place: str, order: int) -> Callable[[Render], Render]:
    """Lend a function to a place on a page. Lower orders stand first; the same function is taken once.

    The function gets the request and the page's context, and gives HTML: a `SafeString` as it is, other text is escaped
    by the tag; an empty string leaves nothing on the page.
    """

    def keep(render: Render) -> Render:
        entry = (order, f"{render.__module__}.{render.__qualname__}", render)
        lent = _places.setdefault(place, [])
        if entry not in lent:
            lent.append(entry)
            # By name after the order, so that the page does not depend on the order of INSTALLED_APPS.
            lent.sort(key=lambda kept: kept[:2])
        return render

    return keep


def lent_to(place: str) -> Iterator[Render]:
    """The functions lent to the place, in order."""
    return (render for _order, _name, render in _places.get(place, ()))


def withdraw(place: str, render: Render) -> None:
    """Take a function back; for tests."""
    _places[place] = [kept for kept in _places.get(place, ()) if kept[2] is not render]
