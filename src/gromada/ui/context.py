"""What every page knows: whether this is a demonstration, and what the rooms above lend to the frame of the page."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from gromada.ui.panels import Lender


@lru_cache
def _lender(dotted: str) -> Lender:
    return import_string(dotted)


def page(request: HttpRequest) -> dict[str, object]:
    """A context processor. `PAGE_CONTEXT` names functions of a request (navigation, issuer, account); later ones win."""
    known: dict[str, object] = {"demo": getattr(settings, "DEMO", False)}
    for dotted in getattr(settings, "PAGE_CONTEXT", ()):
        known |= _lender(dotted)(request)
    return known
