"""The first page: what this is, and the two boxes that most people come for."""

from collections import Counter
from datetime import date
from typing import Any

from gromada.register.queries import listing, state
from gromada.register.words import Words


def home_page(day: date, words: Words) -> dict[str, Any]:
    found = listing.listed(listing.Asked(), day, state.now())
    ranks: Counter[int] = Counter(found.ranks)
    return {
        "abouts": words.all("about"),
        "certificates": words.all_current("certificate"),
        "in_register": found.in_register,
        "in_force": ranks[0],
    }
