"""The readiness ring: a dot for each indicator, large when required; full = met, half = partly, open = missing."""

from collections.abc import Sequence
from math import cos, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gromada.ui.items import of

CENTRE, RADIUS = 50, 38
LARGE, SMALL = 10.0, 6.5

_CIRCLES = {"met": "dot-met", "part": "dot-part", "gap": "dot-gap"}


def dot(state: str, x: float = 10, y: float = 10, r: float = 8) -> str:
    """One dot of the vocabulary at a place, in the units of its drawing.

    Raises:
        ValueError: the state is none of met, part, gap.
    """
    if state not in _CIRCLES:
        raise ValueError(f"A dot is met, part or gap, not {state!r}.")
    drawn = f'<circle class="{_CIRCLES[state]}" cx="{x:g}" cy="{y:g}" r="{r:g}"/>'
    if state == "part":
        drawn += f'<path class="dot-part-fill" d="M{x:g} {y - r:g}a{r:g} {r:g} 0 0 1 0 {2 * r:g}z"/>'
    return drawn


def ring(dots: Sequence[object], code: str = "") -> SafeString:
    """The ring of one standard, `dots` being mappings with `state` and `required`; the first stands at the top."""
    count = len(dots)
    # Many indicators share the same circle, so their dots grow smaller rather than overlap.
    scale = min(1.0, 2 * pi * RADIUS / max(count, 1) * 0.44 / LARGE)
    parts = [f'<circle class="ring__line" cx="{CENTRE}" cy="{CENTRE}" r="{RADIUS}"/>']
    for place, one in enumerate(dots):
        angle = 2 * pi * place / count - pi / 2
        r = (LARGE if of(one, "required") else SMALL) * scale
        x, y = round(CENTRE + RADIUS * cos(angle), 1), round(CENTRE + RADIUS * sin(angle), 1)
        parts.append(dot(str(of(one, "state")), x, y, round(r, 1)))
    if code:
        parts.append(f'<text class="ring__code" x="{CENTRE}" y="57">{escape(code)}</text>')
    return mark_safe(f'<svg viewBox="0 0 100 100" aria-hidden="true">{"".join(parts)}</svg>')


_SIGNS: dict[str, str] = {
    "met": dot("met"),
    "part": dot("part"),
    "gap": dot("gap"),
    "large": dot("gap", 6, 10, 6) + dot("gap", 17, 10, 3.5),
    "valid": '<circle class="marker__halo" cx="10" cy="10" r="9"/>'
    '<circle class="marker marker--valid" cx="10" cy="10" r="6"/>',
    "past": '<circle class="marker" cx="10" cy="10" r="6"/>',
    "unknown": '<path class="axis-sign" d="M1 10h18"/>',
}


def sign(name: str) -> SafeString:
    """A small drawing of one word of the dot vocabulary, for a legend or beside a judgement.

    Raises:
        ValueError: the word is not in the vocabulary.
    """
    if name not in _SIGNS:
        raise ValueError(f"There is no dot {name!r}. The dots are: {', '.join(_SIGNS)}.")
    return mark_safe(f'<svg viewBox="0 0 20 20" aria-hidden="true">{_SIGNS[name]}</svg>')
