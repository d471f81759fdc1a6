"""Terms: each has one length, is started somewhere, and something happens when it is met or passes."""

from ..model import Proceeding, Step
from .view import View


def check(view: View) -> None:
    for term in view.edition.terms.values():
        lengths = [
            word for word in ("days", "working_days", "months", "until") if word in view.structure["term"][term.id]
        ]
        if len(lengths) != 1:
            said = f"has {' and '.join(lengths)}" if lengths else "has no length"
            sentence = f'The term "{term.id}" {said}: give it exactly one of days, working_days, months and until.'
            view.say(view.at("term", term.id), sentence)
        for role in term.extended_by:
            view.known(role, view.edition.roles, view.at("term", term.id, "extendable", "by"), "role")
        if not any(term.id in _named(proceeding) for proceeding in view.edition.proceedings.values()):
            view.report.about(
                term.id,
                view.at("term", term.id),
                f'The term "{term.id}" is never started: name it in a step (starts = "{term.id}"), or take it away.',
            )
    for proceeding in view.edition.proceedings.values():
        _of(view, proceeding)


def _of(view: View, proceeding: Proceeding) -> None:
    started, met, read = _started(proceeding), _met(proceeding), _read(proceeding, of_parent=False)
    by_children = {name for child in view.children(proceeding) for name in _read(child, of_parent=True)}
    for name, step in _where(proceeding, "starts").items():
        if name in view.edition.terms and name not in met | read | by_children:
            view.report.about(
                name,
                view.step_at(proceeding, step, "starts"),
                f'The term "{name}" of "{proceeding.id}" is never met: no step meets it (meets = "{name}") and no rule '
                "looks at it.",
            )
    for word, names in (("meets", met), ("provided", read)):
        for name in sorted(names - started):
            step = _where(proceeding, word)[name]
            if name in view.edition.terms:
                verb = "met" if word == "meets" else "looked at"
                view.report.about(
                    name,
                    view.step_at(proceeding, step, word),
                    f'The term "{name}" is {verb} here, but no step of "{proceeding.id}" starts it.',
                )
    of_parents = {name for parent in view.parents(proceeding) for name in _started(parent)}
    for name in sorted(_read(proceeding, of_parent=True) - of_parents):
        if name in view.edition.terms and view.parents(proceeding):
            step = _where(proceeding, "provided")[name]
            parents = " or ".join(f'"{parent.id}"' for parent in view.parents(proceeding))
            view.report.about(
                name,
                view.step_at(proceeding, step, "provided"),
                f'The term "{name}" is looked at here, but no step of {parents} starts it.',
            )


def _named(proceeding: Proceeding) -> set[str]:
    read = _read(proceeding, of_parent=False) | _read(proceeding, of_parent=True)
    return _started(proceeding) | _met(proceeding) | read


def _started(proceeding: Proceeding) -> set[str]:
    return {each.name for step in proceeding.steps for each in step.starts}


def _met(proceeding: Proceeding) -> set[str]:
    return {name for step in proceeding.steps for name in step.meets}


def _read(proceeding: Proceeding, of_parent: bool) -> set[str]:
    return {
        rule.args["name"]
        for step in proceeding.steps
        for rule in step.provided
        if rule.rule == "term" and (rule.args.get("of") == "parent") is of_parent
    }


def _where(proceeding: Proceeding, word: str) -> dict[str, Step]:
    """Term → the first step that starts, meets or looks at it."""
    found: dict[str, Step] = {}
    for step in proceeding.steps:
        names = {
            "starts": [each.name for each in step.starts],
            "meets": list(step.meets),
            "provided": [rule.args["name"] for rule in step.provided if rule.rule == "term"],
        }[word]
        for name in names:
            found.setdefault(name, step)
    return found
