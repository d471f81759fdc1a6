"""The closed list of rules. Each asks one question of the facts and answers with a reason for "no", or None."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.facts import Actor, Facts
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.proceeding.score import score
from gromada.kit import terms
from gromada.standards.edition.model import Edition, Form, Rule, Step

Ask = Callable[[Edition, Step, Rule, Facts, Actor, str | None], list[Reason]]


def ask(edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None) -> list[Reason]:
    """Reasons for "no"; empty when the rule says yes or is meant for another outcome."""
    if rule.on is not None and rule.on != outcome:
        return []
    return _RULES[rule.rule](edition, step, rule, facts, actor, outcome)


def _form(edition: Edition, step: Step, word: Any) -> Form | None:
    """The form a rule names: by its id, or the one whose tree uses the named scale; else the step's own."""
    if word in edition.forms:
        return edition.forms[word]
    for form in edition.forms.values():
        if form.tree and form.tree.scale == word:
            return form
    return edition.forms.get(step.form or "")


def _answered(
    edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None
) -> list[Reason]:
    form = _form(edition, step, rule.args.get("form"))
    if form is None:
        return []
    held = facts.content(form.id)
    fields = rule.args.get("fields")
    if fields:
        empty = tuple(f for f in fields if contents.is_empty(held.get(f)))
        return [Reason("missing", step.clause, {"form": form.id}, empty)] if empty else []
    wanted = float(rule.args.get("share", 1.0))
    if contents.share_answered(edition, form, facts.parts, held) + 1e-9 >= wanted:
        return []
    gaps = tuple(s.path for s in contents.missing(edition, form, facts.parts, held, outcome))
    return [Reason("missing", step.clause, {"form": form.id, "share": wanted}, gaps)]


def _score(edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None) -> list[Reason]:
    form = _form(edition, step, rule.args.get("of"))
    if form is None:
        return []
    got = score(edition, form, facts.parts, facts.content(form.id))
    found = []
    share = rule.args.get("share_at_least")
    if share is not None and got.share + 1e-9 < float(share):
        found.append(Reason("score_share", step.clause, {"form": form.id, "least": float(share), "share": got.share}))
    each = rule.args.get("each_at_least")
    below = got.below(str(each)) if each else ()
    if below:
        tree = form.tree
        paths = tuple(f"{tree.id}:{node}" if tree else node for node in below)
        found.append(Reason("score_each", step.clause, {"form": form.id, "nodes": below, "least": each}, paths))
    return found


def _count(edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None) -> list[Reason]:
    args = rule.args
    if "proceeding" in args:
        number = facts.open_cases(args["proceeding"])
        wanted = args.get("open")
        ok = number == wanted if wanted is not None else True
        what = args["proceeding"]
    else:
        form = _form(edition, step, args.get("form"))
        value = facts.content(form.id).get(args["of"]) if form else None
        number = len(value) if isinstance(value, list) else int(not contents.is_empty(value))
        ok, what = True, args["of"]
    ok = ok and number >= args.get("at_least", 0) and number <= args.get("at_most", number)
    return [] if ok else [Reason("count", step.clause, {"what": what, "number": number, **args})]


def _times(edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None) -> list[Reason]:
    which = rule.args.get("step", step.id)
    taken = facts.times(which, rule.args.get("since"))
    most, least = rule.args.get("at_most"), rule.args.get("at_least")
    # "At most five times" about the step itself is asked before it is taken once more.
    if most is not None and taken + (which == step.id) > most:
        return [Reason("times_most", step.clause, {"step": which, "most": most})]
    if least is not None and taken < least:
        return [Reason("times_least", step.clause, {"step": which, "least": least})]
    return []


def _term(edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None) -> list[Reason]:
    name, wanted = rule.args["name"], rule.args["is"]
    run = facts.run(name, rule.args.get("of"))
    passed = run is not None and run.due is not None and facts.today > run.due
    if wanted == "passed":
        ok = passed and run is not None and not run.met
    elif wanted == "running":
        ok = run is not None and run.due is not None and not passed and not run.met
    else:
        ok = run is not None and not run.met and not passed
    due = run.due if run else None
    code = {"passed": "term_not_passed", "running": "term_not_running"}.get(wanted, "term_not_open")
    return [] if ok else [Reason(code, step.clause, {"term": name, "due": due})]


