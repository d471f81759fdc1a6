"""From what the queries found to what the templates print."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.status import Status
from gromada.kit.folding import sort_key
from gromada.register.queries.listing import FACETS, PER_PAGE, Listed
from gromada.register.spans import RANKS
from gromada.register.wording import CHIP, group_title, line_words, status_word
from gromada.register.words import Words
from gromada.ui.drawings.poland import poland


def list_page(found: Listed, words: Words, base: str) -> dict[str, Any]:
    """`base` is the address of the list; a holder's page stands under it."""
    return {
        "found": found,
        "groups": list(_groups(found, base)),
        "pager_page": Paginator(range(found.total), PER_PAGE).page(found.asked.page),
        "facets": [_facet(name, found, words) for name in FACETS],
        "map": _map(tuple(found.spots), _map_title(), _map_words(found)),
        "map_words": _map_words(found),
        "has_valid": any(spot[3] for spot in found.spots),
        "abouts": words.all("about"),
    }


def _groups(found: Listed, base: str) -> Iterator[dict[str, Any]]:
    """Lines under the heading of their rank; what was searched for stands in one group, the best first."""
    ranks = [None] if found.asked.text else sorted({line["rank"] for line in found.lines})
    for rank in ranks:
        lines = [line for line in found.lines if rank is None or line["rank"] == rank]
        title = _results(found.total) if rank is None else group_title(rank, found.ranks[rank])
        yield {"title": title, "lines": list(_lines(lines, base, lettered=rank is not None and rank > 0))}


def _results(count: int) -> str:
    return ngettext("%(count)s result", "%(count)s results", count) % {"count": count}


def _lines(lines: Sequence[Any], base: str, lettered: bool) -> Iterator[dict[str, Any]]:
    letter = ""
    for line in lines:
        first = line["town"][:1].upper()
        status = line["status"]
        yield {
            "url": f"{base}{line['slug']}/",
            "title": line["title"],
            "more": line_words(line),
            "letter": first if lettered and first != letter else "",
            "demo": line["demo"],
            "valid": status == Status.IN_FORCE,
            "chip": CHIP[Status(status)] if status != Status.UNKNOWN or not lettered else "",
            "word": status_word(status),
        }
        letter = first


def _facet(name: str, found: Listed, words: Words) -> dict[str, Any]:
    counts = found.facets[name]
    asked = getattr(found.asked, name)
    labels = {value: _facet_word(name, value, words) for value in {*counts, *([asked] if asked else [])}}
    order = sorted(
        labels, key=lambda value: (RANKS[Status(value)], value) if name == "status" else (0, sort_key(labels[value]))
    )
    options = [{"value": v, "label": f"{labels[v]} ({counts.get(v, 0)})", "selected": v == asked} for v in order]
    return {"name": name, "label": _facet_title(name), "options": options}


def _facet_word(name: str, value: str, words: Words) -> str:
    if name == "status":
        return status_word(value) if value in Status.values else value
    return value if name == "voivodeship" else words.of(name, value)


def _facet_title(name: str) -> str:
    return {
        "voivodeship": _("Voivodeship"),
        "kind": _("Kind of institution"),
        "field": _("Field of work"),
        "status": _("Status"),
    }[name]


def _map_title() -> str:
    return _("Map of Poland with the institutions of the list")


def _map_words(found: Listed) -> str:
    if found.total > PER_PAGE:
        return _("The map counts the institutions of the list by voivodeship; the same numbers stand in the filter.")
    placed = len(found.spots)
    count = len({spot[2] for spot in found.spots})
    towns = ngettext("in %(towns)s place", "in %(towns)s places", count) % {"towns": count}
    held = ngettext("%(count)s institution or unit", "%(count)s institutions and units", placed) % {"count": placed}
    if placed == found.total:
        return _("The map shows the same as the list: %(held)s %(towns)s.") % {"held": held, "towns": towns}
    told = {"held": held, "towns": towns, "missing": found.total - placed}
    return _("The map shows: %(held)s %(towns)s. Only in the list, because their place is not known: %(missing)s.") % told


@lru_cache(maxsize=64)
def _map(spots: tuple[tuple[float, float, str, bool], ...], title: str, words: str) -> SafeString:
    """Finding room for the names costs more than all the rest of the page, and the same dots come again and again."""
    drawn = [{"lat": lat, "lon": lon, "name": name, "valid": valid} for lat, lon, name, valid in spots]
    return poland(drawn, title=title, description=words)
