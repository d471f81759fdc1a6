"""The first page: what this is, and the two boxes that most people come for."""

from datetime import date
from typing import Any

from gromada.register.queries import state
from gromada.register.queries.listing import Asked, summary_of
from gromada.register.words import Words


def home_page(day: date, words: Words) -> dict[str, Any]:
    summary = summary_of(Asked(), day, state.now().mark)
    return {
        "abouts": words.all("about"),
        "in_register": summary.in_register,
        "in_force": summary.ranks.get(0, 0),
    }
