"""An edition told as Markdown: each proceeding with its drawing and a table of its steps.

The fixed words are English; names are those of the edition in the wanted language.
"""

from collections.abc import Iterable
from typing import Any

from .drawing import draw, who
from .layout import MANY
from .model import Edition, Effect, Proceeding, Rule, Step, Term

_COUNTED = {"met": "met", "partly": "met in part", "not": "answered"}
_TERM = {"open": "has not passed", "passed": "has passed", "running": "is running"}
_CERTIFICATE = {
    "in_force": "the certificate is in force",
    "suspended": "the certificate is suspended",
    "not_overlapping": "no other certificate of the holder overlaps",
}
_KINDS = ("institution", "certificate", "case")  # the order of chapters
_EFFECTS = {
    "freeze": "keeps what was handed in",
    "announce": "announces the outcome",
    "issue": "issues the certificate",
    "publish": "shows it in the register",
}


def pages(edition: Edition, language: str) -> dict[str, str]:
    """Everything that tells the procedure, by file: "procedure.md" and its drawings under "pictures/"."""
    return {
        "procedure.md": describe(edition, language),
        **{f"pictures/{name}": svg for name, svg in pictures(edition, language).items()},
    }


def pictures(edition: Edition, language: str) -> dict[str, str]:
    """Name of a file → SVG, one for every proceeding; `describe` points to them."""
    return {_picture(edition, id): draw(edition, id, language) for id in edition.proceedings}


def describe(edition: Edition, language: str, folder: str = "pictures") -> str:
    """The whole procedure as Markdown. `folder`: where the files of `pictures` lie, seen from the page."""
    about = edition.text(("scheme",), language, "about")
    lines = [
        f"# {edition.text(('scheme',), language)}: the procedure",
        "",
        *([about, ""] if about else []),
        f"This page and its drawings are written from the edition `{edition.id}` by `python -m gromada.standards.edition`: "
        "change the edition, then write them anew.",
        "",
        "In the drawings a double frame is an end, a full green number is a vote, a dashed arrow is taken by the clock or "
        "by another proceeding, ✱ leads there from many states, ↻ leaves the case where it is.",
        "",
    ]
    for proceeding in sorted(edition.proceedings.values(), key=lambda each: _KINDS.index(each.about.kind)):
        lines += _proceeding(edition, proceeding, language, folder)
    return "\n".join(lines).rstrip() + "\n"


def _picture(edition: Edition, proceeding: str) -> str:
    return f"{edition.id}-{proceeding}.svg"


def _proceeding(edition: Edition, proceeding: Proceeding, language: str, folder: str) -> list[str]:
    name = edition.text(("proceeding", proceeding.id), language)
    about = edition.text(("proceeding", proceeding.id), language, "about")
    rows = [_row(edition, proceeding, step, n, language) for n, step in enumerate(proceeding.steps, start=1)]
    return [
        f"## {name}",
        "",
        *([about, ""] if about else []),
        f"{_about(edition, proceeding, language)} It begins in “{_state(edition, proceeding, proceeding.begins, language)}” "
        f"and ends in {_list(_state(edition, proceeding, end, language) for end in proceeding.ends)}.",
        "",
        f"![{name}]({folder}/{_picture(edition, proceeding.id)})",
        "",
        "| no. | step | who | from → to | only if | starts, meets, does | clause |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
    ]


def _about(edition: Edition, proceeding: Proceeding, language: str) -> str:
    about = proceeding.about
    if about.kind != "case":
        return f"About {'an institution' if about.kind == 'institution' else 'a certificate'}."
    names = (edition.text(("proceeding", id), language) for id in about.proceedings)
    parents = [edition.proceedings[id] for id in about.proceedings]
    states = dict.fromkeys(
        _state(edition, parent, state, language)
        for parent in parents
        for state in about.states
        if state in parent.states
    )
    return f"About a case of {_list(names)} in the state {_list(states)}."


def _row(edition: Edition, proceeding: Proceeding, step: Step, number: int, language: str) -> str:
    cells = (
        str(number),
        f"**{edition.text(('proceeding', proceeding.id, 'step', step.id), language)}** `{step.id}`",
        _by(edition, step, language),
        _moves(edition, proceeding, step, language),
        "; ".join(_rule(edition, proceeding, step, rule, language) for rule in step.provided),
        "; ".join(_does(edition, proceeding, step, language)),
        edition.clause(step.clause, language) or ("practice" if step.clause == "P" else ""),
    )
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _by(edition: Edition, step: Step, language: str) -> str:
    names = ", ".join(who(edition, id, language) for id in step.by)
    if step.how.vote:
        return f"{names}: a vote by the rules of “{edition.text(('body', step.how.vote), language)}”"
    if step.how.each:
        number = "each" if step.how.each == "all" else f"{step.how.each} of them"
        return f"{names}: {number}{', blind to one another' if step.how.blind else ''}"
    return names


def _moves(edition: Edition, proceeding: Proceeding, step: Step, language: str) -> str:
    if step.begins_case:
        sources = "(begins a case)"
    elif len(step.sources) >= MANY:
        sources = f"any of {len(step.sources)} states"
    else:
        sources = ", ".join(_state(edition, proceeding, source, language) for source in step.sources)
    goals = []
    for outcome, to in step.to.items():
        to = proceeding.begins if to == "=" and step.begins_case else to
        goal = "stays" if to == "=" else _state(edition, proceeding, to, language)
        goals.append(f"{_outcome(edition, proceeding, step, outcome, language)}: {goal}" if outcome else goal)
    return f"{sources} → {'; '.join(goals)}"


def _rule(edition: Edition, proceeding: Proceeding, step: Step, rule: Rule, language: str) -> str:
    said = _asked(edition, proceeding, step, rule, language)
    return f"for “{_outcome(edition, proceeding, step, rule.on, language)}”: {said}" if rule.on else said


