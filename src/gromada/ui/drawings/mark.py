"""The mark: people of different heights stand in a ring, and one place is open. Seven equal dots below 28 px."""

from django.utils.safestring import SafeString, mark_safe

_PEOPLE = (
    (50, 12, 9.6), (69, 17.1, 8.2), (88, 50, 7.2), (82.9, 69, 9.4), (69, 82.9, 8.4), (50, 88, 9.8),
    (31, 82.9, 7.4), (17.1, 69, 9.2), (12, 50, 8.6), (17.1, 31, 9.6), (31, 17.1, 7.6),
)  # fmt: skip
_FEW = ((50, 15), (85, 50), (74.7, 74.7), (50, 85), (25.3, 74.7), (15, 50), (25.3, 25.3))

_OPEN = '<svg class="{}" viewBox="0 0 100 100" fill="currentColor" aria-hidden="true">'
_FULL = "".join(f'<circle cx="{x}" cy="{y}" r="{r}"/>' for x, y, r in _PEOPLE) + "</svg>"
_SMALL = "".join(f'<circle cx="{x}" cy="{y}" r="12.2"/>' for x, y in _FEW) + "</svg>"


def mark(*, small: bool = False, css_class: str = "mark") -> SafeString:
    """The mark as inline SVG in the colour of the text around it; hidden, since its name stands beside."""
    return mark_safe(_OPEN.format(css_class) + (_SMALL if small else _FULL))
