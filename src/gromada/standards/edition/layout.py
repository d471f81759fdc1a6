"""Where the states of a drawn procedure stand: the main road down the first column, the rest beside what leads to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from .model import Proceeding, Step
from .states import arrows

COLUMNS = 3
MANY = 4  # a step from so many states is told at its goal, not drawn from each

Cell = tuple[int, int]  # row, column


@dataclass(frozen=True)
class Edge:
    """An arrow between two states; `numbers` are the places (from 1) of its steps in the proceeding."""

    source: str
    to: str
    numbers: tuple[int, ...]
    by_itself: bool  # taken by the clock or by another proceeding, not by people of this one


@dataclass(frozen=True)
class Layout:
    cells: dict[str, Cell]
    edges: tuple[Edge, ...]
    gathered: dict[str, tuple[int, ...]]  # state → steps that lead to it from many states
    staying: dict[str, tuple[int, ...]]  # state → steps that leave the case where it is
    begun_by: tuple[tuple[str, int], ...]  # (state, step): steps that begin a case

    @property
    def rows(self) -> int:
        return 1 + max(row for row, _ in self.cells.values())


def laid_out(proceeding: Proceeding, people: set[str]) -> Layout:
    """`people` are the roles that are held by people (all but the clock and the other proceedings)."""
    numbers = {step.id: place for place, step in enumerate(proceeding.steps, start=1)}
    pairs: dict[tuple[str, str], list[Step]] = {}
    gathered: dict[str, list[int]] = {}
    staying: dict[str, list[int]] = {}
    begun: list[tuple[str, int]] = []
    for source, to, step, _ in arrows(proceeding):
        if source == "-":
            begun.append((to, numbers[step.id]))
        elif source == to:
            if len(step.to) == 1 or len(step.sources) < MANY:
                staying.setdefault(source, []).append(numbers[step.id])
        elif len(step.sources) >= MANY:
            gathered.setdefault(to, []).append(numbers[step.id])
        else:
            pairs.setdefault((source, to), []).append(step)
    edges = tuple(
        Edge(source, to, _unique(numbers[s.id] for s in steps), not any(set(s.by) & people for s in steps))
        for (source, to), steps in pairs.items()
    )
    return Layout(
        _cells(proceeding, edges),
        edges,
        {state: _unique(found) for state, found in gathered.items()},
        {state: _unique(found) for state, found in staying.items()},
        tuple(dict.fromkeys(begun)),
    )


def _unique(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))


def _cells(proceeding: Proceeding, edges: tuple[Edge, ...]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for row, state in enumerate(dict.fromkeys(proceeding.path or (proceeding.begins,))):
        cells[state] = (row, 0)
    waiting = [state for state in proceeding.states if state not in cells]
    while waiting:
        state, source = next(
            ((edge.to, edge.source) for edge in edges if edge.to in waiting and edge.source in cells), (waiting[0], "")
        )
        cells[state] = _free(cells, cells.get(source), state in proceeding.ends)
        waiting.remove(state)
    return cells


def _free(cells: dict[str, Cell], source: Cell | None, end: bool) -> Cell:
    """The free cell that lies best from where one comes: beside it, else below, else further off."""
    taken = set(cells.values())
    row, column = source or (max(row for row, _ in taken), 0)
    if source is None or column == 0:
        wanted = (row, 1)
    elif end:
        wanted = (row, min(column + 1, COLUMNS - 1))
    else:
        wanted = (row + 1, column)
    free = [(r, c) for r in range(row + len(cells) + 2) for c in range(1, COLUMNS) if (r, c) not in taken]
    return min(free, key=lambda cell: (abs(cell[0] - wanted[0]) * 2 + abs(cell[1] - wanted[1]) * 1.5, cell))