def _asked(edition: Edition, proceeding: Proceeding, step: Step, rule: Rule, language: str) -> str:
    args = rule.args
    of_parent = " of the case it is about" if args.get("of") == "parent" else ""
    if rule.rule == "answered":
        if "fields" in args:
            fields = (edition.text(("form", args["form"], "field", field), language) for field in args["fields"])
            return f"{_list(fields)} in {_form(edition, args['form'], language)} is written"
        share = f" to {100 * args['share']:g} %" if args.get("share", 1) < 1 else ""
        return f"{_form(edition, args['form'], language)} is filled in{share}"
    if rule.rule == "score":
        of = (
            _form(edition, args["of"], language)
            if args["of"] in edition.forms
            else f"“{edition.text(('scale', args['of']), language)}”"
        )
        asked = [f"{of} reaches {100 * args['share_at_least']:g} % of the points"] if "share_at_least" in args else []
        if "each_at_least" in args:
            asked.append(f"everything required in {of} is {_COUNTED[args['each_at_least']]}")
        return " and ".join(asked)
    if rule.rule == "count":
        return _counted(edition, step, args, language)
    if rule.rule == "times":
        since = f" since “{_step(edition, proceeding, args['since'], language)}”" if "since" in args else ""
        which = args.get("step", step.id)
        return f"“{_step(edition, proceeding, which, language)}” was taken {_limits(args)} times{since}"
    if rule.rule == "term":
        return f"the term “{edition.text(('term', args['name']), language)}”{of_parent} {_TERM[args['is']]}"
    if rule.rule == "others_than":
        where = (
            next((edition.proceedings[p] for p in proceeding.about.proceedings), proceeding)
            if of_parent
            else proceeding
        )
        return f"nobody acts who took part in “{_step(edition, where, args['step'], language)}”{of_parent}"
    if rule.rule == "agreed":
        return f"everyone named here agrees to {_form(edition, args['form'], language)}"
    if rule.rule == "certificate":
        if args["is"] == "ending":
            length = f"{args['months']} months" if "months" in args else f"{args['days']} days"
            return f"no certificate of the holder is valid for more than {length}"
        return _CERTIFICATE[args["is"]]
    roles = _list(edition.text(("role", id), language) for id in args.get("roles", ()))
    return f"{roles} appointed" if rule.rule == "appointed" else f"{roles}: declared, and nobody excluded"


def _counted(edition: Edition, step: Step, args: Any, language: str) -> str:
    if "proceeding" in args:
        number = f"{args['open']}" if "open" in args else _limits(args)
        name = edition.text(("proceeding", args["proceeding"]), language)
        return f"no open case of “{name}”" if number == "0" else f"open cases of “{name}”: {number}"
    form = args.get("form") or step.form or ""
    return f"“{edition.text(('form', form, 'field', args['of']), language)}”: {_limits(args)}"


def _limits(args: Any) -> str:
    words = [f"at least {args['at_least']}"] if "at_least" in args else []
    return " and ".join([*words, *([f"at most {args['at_most']}"] if "at_most" in args else [])])


def _does(edition: Edition, proceeding: Proceeding, step: Step, language: str) -> Iterable[str]:
    def on(outcome: str | None, said: str) -> str:
        return f"for “{_outcome(edition, proceeding, step, outcome, language)}”: {said}" if outcome else said

    for each in step.starts:
        term = edition.text(("term", each.name), language)
        yield on(each.on, f"starts “{term}” ({_length(edition.terms[each.name])})")
    for name in step.meets:
        yield f"meets “{edition.text(('term', name), language)}”"
    for effect in step.effects:
        yield on(effect.on, _effect(edition, proceeding, effect, language))


def _effect(edition: Edition, proceeding: Proceeding, effect: Effect, language: str) -> str:
    if effect.effect == "appoint":
        return f"appoints {edition.text(('role', effect.args['role']), language)}"
    if effect.effect == "certificate":
        return f"certificate: {effect.args['do']}"
    if effect.effect == "parent":
        parents = (edition.proceedings[id] for id in proceeding.about.proceedings)
        names = dict.fromkeys(_step(edition, parent, effect.args["step"], language) for parent in parents)
        return f"in the case it is about: {_list(names)}"
    if effect.effect == "open":
        return f"opens “{edition.text(('proceeding', effect.args['proceeding']), language)}”"
    return _EFFECTS[effect.effect]


def _length(term: Term) -> str:
    if term.until:
        return f"until {term.until}"
    lengths = ((term.days, "day"), (term.working_days, "working day"), (term.months, "month"))
    number, unit = next((n, unit) for n, unit in lengths if n is not None)
    length = f"{number} {unit}{'' if number == 1 else 's'}{' from delivery' if term.starts_from == 'delivery' else ''}"
    return f"{length}, extendable {term.extensions} × {term.longest}" if term.extensions else length


def _state(edition: Edition, proceeding: Proceeding, state: str, language: str) -> str:
    return edition.text(("proceeding", proceeding.id, "state", state), language)


def _step(edition: Edition, proceeding: Proceeding, step: str, language: str) -> str:
    return edition.text(("proceeding", proceeding.id, "step", step), language)


def _outcome(edition: Edition, proceeding: Proceeding, step: Step, outcome: str | None, language: str) -> str:
    return edition.text(("proceeding", proceeding.id, "outcome", step.id, outcome or ""), language)


def _form(edition: Edition, form: str, language: str) -> str:
    return f"“{edition.text(('form', form), language)}”"


def _list(words: Iterable[str]) -> str:
    each = [f"“{word}”" for word in words]
    return f"{', '.join(each[:-1])} and {each[-1]}" if len(each) > 1 else "".join(each)
