"""That every body can still decide after the recusals which the edition itself makes necessary.

Proved for the smallest body the edition allows: its least members and substitutes, less everyone who took part in a
step that the deciding step excludes (others_than). Who is drawn from it (one_of, panel_of) counts in least number.
"""

from math import floor

from ..model import Body, Proceeding, Role, Rule, Step
from .view import View

_UNKNOWN = 10**6  # people of the office, an institution or a pool: as many as are needed


def check(view: View) -> None:
    for body in view.edition.bodies.values():
        _size(view, body)
    for role in view.edition.roles.values():
        _drawn(view, role)
    for proceeding, step in view.steps():
        _several(view, proceeding, step)
        voting = view.edition.bodies.get(step.how.vote or "")
        if voting:
            _vote(view, proceeding, step, voting)
        elif any(rule.rule == "others_than" for rule in step.provided):
            _anybody(view, proceeding, step)


def _size(view: View, body: Body) -> None:
    path = view.at("body", body.id)
    least, most = body.members[0] + body.substitutes, body.members[1]
    if most is not None and body.quorum_least > most + body.substitutes:
        view.say(path, f'"{body.id}" can never decide: its quorum is {body.quorum_least}, its members at most {most}.')
    elif body.quorum_least > least:
        view.say(
            path,
            f'"{body.id}" may have only {least} members, and then its quorum of {body.quorum_least} cannot be reached: '
            f"write members = [{body.quorum_least}] or more, or a smaller quorum.",
        )


def _drawn(view: View, role: Role) -> None:
    body = view.edition.bodies.get(role.one_of or role.panel_of or "")
    if body is None:
        return
    people = body.members[0] + body.substitutes
    if role.count[0] > people and "members" in view.structure["body"][body.id]:
        view.say(
            view.at("role", role.id),
            f'"{role.id}" needs {role.count[0]} people of "{body.id}", which may have only {people}: '
            f"enlarge its members or lower the count.",
        )


def _several(view: View, proceeding: Proceeding, step: Step) -> None:
    """`each = n` needs n people who can hold the role."""
    if not isinstance(step.how.each, int):
        return
    for id in step.by:
        role = view.edition.roles.get(id)
        if role and role.source == "case" and role.count[0] < step.how.each:
            view.say(
                view.step_at(proceeding, step, "how"),
                f'"{step.id}" waits for {step.how.each} of "{id}", but a case may have only {role.count[0]}: '
                f"write count = {step.how.each} (or more) under [role.{id}].",
            )


def _vote(view: View, proceeding: Proceeding, step: Step, body: Body) -> None:
    voters = [r for r in (view.role(id) for id in step.by) if r and body.id in (r.body, r.panel_of)]
    if not voters:
        return
    sizes = [(_people(view, role), _left(view, proceeding, step, role), role) for role in voters]
    size, left, role = max(sizes, key=lambda each: each[1])
    needed = max(1, body.quorum_least, floor(body.majority_share * size) + 1 if body.majority_of == "members" else 1)
    if left < needed and size >= needed:
        excluded = " and ".join(dict.fromkeys(f'"{rule.args["step"]}"' for rule in _excluding(step)))
        view.report.about(
            body.id,
            view.step_at(proceeding, step, "provided"),
            f'"{body.id}" cannot decide "{step.id}": of its {size} people (the fewest that may be) {size - left} took '
            f"part in {excluded} and must stand aside (others_than), {left} remain, and {needed} are needed. "
            "Enlarge the body, add substitutes, or let others decide.",
        )
    elif size < needed and not (role.source == "body" and body.quorum_least > size):
        view.report.about(
            body.id,
            view.step_at(proceeding, step, "how"),
            f'"{body.id}" cannot decide "{step.id}": the role "{role.id}" may have only {size} people, and {needed} '
            "are needed. Raise its count.",
        )


def _anybody(view: View, proceeding: Proceeding, step: Step) -> None:
    """A step that is not voted on needs somebody who did not take part in what it excludes."""
    roles = [role for role in (view.role(id) for id in step.by) if role]
    needed = step.how.each if isinstance(step.how.each, int) else 1
    left = [_left(view, proceeding, step, role) for role in roles]
    if roles and max(left) < needed:
        view.report.about(
            step.id,
            view.step_at(proceeding, step, "provided"),
            f'Nobody may take the step "{step.id}": everyone who holds {" or ".join(role.id for role in roles)} took '
            "part in a step that it excludes (others_than).",
        )


def _people(view: View, role: Role) -> int:
    """The fewest who may hold a role."""
    if role.source == "case" and not role.pool:
        return role.count[0]
    if role.source == "case":
        return role.count[1] or _UNKNOWN
    if role.source == "body":
        body = view.edition.bodies.get(role.body or "")
        return body.members[0] + body.substitutes if body else _UNKNOWN
    return _UNKNOWN


def _excluding(step: Step) -> list[Rule]:
    return [rule for rule in step.provided if rule.rule == "others_than"]


def _left(view: View, proceeding: Proceeding, step: Step, role: Role) -> int:
    """How many of a role remain who took part in none of the steps that are excluded."""
    gone: dict[str, int] = {}
    for rule in _excluding(step):
        where = view.parents(proceeding) if rule.args.get("of") == "parent" else (proceeding,)
        for one in where:
            other = one.step(rule.args["step"])
            if other:
                who, number = _taking_part(view, other, role)
                gone[who] = max(gone.get(who, 0), number)
    people, recused = _people(view, role), sum(gone.values())
    body = view.edition.bodies.get(role.panel_of or role.one_of or "")
    if body and role.id not in gone:  # appointed for the case: the appointment can avoid those who took part
        return min(people, max(0, body.members[0] + body.substitutes - recused))
    return max(0, people - recused)


def _taking_part(view: View, other: Step, role: Role) -> tuple[str, int]:
    """Of the people a role is made of, who must have taken part in another step, and the least number of them."""
    found = []
    for id in other.by:
        taker = view.role(id)
        same = taker is not None and (taker.id == role.id or (_home(taker) is not None and _home(taker) == _home(role)))
        if taker is None or not same:
            found.append((id, 0))
            continue
        people = _people(view, taker)
        everyone = other.how.vote or other.how.each == "all"
        each = other.how.each if isinstance(other.how.each, int) else 1
        found.append((id, people if everyone else min(each, people)))
    return min(found, key=lambda each: each[1], default=("", 0))


def _home(role: Role) -> str | None:
    return role.body or role.one_of or role.panel_of
