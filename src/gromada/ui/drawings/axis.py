"""The axis of years of one holder: when certificates were in force, and where the sources are silent.

Coordinates are those of a drawing 760 wide and 120 high; a year of time is a fraction of the width between the margins.
"""

import datetime as dt
from collections.abc import Sequence
from math import ceil

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gromada.ui.items import of

LEFT, RIGHT, LINE, BASE = 20.0, 740.0, 56, 80
# How long a dotted line runs where the end is not known.
FADING_YEARS = 4.5
# Half the width of a letter of the labels, on a desk (16) and on a phone (32).
LETTER, LETTER_ON_PHONE = 8.5, 17.0

When = dt.date | str | int | None


def moment(value: When, *, end: bool = False) -> float | None:
    """A date, "2013-06-28", "2013-06", "2013" or 2013 as a year with a fraction; the end of a year or month when `end`.

    Raises:
        ValueError: the text is no such date.
    """
    if value is None or value == "":
        return None
    parts = [int(part) for part in str(value)[:10].split("-")]
    if len(parts) == 1:
        return parts[0] + (1.0 if end else 0.0)
    if len(parts) == 2:
        return parts[0] + (parts[1] - (0 if end else 1)) / 12
    day = dt.date(*parts)
    first = dt.date(day.year, 1, 1)
    return day.year + (day - first).days / (dt.date(day.year + 1, 1, 1) - first).days


def _life(span: object) -> tuple[float | None, float | None, str]:
    return moment(of(span, "start")), moment(of(span, "end"), end=True), str(of(span, "label") or "")


def _labels(texts: Sequence[tuple[float, str, str]]) -> list[str]:
    """Labels from left to right; one that a phone has no room for is minor, one with no room at all is left out."""
    drawn, reached, reached_on_phone = [], 0.0, 0.0
    for x, text, kind in sorted(texts):
        centred = kind == "soft"
        before = 0.5 if centred else 0.0
        if x - before * len(text) * LETTER < reached:
            continue
        minor = x - before * len(text) * LETTER_ON_PHONE < reached_on_phone
        reached = x + (1 - before) * len(text) * LETTER + 6
        if not minor:
            reached_on_phone = x + (1 - before) * len(text) * LETTER_ON_PHONE + 6
        anchor = ' text-anchor="middle"' if centred else ""
        css = f"{kind} minor" if minor else kind
        drawn.append(f'<text class="{css}" x="{x:.1f}" y="28"{anchor}>{escape(text)}</text>')
    return drawn


def year_axis(
    spans: Sequence[object],
    *,
    title: str,
    description: str,
    today: dt.date | None = None,
    today_label: str = "",
    changes: Sequence[When] = (),
) -> SafeString:
    """The drawing; empty when no beginning and no end is known, since then there is nothing to draw.

    `spans` are mappings with `start`, `end` (None where unknown) and `label`; on the days in `changes` the holder
    changed its form.
    """
    lives = sorted((life for life in map(_life, spans) if life[0] or life[1]), key=lambda life: life[0] or life[1] or 0)
    if not lives:
        return mark_safe("")
    now = moment(today)
    known = [at for start, end, _label in lives for at in (start, end) if at] + ([now] if now else [])
    first, last = int(min(known)), ceil(max(known) + 0.01)
    if last - first < 6:
        first = last - 6
    per_year = (RIGHT - LEFT) / (last - first)

    def x(at: float) -> float:
        return LEFT + (at - first) * per_year

    step = max(1, ceil((last - first) / 6))
    parts = [f'<line class="hair" x1="{LEFT:g}" y1="{BASE}" x2="{RIGHT:g}" y2="{BASE}"/>']
    for number, year in enumerate(range(first, last, step)):
        minor = " minor" if number % 2 else ""
        parts.append(f'<text class="soft{minor}" x="{x(year):.1f}" y="114" text-anchor="middle">{year}</text>')
        parts.append(f'<line class="hair" x1="{x(year):.1f}" y1="{BASE}" x2="{x(year):.1f}" y2="{BASE + 8}"/>')

    starts = [start for start, _end, _label in lives if start]
    for start, end, _label in lives:
        if start and end:
            parts.append(f'<path class="life" stroke-width="14" d="M{x(start):.1f} {LINE}H{x(end):.1f}"/>')
        elif start:
            limit = min([later - 0.4 for later in starts if later > start] + [last, start + FADING_YEARS])
            parts.append(f'<path class="unknown" d="M{x(start):.1f} {LINE}H{x(limit):.1f}"/>')
        elif end:
            parts.append(f'<path class="unknown" d="M{x(max(first, end - FADING_YEARS)):.1f} {LINE}H{x(end):.1f}"/>')
    parts += [f'<circle class="by" cx="{x(start):.1f}" cy="{LINE}" r="11"/>' for start in starts]
    parts += [f'<circle class="change" cx="{x(at):.1f}" cy="{LINE}" r="8"/>' for at in map(moment, changes) if at]
    if now:
        parts.append(f'<path class="now" d="M{x(now):.1f} 34V{BASE}"/>')

    texts = [(x(start or end or first) - 11, label, "head") for start, end, label in lives if label]
    if now and today_label:
        texts.append((x(now), today_label, "soft"))
    parts += _labels(texts)
    said = escape(f"{title}. {description}".strip())
    return mark_safe(f'<svg class="axis" viewBox="0 0 760 120" role="img" aria-label="{said}">{"".join(parts)}</svg>')
