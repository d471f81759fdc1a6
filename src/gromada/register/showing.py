"""The list of the register: lines under headings, filters with their counts, the map.

What is drawn from plain values is remembered by them: the same lines, filters and dots come on page after page.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.status import Status
from gromada.kit.folding import sort_key
from gromada.register.queries.listing import FACETS, PER_PAGE, Line, Listed
from gromada.register.registers import abouts, registers
from gromada.register.spans import RANKS
from gromada.register.wording import CHIP, group_title, line_words, status_word
from gromada.register.words import Words
from gromada.ui.drawings.poland import poland

_DRAWN = ("slug", "title", "also", "former", "status", "demo", "years", "award")
_FILTERS = tuple(name for name in FACETS if name != "scheme")  # the registers are links, not a filter


def list_page(found: Listed, words: Words, address: str) -> dict[str, Any]:
    """`address` is the list's own; a holder's page stands under it."""
    map_words = _map_words(found)
    known = registers(found.summary, words, found.asked.scheme)
    return {
        "found": found,
        "address": address,
        "registers": known,
        "everything": f"{address}?scheme={found.asked.scheme}" if found.asked.scheme else address,
        "groups": list(_groups(found, address, words if known and not found.asked.scheme else None)),
        "pager_page": Paginator(range(found.total), PER_PAGE).page(found.asked.page),
        "facets": [_facet(name, found, words) for name in _FILTERS],
        "map": _map(tuple(found.spots), _("Map of Poland with the institutions of the list"), map_words),
        "map_words": map_words,
        "has_valid": any(spot[3] for spot in found.spots),
        "abouts": abouts(words, found.asked.scheme) if found.asked.scheme or not known else [],
    }


def _groups(found: Listed, address: str, schemes: Words | None) -> Iterator[dict[str, Any]]:
    """Lines under the heading of their rank; what was searched for stands in one group, the best first.

    With `schemes` each line says of which scheme its certificate is.
    """
    if found.asked.text:
        total = found.total
        title = ngettext("%(count)s result", "%(count)s results", total) % {"count": total}
        yield {"title": title, "lines": _lines(found.lines, address, schemes, lettered=False)}
        return
    for rank in sorted({line["rank"] for line in found.lines}):
        lines = [line for line in found.lines if line["rank"] == rank]
        title = group_title(rank, found.summary.ranks[rank])
        yield {"title": title, "lines": _lines(lines, address, schemes, lettered=rank > 0)}


def _lines(lines: Sequence[Line], address: str, schemes: Words | None, *, lettered: bool) -> SafeString:
    """A letter hangs in the margin where the alphabet of the towns turns."""
    letter, drawn = "", []
    for line in lines:
        first = line["town"][:1].upper()
        scheme = schemes.of("scheme", line["scheme"]) if schemes else ""
        row = (*((name, line[name]) for name in _DRAWN), ("scheme", scheme))
        drawn.append(_entry(address, row, first if lettered and first != letter else "", lettered))
        letter = first
    return mark_safe("".join(drawn))


@lru_cache(maxsize=8192)
def _entry(address: str, row: tuple[tuple[str, Any], ...], letter: str, lettered: bool) -> SafeString:
    """One line; in the list its heading says already that it is from history. The address tells the language."""
    line = dict(row)
    status = Status(line["status"])
    told = {
        "url": f"{address}{line['slug']}/",
        "title": line["title"],
        "more": ", ".join(part for part in (line["scheme"], line_words(line)) if part),
        "letter": letter,
        "chip": "" if status == Status.UNKNOWN and lettered else CHIP[status],
        "word": status_word(status),
        "demo": line["demo"],
    }
    return mark_safe(get_template("register/entry.html").render({"line": told}))


def _facet(name: str, found: Listed, words: Words) -> dict[str, Any]:
    asked = getattr(found.asked, name)
    counts = dict(found.summary.facets[name])
    if asked:
        counts.setdefault(asked, 0)
    return {"name": name, "label": _facet_title(name), "options": _options(name, tuple(counts.items()), asked, words)}


@lru_cache(maxsize=512)
def _options(name: str, counts: tuple[tuple[str, int], ...], asked: str, words: Words) -> SafeString:
    labelled = [(value, _facet_word(name, value, words), count) for value, count in counts]
    if name == "status":
        labelled.sort(key=lambda one: RANKS.get(one[0], len(RANKS)))  # type: ignore[call-overload]
    else:
        labelled.sort(key=lambda one: sort_key(one[1]))
    drawn = [
        f'<option value="{escape(value)}"{" selected" if value == asked else ""}>{escape(label)} ({count})</option>'
        for value, label, count in labelled
    ]
    return mark_safe("".join(drawn))


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


def _map_words(found: Listed) -> str:
    if found.total > PER_PAGE:
        return _("The map counts the institutions of the list by voivodeship; the same numbers stand in the filter.")
    placed = len({line["slug"] for line in found.lines if line["lat"] is not None})
    total = len({line["slug"] for line in found.lines})
    count = len({spot[2] for spot in found.spots})
    towns = ngettext("in %(towns)s place", "in %(towns)s places", count) % {"towns": count}
    held = ngettext("%(count)s institution or unit", "%(count)s institutions and units", placed) % {"count": placed}
    if placed == total:
        return _("The map shows the same as the list: %(held)s %(towns)s.") % {"held": held, "towns": towns}
    told = {"held": held, "towns": towns, "missing": total - placed}
    return (
        _("The map shows: %(held)s %(towns)s. Only in the list, because their place is not known: %(missing)s.") % told
    )


@lru_cache(maxsize=64)
def _map(spots: tuple[tuple[float, float, str, bool], ...], title: str, words: str) -> SafeString:
    """Finding room for the names costs more than all the rest of the page."""
    drawn = [{"lat": lat, "lon": lon, "name": name, "valid": valid} for lat, lon, name, valid in spots]
    return poland(drawn, title=title, description=words)