def _free_of_conflict(
    edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None
) -> list[Reason]:
    found = []
    for role in _roles(rule):
        people = facts.people(role)
        # Where each takes the step alone, one's own declaration opens it; the others' are asked when they come.
        for person in people if step.how.kind != "each" or actor.id not in people else (actor.id,):
            said = facts.declared(person)
            code = (
                "not_declared" if said is None or said.degree == "asked"
                else "excluded" if said.degree == "excluded"
                else "disclosed_not_allowed" if said.degree == "disclosed" and not said.allowed
                else ""
            )  # fmt: skip
            if code:
                found.append(Reason(code, step.clause, {"person": person, "role": role}))
    return found


def _others_than(
    edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None
) -> list[Reason]:
    which, of = rule.args["step"], rule.args.get("of")
    if step.how.kind == "vote" or actor.id not in facts.took_part(which, of):
        return []  # in a vote the members who took part are left out of it instead (see `barred`)
    return [Reason("took_part", step.clause, {"step": which, "of": of})]


def barred(step: Step, facts: Facts) -> set[str]:
    """People whom the rules of a step keep from voting on it, because they took part in another."""
    return {
        p for r in step.provided if r.rule == "others_than" for p in facts.took_part(r.args["step"], r.args.get("of"))
    }


def _appointed(
    edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None
) -> list[Reason]:
    found = []
    for name in _roles(rule):
        role = edition.roles[name]
        number = len(facts.people(name))
        least, most = needed(edition, name)
        if number < least:
            found.append(
                Reason("appointed_few", role.clause or step.clause, {"role": name, "least": least, "number": number})
            )
        elif most is not None and number > most:
            found.append(
                Reason("appointed_many", role.clause or step.clause, {"role": name, "most": most, "number": number})
            )
    return found


def needed(edition: Edition, name: str) -> tuple[int, int | None]:
    """How many people a role of a case needs: its count, and for a panel no fewer than the quorum of its body."""
    role = edition.roles[name]
    least, most = role.count
    if role.one_of:
        return 1, 1
    body = edition.bodies.get(role.panel_of or "")
    return (max(least, body.quorum_least), most) if body else (least, most)


def _agreed(edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None) -> list[Reason]:
    agreed = {*facts.agreed(rule.args["form"]), actor.id}
    waiting = sorted({p for role in step.by for p in facts.holders(role)} - agreed)
    return [Reason("not_agreed", step.clause, {"people": waiting, "form": rule.args["form"]})] if waiting else []


def _certificate(
    edition: Edition, step: Step, rule: Rule, facts: Facts, actor: Actor, outcome: str | None
) -> list[Reason]:
    wanted = rule.args["is"]
    if wanted == "not_overlapping":
        return [Reason("certificate_overlaps", step.clause)] if facts.overlapping() else []
    if wanted == "ending":
        return _ending(edition, step, rule, facts)
    status = facts.certificate()
    if wanted == "suspended":
        return [] if status == "suspended" else [Reason("certificate_not_suspended", step.clause, {"status": status})]
    return (
        []
        if status in ("in_force", "suspended")
        else [Reason("certificate_not_in_force", step.clause, {"status": status})]
    )


def _ending(edition: Edition, step: Step, rule: Rule, facts: Facts) -> list[Reason]:
    """A renewal: the certificate that the holder has ends soon enough. Whoever has none is not kept waiting."""
    ends = facts.held_until()
    opens = opening_day(rule, ends)
    if opens is None or facts.today >= opens:
        return []
    return [Reason("certificate_not_ending", edition.certificate.clause or step.clause, {"ends": ends, "opens": opens})]


def opening_day(rule: Rule, ends: date | None) -> date | None:
    """The first day on which the rule "ending" says yes; None where it always does."""
    if ends in (None, date.max):
        return ends
    months, days = rule.args.get("months"), rule.args.get("days", 0)
    return terms.add_months(ends, -months) if months else ends - timedelta(days=days)


def _roles(rule: Rule) -> tuple[str, ...]:
    said = rule.args.get("roles") or rule.args.get("role") or ()
    return (said,) if isinstance(said, str) else tuple(said)


_RULES: dict[str, Ask] = {
    "answered": _answered, "score": _score, "count": _count, "times": _times, "term": _term, "free_of_conflict": _free_of_conflict,
    "others_than": _others_than, "appointed": _appointed, "agreed": _agreed, "certificate": _certificate,
}  # fmt: skip
