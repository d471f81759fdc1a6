"""How the names of institutions and towns are read and printed."""

import re

from gromada.kit.folding import fold, fold_words


def is_named_after(name: str, town: str) -> bool:
    """Whether the name says the town, declined or not: "Biblioteka w Piekarach Śląskich" says Piekary Śląskie."""
    words = fold_words(name).split()
    return all(
        any(word.startswith(part[: max(3, len(part) - 3)]) for word in words) for part in fold_words(town).split()
    )


def printed(name: str) -> str:
    """With Polish quotation marks: MDK "Batory" → MDK „Batory”."""
    return re.sub(r'"([^"]*)"', r"„\1”", name)


def with_town(name: str, town: str) -> str:
    """The printed name, and the town behind a comma where the name does not say it."""
    return printed(name) if not town or is_named_after(name, town) else f"{printed(name)}, {town}"


def same(one: str, other: str) -> bool:
    return fold(one) == fold(other)
