"""The first page: what this is, and the two boxes that most people come for."""

from datetime import date
from typing import Any

from gromada.register.queries import state
from gromada.register.queries.listing import Asked, summary_of
from gromada.register.registers import abouts, registers
from gromada.register.words import Words


def home_page(day: date, words: Words) -> dict[str, Any]:
    """Of several schemes each has its own register, which says itself what the scheme is."""
    summary = summary_of(Asked(), day, state.now().mark)
    known = registers(summary, words)
    return {
        "abouts": [] if known else abouts(words),
        "registers": known,
        "in_register": summary.in_register,
        "in_force": summary.ranks.get(0, 0),
    }
