"""The ways through a proceeding: patterns of states written out, what can be reached, the shortest road."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .model import Proceeding, Step

BEFORE = "*before:"


def resolved(
    begins: str, ends: tuple[str, ...], steps: tuple[Step, ...], stages: Mapping[str, Iterable[str]]
) -> tuple[Step, ...]:
    """The steps with "*" and "*before:STAGE" replaced by the states they stand for.

    "*": every state that is not an end. "*before:STAGE": every such state that can be reached without passing a state
    of the stage (a stage nobody named is taken for a state). Steps with patterns lead on like any other, so this grows
    to a fixed point. No pattern stands for a beginning in which nothing was sent yet: what nobody has seen is dropped,
    not withdrawn, unless the step names that state itself or its pattern can mean no other.
    """
    known = _in_order(begins, ends, steps)
    patterns = {source for step in steps for source in step.sources if source.startswith("*")}
    found: dict[str, set[str]] = {"*": {state for state in known if state not in ends}}
    for pattern in patterns - {"*"}:
        stage = pattern.removeprefix(BEFORE)
        found[pattern] = _without(begins, ends, steps, frozenset(stages.get(stage, (stage,))), found["*"])
    unsent = _unsent(begins, steps)
    found = {pattern: states - unsent or states for pattern, states in found.items()}
    return tuple(replace(step, sources=_written_out(step.sources, found, known)) for step in steps)


def _unsent(begins: str, steps: Iterable[Step]) -> set[str]:
    """The beginning, where cases begin in it without a step of their own and none comes back to it later."""
    steps = tuple(steps)
    sent = any("-" in step.sources for step in steps)
    back = any(begins in step.to.values() for step in steps)
    return set() if sent or back else {begins}


def _in_order(begins: str, ends: Iterable[str], steps: Iterable[Step]) -> tuple[str, ...]:
    seen = [begins]
    for step in steps:
        seen += [s for s in (*step.sources, *step.to.values()) if s not in ("-", "=") and not s.startswith("*")]
    return tuple(dict.fromkeys([*seen, *ends]))


def _without(
    begins: str, ends: tuple[str, ...], steps: tuple[Step, ...], closed: frozenset[str], open_states: set[str]
) -> set[str]:
    """States reached without entering a closed one. A pattern counts as: any state reached so far."""
    begun = {to for step in steps if step.sources == ("-",) for to in step.to.values()}
    reached = ({begins} | begun) - closed - {"="}
    growing = True
    while growing:
        growing = False
        for step in steps:
            if any(source in reached or (source.startswith("*") and reached) for source in step.sources):
                new = set(step.to.values()) - closed - reached - {"="}
                reached |= new
                growing = growing or bool(new)
    return (reached & open_states) - set(ends)


def _written_out(sources: Iterable[str], patterns: Mapping[str, set[str]], known: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for source in sources:
        found += [state for state in known if state in patterns[source]] if source in patterns else [source]
    return tuple(dict.fromkeys(found))


def arrows(proceeding: Proceeding) -> tuple[tuple[str, str, Step, str | None], ...]:
    """Every move from a state to another: (from, to, step, outcome); a step that begins a case leaves from "-"."""
    return tuple(
        (source, (proceeding.begins if source == "-" else source) if to == "=" else to, step, outcome)
        for step in proceeding.steps
        for source in step.sources
        for outcome, to in step.to.items()
    )


def reached_from(starts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
    """Every state that can be reached from `starts` along pairs (from, to)."""
    onward: dict[str, list[str]] = {}
    for source, to in pairs:
        onward.setdefault(source, []).append(to)
    seen, waiting = set(starts), deque(starts)
    while waiting:
        for to in onward.get(waiting.popleft(), ()):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen


def main_road(proceeding: Proceeding) -> tuple[str, ...]:
    """The shortest way from the beginning to the first end (the beginning alone where there is none)."""
    goal, begins = proceeding.ends[0], proceeding.begins
    before: dict[str, str] = {begins: ""}
    waiting = deque([begins])
    while waiting:
        state = waiting.popleft()
        for source, to, _, _ in arrows(proceeding):
            if source == state and to not in before:
                before[to] = state
                waiting.append(to)
    if goal not in before:
        return (begins,)
    road = [goal]
    while road[-1] != begins:
        road.append(before[road[-1]])
    return tuple(reversed(road))
