"""The list of a day: what was asked, the lines of one page, how many there are of each kind, and where they lie."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet

from gromada.institutions import places
from gromada.register.models import PublicListing
from gromada.register.queries.state import Now, index

PER_PAGE = 50
FACETS = ("voivodeship", "kind", "field", "status")
MOST_FOUND = 300
_COLUMNS = (
    "slug", "title", "also", "former", "town", "voivodeship", "kind", "fields", "status", "rank", "demo", "lat", "lon",
    "label", "award", "valid_from", "valid_to", "given_on", "report_year", "starts_on", "endless",
)  # fmt: skip

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a visitor asks the list for; words that no row has simply find nothing."""

    text: str = ""
    voivodeship: str = ""
    kind: str = ""
    field: str = ""
    status: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Asked":
        page = query.get("page", "")
        facets = {name: query.get(name, "")[:60] for name in FACETS}
        return cls(text=" ".join(query.get("q", "").split())[:120], page=int(page) if page.isdecimal() else 1, **facets)

    @property
    def narrows(self) -> bool:
        return any(getattr(self, name) for name in FACETS)

    def fits(self, line: Line, leave_out: str = "") -> bool:
        return all(
            not wanted or (f" {wanted} " in line["fields"] if name == "field" else line[name] == wanted)
            for name in FACETS
            if name != leave_out
            for wanted in [getattr(self, name)]
        )


@dataclass(frozen=True)
class Listed:
    asked: Asked
    total: int
    in_register: int
    pages: int
    lines: Sequence[Line]
    ranks: Mapping[int, int]  # rank → how many lines of it, on all pages
    facets: Mapping[str, Mapping[str, int]]  # facet → value → how many, with the other facets as asked
    spots: Sequence[tuple[float, float, str, bool]]  # latitude, longitude, name, in force


def listed(asked: Asked, day: date, now: Now) -> Listed:
    counts = _counted(now.mark, day)
    in_register = sum(count for _line, count in counts)
    if asked.text:
        lines = _found(asked, day, now)
        counts = [(line, 1) for line in lines]
        lines = [line for line in lines if asked.fits(line)]
        total, pages, asked = _paged(len(lines), asked)
        shown = lines[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    else:
        fitting = sum(count for line, count in counts if asked.fits(line))
        total, pages, asked = _paged(fitting, asked)
        shown = list(_page_of(asked, day)) if total else []
    ranks: Counter[int] = Counter()
    for line, count in counts:
        if asked.fits(line):
            ranks[line["rank"]] += count
    spots = _spots(shown) if total <= PER_PAGE else _middles(counts, asked)
    return Listed(asked, total, in_register, pages, shown, ranks, _facets(counts, asked), spots)


def on(day: date) -> QuerySet[PublicListing]:
    """The rows of a day: one for each holder that the public may know of."""
    return PublicListing.objects.filter(since__lte=day, until__gte=day)


def _page_of(asked: Asked, day: date) -> Iterable[Line]:
    rows = on(day)
    for name in ("voivodeship", "kind", "status"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    if asked.field:
        rows = rows.filter(fields__contains=f" {asked.field} ")
    first = (asked.page - 1) * PER_PAGE
    return rows.order_by("rank", "sort_key", "pk").values(*_COLUMNS)[first : first + PER_PAGE]


def _found(asked: Asked, day: date, now: Now) -> list[Line]:
    places_of = {found.key: place for place, found in enumerate(index(now.mark).find(asked.text, MOST_FOUND))}
    lines = on(day).filter(holder__in=places_of).values("holder", *_COLUMNS)
    return sorted(lines, key=lambda line: places_of[line["holder"]])


def _paged(total: int, asked: Asked) -> tuple[int, int, Asked]:
    pages = max(1, -(-total // PER_PAGE))
    return total, pages, replace(asked, page=min(max(1, asked.page), pages))


@lru_cache(maxsize=4)
def _counted(mark: str, day: date) -> list[tuple[Line, int]]:
    """How many holders there are of each combination. Counted once a day for each form of the tables."""
    grouped = on(day).order_by().values("voivodeship", "kind", "fields", "status", "rank").annotate(count=Count("pk"))
    return [(row, row["count"]) for row in grouped]


def _facets(counts: Iterable[tuple[Line, int]], asked: Asked) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for line, count in counts:
        for name in FACETS:
            if asked.fits(line, leave_out=name):
                for value in line["fields"].split() if name == "field" else [line[name]]:
                    found[name][value] += count
    return {name: {value: count for value, count in counter.items() if value} for name, counter in found.items()}


def _spots(lines: Iterable[Line]) -> list[tuple[float, float, str, bool]]:
    return [(line["lat"], line["lon"], line["town"], line["rank"] == 0) for line in lines if line["lat"] is not None]


def _middles(counts: Iterable[tuple[Line, int]], asked: Asked) -> list[tuple[float, float, str, bool]]:
    """One dot for each voivodeship with its count: a long list has no room for its towns."""
    held: Counter[str] = Counter()
    valid: set[str] = set()
    for line, count in counts:
        if asked.fits(line):
            held[line["voivodeship"]] += count
            valid |= {line["voivodeship"]} if line["rank"] == 0 else set()
    known = [(name, count, middle) for name, count in held.items() if (middle := places.middle_of(name))]
    return [(*middle, f"{name}: {count}", name in valid) for name, count, middle in known]
