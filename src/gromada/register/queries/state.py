"""Which form of the public tables this is, and what is kept in memory by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.core.cache import cache

from gromada.kit.folding import fold_words
from gromada.register.models import PublicHolder, PublicLabel, PublicName, State
from gromada.register.search import Index, Named


@dataclass(frozen=True)
class Now:
    mark: str
    moved_at: datetime | None


NEVER = Now("", None)
# What another process has changed is seen after so long; what this one changes, at once.
SECONDS = 1
_REMEMBERED = "register:now"
Words = Mapping[tuple[str, str], Mapping[str, str]]


def now() -> Now:
    """Every page asks it first, so the answer is remembered for a second; `forget` makes it be asked anew."""
    known = cache.get(_REMEMBERED)
    if known is None:
        row = State.objects.filter(pk=1).values_list("mark", "moved_at").first()
        known = Now(*row) if row else NEVER
        cache.set(_REMEMBERED, known, SECONDS)
    return known


def forget() -> None:
    cache.delete(_REMEMBERED)


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
    for holder, folded in PublicName.objects.order_by("pk").values_list("holder", "folded"):
        names.setdefault(holder, []).append(folded)
    labels = words(mark).items()
    kinds = {key: tuple(fold_words(label) for label in said.values()) for (what, key), said in labels if what == "kind"}
    towns: dict[str, str] = {}
    named = []
    for pk, town, kind in PublicHolder.objects.order_by("sort_key", "key").values_list("pk", "town", "kind"):
        folded = towns.get(town) or towns.setdefault(town, fold_words(town))
        named.append(Named(pk, tuple(names.get(pk, ())), folded, kinds.get(kind, ())))
    return Index(named)
