"""Finding a holder by what people type: parts of names, no diacritics, slips of the pen. Pure: no database."""

from gromada.register.search.index import Found, Index, Named

__all__ = ["Found", "Index", "Named"]
