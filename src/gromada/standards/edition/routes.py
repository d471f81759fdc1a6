"""The ways of arrows through the channels beside the columns and the gutters between the rows of a drawn procedure.

Columns are parted by channels (channel n lies left of column n). An arrow leaves its box sideways, runs up or down in a
channel, and enters the other box sideways; each stretch of a channel has a lane of its own, so that no two lie on one
another. Only the step to the box right below goes straight down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .layout import COLUMNS, Cell, Edge, Layout

BOX_WIDTH = 208
PORT = 19  # between two arrows on one side of a box
LANE = 13
STUB = 40  # room for the number of an arrow beside its box
GAP = 44  # between rows

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    state: str
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Way:
    """The corners of an arrow and the point where its number stands."""

    edge: Edge
    points: tuple[Point, ...]
    mark: Point


@dataclass
class _Plan:
    """What an arrow needs before places are known: sides of boxes, channels, a gutter."""

    edge: Edge
    straight: bool = False
    out: str = ""  # side of the box it leaves: "left" | "right"
    into: str = ""
    channels: tuple[int, ...] = ()
    gutter: int | None = None  # the row above which it crosses a column
    level: bool = False  # to a box of the same row, without a gutter
    lanes: dict[int, int] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Routed:
    boxes: dict[str, Box]
    ways: tuple[Way, ...]
    width: float
    height: float


def routed(layout: Layout, heights: dict[str, float]) -> Routed:
    """Boxes and arrows in pixels. `heights`: what the words of each state need."""
    plans = [_plan(edge, layout) for edge in layout.edges]
    ports = _ports(plans, layout)
    heights = {state: max(height, _needed(state, ports)) for state, height in heights.items()}
    lanes = _lanes(plans, layout)
    gutters = {row: [p for p in plans if p.gutter == row] for row in range(layout.rows)}
    xs = _columns(lanes)
    tops = _rows(layout, heights, gutters)
    boxes = {}
    for state, (row, column) in layout.cells.items():
        tallest = max(heights[s] for s, (r, _) in layout.cells.items() if r == row)
        boxes[state] = Box(state, xs[column], tops[row] + (tallest - heights[state]) / 2, heights[state])
    points = _points(plans, boxes, ports)
    _straighten(plans, boxes, points)
    ways = tuple(_way(plan, boxes, points, xs, tops, gutters, index) for index, plan in enumerate(plans))
    last = max(column for _, column in layout.cells.values())
    bottom = max(box.y + box.height for box in boxes.values())
    return Routed(boxes, ways, xs[last] + BOX_WIDTH + _width(lanes[last + 1]), bottom)


def _plan(edge: Edge, layout: Layout) -> _Plan:
    (r1, c1), (r2, c2) = layout.cells[edge.source], layout.cells[edge.to]
    taken = set(layout.cells.values())
    if c1 == c2:
        if r2 == r1 + 1:
            return _Plan(edge, straight=True)
        side = "left" if c1 == 0 else "right"
        return _Plan(edge, out=side, into=side, channels=(c1 if c1 == 0 else c1 + 1,))
    right = c2 > c1
    out, into = ("right", "left") if right else ("left", "right")
    near, far = (c1 + 1, c2) if right else (c1, c2 + 1)
    between = range(min(c1, c2) + 1, max(c1, c2))
    crossed = [c for c in between if (r2, c) in taken]
    if near == far or not crossed:
        return _Plan(edge, out=out, into=into, channels=(near,), level=r1 == r2)
    return _Plan(edge, out=out, into=into, channels=(near, far), gutter=r2)


Ports = dict[tuple[str, str], tuple[int, float]]  # (state, side) → how many arrows, which of them lies in the middle


def _ports(plans: list[_Plan], layout: Layout) -> Ports:
    """Gives every arrow a port on each of its boxes, from the top in the order of where it comes from or goes to.

    Those to a box of the same row lie in the middle on both sides, and so run level.
    """
    wanted: dict[tuple[str, str], list[tuple[float, _Plan, str]]] = {}
    for plan in plans:
        if not plan.straight:
            source, to = layout.cells[plan.edge.source], layout.cells[plan.edge.to]
            wanted.setdefault((plan.edge.source, plan.out), []).append((_order(to, source), plan, "out"))
            wanted.setdefault((plan.edge.to, plan.into), []).append((_order(source, to), plan, "into"))
    ports: Ports = {}
    for key, found in wanted.items():
        found.sort(key=lambda each: each[0])
        level = [place for place, (_, plan, _) in enumerate(found) if plan.level]
        ports[key] = (len(found), (level[0] + level[-1]) / 2 if level else (len(found) - 1) / 2)
        for place, (_, plan, end) in enumerate(found):
            plan.ports[end] = place
    return ports


def _needed(state: str, ports: Ports) -> float:
    """The height of a box that all its arrows find room at."""
    sides = [ports[state, side] for side in ("left", "right") if (state, side) in ports]
    return max((2 * PORT * max(middle, count - 1 - middle) + 32 for count, middle in sides), default=0.0)


def _order(other: Cell, own: Cell) -> float:
    return other[0] - own[0] + 0.1 * abs(other[1] - own[1])


def _lanes(plans: list[_Plan], layout: Layout) -> dict[int, int]:
    """Gives every stretch in a channel a lane; returns how many lanes each channel has."""
    used: dict[int, list[list[tuple[float, float]]]] = {channel: [] for channel in range(COLUMNS + 1)}
    stretches = []
    for plan in plans:
        (r1, _), (r2, _) = layout.cells[plan.edge.source], layout.cells[plan.edge.to]
        for channel in plan.channels:
            start = r1 if channel == plan.channels[0] else r2 - 0.5
            end = r2 - 0.5 if plan.gutter is not None and channel == plan.channels[0] else r2
            stretches.append((abs(start - end), min(start, end) - 0.45, max(start, end) + 0.45, channel, plan))
    for _, top, bottom, channel, plan in sorted(stretches, key=lambda each: each[:4]):
        lanes = used[channel]
        lane = next((n for n, held in enumerate(lanes) if all(bottom <= a or top >= b for a, b in held)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((top, bottom))
        plan.lanes[channel] = lane
    return {channel: len(lanes) for channel, lanes in used.items()}


def _width(lanes: int) -> float:
    return 12 if not lanes else 2 * STUB + LANE * (lanes - 1)


def _columns(lanes: dict[int, int]) -> list[float]:
    xs, x = [], _width(lanes[0])
    for column in range(COLUMNS):
        xs.append(x)
        x += BOX_WIDTH + _width(lanes[column + 1])
    return xs


def _rows(layout: Layout, heights: dict[str, float], gutters: dict[int, list[_Plan]]) -> list[float]:
    tops, y = [], 0.0
    for row in range(layout.rows):
        y += LANE * len(gutters[row])
        tops.append(y)
        y += max((heights[s] for s, (r, _) in layout.cells.items() if r == row), default=20) + GAP
    return tops


Points = dict[tuple[int, str], Point]  # (which plan, "out" | "into") → where it touches the box


def _points(plans: list[_Plan], boxes: dict[str, Box], ports: Ports) -> Points:
    found: Points = {}
    for index, plan in enumerate(plans):
        for end, state, side in (("out", plan.edge.source, plan.out), ("into", plan.edge.to, plan.into)):
            if side:
                box, (_, middle) = boxes[state], ports[state, side]
                from_middle = plan.ports[end] - middle
                if side == "left" and not plan.level:  # between the ports of the box across, not on a line with them
                    from_middle += 0.5 if from_middle > 0 else -0.5
                y = box.y + box.height / 2 + from_middle * PORT
                found[index, end] = (box.x + (BOX_WIDTH if side == "right" else 0), y)
    return found


def _straighten(plans: list[_Plan], boxes: dict[str, Box], points: Points) -> None:
    """An arrow to the box beside it runs level, where one of its ends can move without meeting another arrow."""
    for index, plan in enumerate(plans):
        if plan.straight or plan.gutter is not None or plan.out == plan.into:
            continue
        for end, other, state in (("into", "out", plan.edge.to), ("out", "into", plan.edge.source)):
            x, y = points[index, end][0], points[index, other][1]
            beside = [p[1] for key, p in points.items() if p[0] == x and key != (index, end)]
            box = boxes[state]
            if box.y + 9 <= y <= box.y + box.height - 9 and all(abs(y - each) >= PORT - 4 for each in beside):
                points[index, end] = (x, y)
                break


def _way(
    plan: _Plan, boxes: dict[str, Box], points: Points, xs: list[float], tops: list[float],
    gutters: dict[int, list[_Plan]], index: int,
) -> Way:  # fmt: skip
    source, to = boxes[plan.edge.source], boxes[plan.edge.to]
    if plan.straight:
        x = source.x + BOX_WIDTH / 2
        above, below = (x, source.y + source.height), (x, to.y)
        return Way(plan.edge, (above, below), (x, (above[1] + below[1]) / 2 - 3))
    start, end = points[index, "out"], points[index, "into"]
    corners = [start]
    first = _lane_x(plan, plan.channels[0], xs)
    if plan.gutter is None:
        corners += [(first, start[1]), (first, end[1])]
    else:
        second = _lane_x(plan, plan.channels[1], xs)
        y = tops[plan.gutter] - 16 - LANE * gutters[plan.gutter].index(plan)
        corners += [(first, start[1]), (first, y), (second, y), (second, end[1])]
    corners.append(end)
    away = (mark_width(plan.edge.numbers) / 2 + 5) * (1 if plan.out == "right" else -1)
    return Way(plan.edge, tuple(_plain(corners)), (start[0] + away, start[1]))


def mark_width(numbers: tuple[int, ...]) -> float:
    return 10 + 7.2 * len(" ".join(map(str, numbers)))


def _lane_x(plan: _Plan, channel: int, xs: list[float]) -> float:
    left = xs[channel - 1] + BOX_WIDTH if channel else 0.0
    lane = plan.lanes[channel]
    return xs[0] - STUB - LANE * lane if channel == 0 else left + STUB + LANE * lane


def _plain(points: Iterable[Point]) -> Iterable[Point]:
    """The corners without those that lie on a straight line or on one another."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return kept
