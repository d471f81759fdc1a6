"""The ways through a proceeding: every state is reached, every state is left, every state leads to an end."""

from ..mistakes import nearest
from ..model import Proceeding, Step
from ..states import arrows, reached_from
from .view import View


def check(view: View) -> None:
    for proceeding in view.edition.proceedings.values():
        if proceeding.steps:
            _proceeding(view, proceeding)


def _proceeding(view: View, proceeding: Proceeding) -> None:
    moves = [(source, to, step) for source, to, step, _ in arrows(proceeding) if source != to]
    pairs = [(source, to) for source, to, _ in moves]
    starts = ["-"] if any(step.begins_case for step in proceeding.steps) else [proceeding.begins]
    reached = reached_from(starts, pairs) - {"-"}
    leads_to_end = reached_from(proceeding.ends, [(to, source) for source, to in pairs])
    left = {source for source, _ in pairs}
    for state in proceeding.states:
        if state not in reached:
            continue
        if state not in left and state not in proceeding.ends:
            view.report.about(
                state,
                _where(view, proceeding, state),
                f'Nobody can leave the state "{state}" of "{proceeding.id}": no step leads on from it. '
                f"Add one, or name it among the ends.{_alike(state, left)}",
            )
        elif state not in leads_to_end and proceeding.ends:
            view.report.about(
                state,
                _where(view, proceeding, state),
                f'From the state "{state}" of "{proceeding.id}" no way leads to an end: add a step towards one.',
            )
    _unreached(view, proceeding, reached, pairs)
    _never_taken(view, proceeding)


def _unreached(view: View, proceeding: Proceeding, reached: set[str], pairs: list[tuple[str, str]]) -> None:
    """States that no way leads to; of a whole stretch only its beginning is named, for the rest hangs on it."""
    missed = [state for state in proceeding.states if state not in reached]
    led_to = {to for source, to in pairs if source in missed}
    named = [state for state in missed if state not in led_to]
    hanging = reached_from(named, pairs)
    named += [state for state in missed if state not in hanging][:1]
    for state in named:
        if state == proceeding.begins:
            view.say(
                view.at("proceeding", proceeding.id, "begins"),
                f'The case begins in "{state}", but no step from "-" leads there: mend `begins`, or that step.',
            )
            continue
        step = next((step for step in proceeding.steps if state in step.sources), None)
        path = view.step_at(proceeding, step, "from") if step else view.at("proceeding", proceeding.id, "ends")
        sentence = f'The state "{state}" of "{proceeding.id}" is never reached: no step leads to it.'
        view.report.about(state, path, sentence + _alike(state, reached))


def _alike(state: str, others: set[str]) -> str:
    advice = nearest(state, sorted(others - {state}))
    return advice if advice.startswith(" Did") else ""


def _where(view: View, proceeding: Proceeding, state: str) -> tuple[str | int, ...]:
    step = next((step for step in proceeding.steps if state in step.to.values()), None)
    return view.step_at(proceeding, step, "to") if step else view.at("proceeding", proceeding.id, "begins")


def _never_taken(view: View, proceeding: Proceeding) -> None:
    """A pattern that stands for no state at all."""
    for step in proceeding.steps:
        if not step.sources and _written(view, proceeding, step):
            view.say(
                view.step_at(proceeding, step, "from"),
                f'"{step.id}" can never be taken: the pattern in `from` stands for no state.',
            )


def _written(view: View, proceeding: Proceeding, step: Step) -> bool:
    steps = view.structure["proceeding"][proceeding.id]["steps"]
    return any(each["step"] == step.id and each["from"] for each in steps)
