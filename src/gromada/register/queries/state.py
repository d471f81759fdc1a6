"""Which form of the public tables this is, and what is kept in memory by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from gromada.register.models import PublicHolder, PublicLabel, PublicName, State
from gromada.register.search import Index, Named


@dataclass(frozen=True)
class Now:
    mark: str
    moved_at: datetime | None


NEVER = Now("", None)
Words = Mapping[tuple[str, str], Mapping[str, str]]


def now() -> Now:
    """One short query: every page asks it first."""
    row = State.objects.filter(pk=1).values_list("mark", "moved_at").first()
    return Now(*row) if row else NEVER


@lru_cache(maxsize=4)
def words(mark: str) -> Words:
    """The labels by (what, key) and language."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for what, key, language, text in PublicLabel.objects.order_by("pk").values_list("what", "key", "language", "text"):
        found.setdefault((what, key), {})[language] = text
    return found


def word(mark: str, what: str, key: str, language: str | None) -> str:
    """A word in a language, else in the first that it has, else the key."""
    said = words(mark).get((what, key), {})
    return said.get((language or "")[:2]) or next(iter(said.values()), key)


@lru_cache(maxsize=2)
def index(mark: str) -> Index:
    """The names of the register, ready to be searched. Built once for each form of the tables."""
    names: dict[int, list[str]] = {}
    for holder, title in PublicName.objects.order_by("pk").values_list("holder", "title"):
        names.setdefault(holder, []).append(title)
    kinds = {key: tuple(said.values()) for (what, key), said in words(mark).items() if what == "kind"}
    holders = PublicHolder.objects.order_by("sort_key", "key").values_list("pk", "town", "kind")
    return Index(Named(pk, tuple(names.get(pk, ())), town, kinds.get(kind, ())) for pk, town, kind in holders)
