"""What lists are made of: mappings, or objects with the same names. A missing name means "none"."""

from collections.abc import Mapping
from typing import Any


def of(item: object, name: str, default: Any = None) -> Any:
    """The value of that name, from a mapping or an object."""
    if isinstance(item, Mapping):
        return item.get(name, default)
    return getattr(item, name, default)
