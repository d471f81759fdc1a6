"""The map of Poland: an outline drawn by hand, two rivers, a dot for each place. An equal list stands beside it.

The drawing is 512 × 484; it is an equirectangular projection true to scale at 52° N: 80 units a degree of latitude.
"""

from collections.abc import Sequence
from math import cos, radians

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gromada.ui.items import of

WIDTH, HEIGHT = 512, 484
NORTH, WEST = 55.0, 13.838
UNITS_NORTH = 80.0
UNITS_EAST = UNITS_NORTH * cos(radians(52))

# Heights of letters in units of the drawing, on a desk, on a phone and of a valid place (marker.css says the same).
LETTERS, LETTERS_ON_PHONE, LETTERS_HERE = 14, 19, 25
# More names than this would only cover the dots.
NAMED_AT_MOST = 40

_LAND = (
    "18.8,85.6 30.2,85.6 44.9,76.8 59.7,72 77,68 85.8,65.6 101.6,60 115.4,57.6 127.2,44.8 148.9,32.8 165.6,24 "
    "182.9,19.2 205,13.6 221.8,13.1 225.7,16.8 234.6,23.2 244.4,31.2 240.5,28 228.2,20.8 225.7,22.4 228.2,28.8 "
    "232.1,35.2 233.6,44.8 238.5,49.6 251.8,52 266.6,52.8 285.8,43.2 293.7,44.8 318.3,48 333.1,50.4 367.6,53.6 "
    "402,53.6 441,51.2 453.3,55.2 468.5,61.6 474.9,69.6 476.4,84 480.9,102.4 490.7,136 496.6,148 494.6,158.4 "
    "497.1,183.2 488.2,190.4 471,199.2 459.7,216.8 470.5,222.4 482.8,233.6 483.3,241.6 477.4,260.8 478.4,268.8 "
    "481.4,279.2 484.8,294.4 493.7,309.6 507,331.2 499.6,336.8 505.5,350.4 501.5,356.8 505,357.6 500.1,367.2 "
    "486.3,369.6 475.9,382.4 465.1,392.8 452.3,408 443.4,424 435.5,434.4 440.5,457.6 437.5,467.2 443.9,476 "
    "445.9,480 429.6,472.8 411.9,466.4 403,463.2 392.2,450.4 382.3,444.8 366.6,443.2 355.3,446.4 348.9,456 "
    "337,447.2 324.7,448.8 319.8,448 308.5,460 307.5,465.6 297.1,464 291.7,464 293.7,457.6 285.3,448 277.9,434.4 "
    "271.5,436.8 264.1,445.6 252.8,448 246.9,438.4 244.4,426.4 236.1,422.4 233.1,412.8 221.3,405.6 209.9,400 "
    "198.6,401.6 188.3,392 185.3,387.2 193.2,383.2 190.2,375.2 173.5,377.6 165.6,369.6 153.3,364.8 155.8,376 "
    "148.4,384 141.5,392 134.1,384 124.2,369.6 116.4,364.8 126.2,357.6 128.2,353.6 123.3,347.2 118.3,346.4 109,352 "
    "105.5,344.8 97.6,340 78.9,336 70.6,328.8 70.6,322.4 58.2,318.4 57.3,330.4 48.4,330.4 52.3,324 55.8,312 "
    "59.2,300 55.8,284 44,277.6 44.9,268 37.6,256 43.5,244 42,232 36.6,217.6 35.1,206.4 39,200 37.6,193.6 "
    "29.7,185.6 14.9,173.6 15.4,162.4 26.7,145.6 28.2,136 22.8,116 21.3,104"
)
_RIVERS = (
    "249.4,430.4 242,408 264.1,397.6 300.6,396 328.2,384 367.6,368 389.7,345.6 394.7,316 400.6,286.4 379.9,262.4 "
    "362.6,236 353.8,221.6 337.5,205.6 313.4,206.4 288.8,196.8 257.7,188 234.6,159.2 213.4,148 241.5,121.6 "
    "244.4,72.8 251.8,52",
    "221.3,405.6 215.9,392.8 201.1,346.4 175.5,328 157.2,311.2 131.1,288 110.5,267.2 92.7,256 62.2,236 40,235.2",
)
Box = tuple[float, float, float, float]


