"""Numbers of certificates as people copy them: CAL/2026/7, "cal 2026 7", CAL-2026-007."""

import re

from gromada.kit.folding import fold


def number_key(number: str) -> str:
    """What is left of a number without case, diacritics, separators and leading zeros; "" where nothing is left."""
    parts = re.findall(r"\d+|[^\W\d_]+", fold(number))
    return "/".join(str(int(part)) if part.isdigit() else part for part in parts)[:80]
