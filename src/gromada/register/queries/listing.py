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
FACETS = ("scheme", "voivodeship", "kind", "field", "status")
MOST_FOUND = 300
_SHOWN = (
    "slug", "title", "also", "former", "town", "status", "rank", "demo", "lat", "lon", "years", "award", "scheme",
)  # fmt: skip
_ASKED_FOR = ("voivodeship", "kind", "fields")

Line = Mapping[str, Any]
Spot = tuple[float, float, str, bool]  # latitude, longitude, name, whether a certificate is in force there


@dataclass(frozen=True)
class Asked:
    """What a visitor asks the list for; words that no row has simply find nothing."""

    text: str = ""
    scheme: str = ""
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
    def wanted(self) -> list[tuple[str, str]]:
        return [(name, value) for name in FACETS if (value := getattr(self, name))]

    @property
    def narrows(self) -> bool:
        """Whether a filter is set; the scheme is none: it is the register that one is in."""
        return any(name != "scheme" for name, _value in self.wanted)

    def fits(self, line: Line, leave_out: str = "") -> bool:
        for name, value in self.wanted:
            has = f" {value} " in line["fields"] if name == "field" else line[name] == value
            if name != leave_out and not has:
                return False
        return True


@dataclass(frozen=True)
class Summary:
    """What is true of all the pages of a list together."""

    in_register: int
    total: int
    ranks: Mapping[int, int]  # rank → how many lines of it
    facets: Mapping[str, Mapping[str, int]]  # facet → value → how many, with the other facets as asked
    middles: Sequence[Spot]  # one dot for each voivodeship


@dataclass(frozen=True)
class Listed:
    asked: Asked
    summary: Summary
    pages: int
    lines: Sequence[Line]

    @property
    def total(self) -> int:
        return self.summary.total

    @property
    def spots(self) -> Sequence[Spot]:
        """The places of the lines; of a long list only its voivodeships, for its towns would find no room."""
        return self.summary.middles if self.total > PER_PAGE else _spots(self.lines)


def listed(asked: Asked, day: date, now: Now) -> Listed:
    if asked.text:
        found = _found(asked, day, now)
        summary = _summed_up([(line, 1) for line in found], asked)
        asked = _within(asked, summary)
        lines = [line for line in found if asked.fits(line)]
        shown = lines[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    else:
        summary = summary_of(replace(asked, page=1), day, now.mark)
        asked = _within(asked, summary)
        shown = list(_page_of(asked, day)) if summary.total else []
    return Listed(asked, summary, _pages(summary), shown)


@lru_cache(maxsize=256)
def summary_of(asked: Asked, day: date, mark: str) -> Summary:
    """Counted once a day for each form of the tables; `asked` without text and page."""
    return _summed_up(_counted(mark, day), asked)


def on(day: date) -> QuerySet[PublicListing]:
    """The rows of a day: one for each holder that the public may know of."""
    return PublicListing.objects.filter(since__lte=day, until__gte=day)


def _page_of(asked: Asked, day: date) -> Iterable[Line]:
    rows = on(day)
    for name in ("scheme", "voivodeship", "kind", "status"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    if asked.field:
        rows = rows.filter(fields__contains=f" {asked.field} ")
    first = (asked.page - 1) * PER_PAGE
    return rows.order_by("rank", "sort_key").values(*_SHOWN)[first : first + PER_PAGE]


def _found(asked: Asked, day: date, now: Now) -> list[Line]:
    places_of = {found.key: place for place, found in enumerate(index(now.mark).find(asked.text, MOST_FOUND))}
    lines = on(day).filter(holder__in=places_of).values("holder", *_SHOWN, *_ASKED_FOR)
    return sorted(lines, key=lambda line: places_of[line["holder"]])


def _pages(summary: Summary) -> int:
    return max(1, -(-summary.total // PER_PAGE))


def _within(asked: Asked, summary: Summary) -> Asked:
    return replace(asked, page=min(max(1, asked.page), _pages(summary)))


@lru_cache(maxsize=4)
def _counted(mark: str, day: date) -> list[tuple[Line, int]]:
    """How many holders there are of each combination. Counted once a day for each form of the tables."""
    grouped = (
        on(day)
        .order_by()
        .values("scheme", "voivodeship", "kind", "fields", "status", "rank")
        .annotate(count=Count("pk"))
    )
    return [(row, row["count"]) for row in grouped]


def _summed_up(counts: Sequence[tuple[Line, int]], asked: Asked) -> Summary:
    fitting = [(line, count) for line, count in counts if asked.fits(line)]
    ranks: Counter[int] = Counter()
    for line, count in fitting:
        ranks[line["rank"]] += count
    return Summary(
        in_register=sum(count for line, count in counts if asked.scheme in ("", line["scheme"])),
        total=sum(ranks.values()),
        ranks=ranks,
        facets={name: _facet(name, counts, asked) for name in FACETS},
        middles=_middles(fitting),
    )


def _facet(name: str, counts: Iterable[tuple[Line, int]], asked: Asked) -> dict[str, int]:
    found: Counter[str] = Counter()
    for line, count in counts:
        if asked.fits(line, leave_out=name):
            for value in line["fields"].split() if name == "field" else [line[name]]:
                found[value] += count
    return {value: count for value, count in found.items() if value}


def _spots(lines: Iterable[Line]) -> list[Spot]:
    """One dot for a holder, also where it stands in the registers of several schemes."""
    found: dict[str, Spot] = {}
    for line in lines:
        if line["lat"] is not None and (line["slug"] not in found or line["rank"] == 0):
            found[line["slug"]] = (line["lat"], line["lon"], line["town"], line["rank"] == 0)
    return list(found.values())


def _middles(fitting: Iterable[tuple[Line, int]]) -> list[Spot]:
    held: Counter[str] = Counter()
    valid: set[str] = set()
    for line, count in fitting:
        held[line["voivodeship"]] += count
        if line["rank"] == 0:
            valid.add(line["voivodeship"])
    known = [(name, count, middle) for name, count in held.items() if (middle := places.middle_of(name))]
    return [(*middle, f"{name}: {count}", name in valid) for name, count, middle in known]
