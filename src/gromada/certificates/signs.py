"""Signs that people paste and the typeface of papers lacks: bullets and hyphens of word processors, emoji, control characters."""

import json
import re
from collections.abc import Callable

import typst

_BULLETS = (
    "\u25cf\u25cb\u25e6\u25aa\u25ab\u25a0\u25a1\u25ba\u27a2\u2043\uf0a7\uf0b7\uf0d8\uf0fc\u2714\u2717\u2605\u2606"
)
_LIKE = dict.fromkeys(_BULLETS, "\u2022") | {
    "\u2010": "-", "\u2011": "-", "\u201f": "\u201e", "\u21d2": "\u2192", "\u2794": "\u2192", "\u2103": "\u00b0C", "\ufeff": "",
}  # fmt: skip
_TYPST = re.compile(r'the text [`]"(.+?)"[`] could not be displayed|disallowed codepoint [`]"(.+?)"[`]')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


MOST = 60  # different ones in one document


def settled(compiled: Callable[[str], bytes], said: str, unknown: str) -> bytes:
    """What `compiled` makes of `said` (JSON), without the signs that stopped it; `unknown` stands for those that resemble nothing."""
    for _attempt in range(MOST):
        try:
            return compiled(said)
        except typst.TypstError as mistake:
            sign = _missing(str(mistake))
            changed = _replaced(said, sign, _like(sign, unknown)) if sign else said
            if changed == said:
                raise
            said = changed
    raise ValueError("too many signs that the typeface does not have")


def _missing(mistake: str) -> str:
    """The sign that stopped the archive's standard, from typst's words; empty where it was something else."""
    found = _TYPST.search(mistake)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1] or found[2]) if found else ""


def _like(sign: str, unknown: str) -> str:
    """What is set in its place: the same for the eye where there is such a sign, else `unknown`; nothing for what nobody sees."""
    return _LIKE.get(sign, unknown if sign.isprintable() or not sign.isascii() else "")


def _replaced(said: str, sign: str, instead: str) -> str:
    """JSON with a sign of its texts replaced. A control character stands in it escaped, a backslash that was typed as two."""
    escaped = json.dumps(sign, ensure_ascii=False)[1:-1]
    if escaped == sign:
        return said.replace(sign, instead)
    return re.sub(rf"(?<!\\)((?:\\\\)*){re.escape(escaped)}", lambda found: found[1] + instead, said)