def project(lat: float, lon: float) -> tuple[float, float]:
    """Degrees of WGS 84 to the units of the drawing, x to the east and y to the south."""
    return round((lon - WEST) * UNITS_EAST, 1), round((NORTH - lat) * UNITS_NORTH, 1)


def _box(x: float, y: float, width: float, height: float, side: str, gap: float) -> tuple[Box, float, float, str]:
    """The box of a name at one side of its dot, the point where its letters start and their anchor."""
    if side == "end":
        return (x - gap - width, y - height / 2, x - gap, y + height / 2), x - gap, y + height * 0.3, "end"
    if side == "above":
        return (x - width / 2, y - gap - height, x + width / 2, y - gap), x, y - gap - height * 0.15, "middle"
    if side == "below":
        return (x - width / 2, y + gap, x + width / 2, y + gap + height), x, y + gap + height * 0.8, "middle"
    return (x + gap, y - height / 2, x + gap + width, y + height / 2), x + gap, y + height * 0.3, "start"


def _crosses(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _names(dots: Sequence[tuple[float, float, str, bool]]) -> list[str]:
    """Names where there is room for them, those of valid certificates first; what fits only on a desk is minor."""
    taken: list[Box] = [(x - 7, y - 7, x + 7, y + 7) for x, y, _name, _valid in dots]
    drawn = []
    for x, y, name, valid in sorted(dots, key=lambda one: not one[3])[:NAMED_AT_MOST]:
        heights = (LETTERS_HERE,) if valid else (LETTERS_ON_PHONE, LETTERS)
        sides = ("above", "below", "start", "end") if valid else ("start", "end", "above", "below")
        own = (x - 7, y - 7, x + 7, y + 7)
        for height, side in ((height, side) for height in heights for side in sides):
            box, at_x, at_y, anchor = _box(x, y, len(name) * height * 0.5, height * 1.2, side, 17 if valid else 10)
            inside = min(box) >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT
            if inside and not any(_crosses(box, other) for other in taken if other != own):
                kind = ' class="map__here"' if valid else ' class="map__minor"' if height == LETTERS else ""
                drawn.append(f'<text{kind} x="{at_x:.1f}" y="{at_y:.1f}" text-anchor="{anchor}">{escape(name)}</text>')
                taken.append(box)
                break
    return drawn


def poland(places: Sequence[object], *, title: str, description: str) -> SafeString:
    """The map with a dot for each place; places at the same point share it, and it is valid when one of them is.

    `places` are mappings with `lat`, `lon` (degrees), `name`, `valid` and, to keep a name off the map, `label=False`.
    """
    dots: dict[tuple[float, float], tuple[str, bool]] = {}
    for place in places:
        point = project(float(of(place, "lat")), float(of(place, "lon")))
        name = str(of(place, "name")) if of(place, "label", True) else ""
        known, valid = dots.get(point, ("", False))
        dots[point] = (known or name, valid or bool(of(place, "valid")))
    held = [f'<circle class="marker" cx="{x}" cy="{y}" r="6"/>' for (x, y), (_name, valid) in dots.items() if not valid]
    holds = [
        f'<circle class="marker__halo" cx="{x}" cy="{y}" r="14"/>'
        f'<circle class="marker marker--valid" cx="{x}" cy="{y}" r="9"/>'
        for (x, y), (_name, valid) in dots.items()
        if valid
    ]
    names = _names([(x, y, name, valid) for (x, y), (name, valid) in dots.items() if name])
    rivers = "".join(f'<polyline class="map__river" points="{points}"/>' for points in _RIVERS)
    said = escape(f"{title}. {description}".strip())
    return mark_safe(
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{said}">'
        f'<polygon class="map__land" points="{_LAND}"/>{rivers}{"".join(held + holds + names)}</svg>'
    )
