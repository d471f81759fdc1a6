"""The arguments of rules and effects: what they name exists, and can hold where it stands."""

from collections.abc import Callable

from ..mistakes import Path
from ..model import Effect, Form, Proceeding, Rule, Step
from .view import View

Asked = Callable[[View, Proceeding, Step, Rule, Path], None]


def check(view: View) -> None:
    for proceeding, step in view.steps():
        for rule in step.provided:
            _RULES[rule.rule](view, proceeding, step, rule, view.step_at(proceeding, step, "provided"))
        for effect in step.effects:
            _effect(view, proceeding, step, effect, view.step_at(proceeding, step, "effects"))


def _form_of(view: View, proceeding: Proceeding, step: Step, name: str, path: Path) -> Form | None:
    """A form that a rule looks at: it exists and is filled in by some step of the same case."""
    if not view.known(name, view.edition.forms, path, "form"):
        return None
    askers = {asker.id for asker, _ in view.asked.get(name, [])}
    if askers and proceeding.id not in askers:
        view.say(path, f'"{step.id}" looks at the form "{name}", which no step of "{proceeding.id}" asks.')
    elif askers and name != step.form and all(asker.how.each for _, asker in view.asked[name]):
        view.say(
            path,
            f'Each hands in a form "{name}" of their own, so there is no one answer to look at: let a further step '
            'agree on one (a form of its own, perhaps with the rule "agreed") and look at that.',
        )
    return view.edition.forms[name]


def _answered(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    form = _form_of(view, proceeding, step, rule.args["form"], path)
    if "share" in rule.args and "fields" in rule.args:
        view.say(path, '"answered" looks at a share of the form or at named fields: keep one of share and fields.')
    if form is None:
        return
    for name in rule.args.get("fields", ()):
        view.known(name, (field.id for field in form.fields), path, f'field of the form "{form.id}"')


def _score(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    of, edition = rule.args["of"], view.edition
    if not {"share_at_least", "each_at_least"} & set(rule.args):
        view.say(path, '"score" needs a limit: share_at_least = 0.65 or each_at_least = "met".')
    if of in edition.forms:
        form = _form_of(view, proceeding, step, of, path)
        scaled = [field for field in form.fields if field.type in ("tree", "choice") and field.scale] if form else []
        if form and not scaled:
            view.say(
                path, f'"score" sums up answers on a scale, but the form "{of}" has none: a tree, or choices with one.'
            )
        if not form or not scaled:
            return
        scale = edition.scales.get((form.tree or scaled[0]).scale or "")
    elif view.known(of, (*edition.forms, *edition.scales), path, "form or scale"):
        scale = edition.scales[of]
        forms = [form.id for form in edition.forms.values() if form.tree and form.tree.scale == of]
        asked = {asker.id for id in forms for asker, _ in view.asked.get(id, [])}
        if proceeding.id not in asked:
            view.say(path, f'No form with the scale "{of}" is asked by a step of "{proceeding.id}".')
    else:
        return
    if scale and "share_at_least" in rule.args and not scale.best:
        view.say(path, f'The scale "{scale.id}" has no points, so no share can be counted: give its values points.')
    least = rule.args.get("each_at_least")
    if scale and least and scale.values and not any(_counts_for(value.counts, least) for value in scale.values):
        view.say(path, f'No value of the scale "{scale.id}" counts as "{least}", so nobody could ever pass.')


def _counts_for(counts: str, least: str) -> bool:
    ladder = ("not", "partly", "met")
    return counts == "out" or ladder.index(counts) >= ladder.index(least)


def _count(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    args = rule.args
    if ("proceeding" in args) == ("of" in args):
        view.say(
            path,
            '"count" counts cases of a proceeding (proceeding, open) or what a field holds (of, at_least, at_most).',
        )
    elif "proceeding" in args:
        if not {"open", "at_least", "at_most"} & set(args):
            view.say(path, "Say how many: open = 0.")
        if view.known(args["proceeding"], view.edition.proceedings, path, "proceeding"):
            child = view.edition.proceedings[args["proceeding"]]
            if child.about.kind == "case" and proceeding.id not in child.about.proceedings:
                view.say(
                    path, f'"{child.id}" is not about cases of "{proceeding.id}", so there are never any to count.'
                )
    else:
        form = view.edition.forms.get(step.form or "")
        if "form" in args:
            form = _form_of(view, proceeding, step, args["form"], path)
            if form is None:
                return
        fields = {field.id: field for field in form.fields} if form else {}
        where = f'the form "{form.id}"' if form else f'"{step.id}", which has no form'
        if view.known(args["of"], fields, path, f"field in {where}"):
            field = fields[args["of"]]
            if field.type not in ("rows", "people", "files") and not field.several:
                view.say(
                    path,
                    f'"{field.id}" is of type {field.type}: only rows, people, files and choices of several count.',
                )
        if not {"at_least", "at_most"} & set(args):
            view.say(path, "Say how many: at_least = 1, or at_most.")
    _in_order(view, args.get("at_least"), args.get("at_most"), path)


def _times(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    for word in {"step", "since"} & set(rule.args):
        view.known(rule.args[word], (each.id for each in proceeding.steps), path, f'step in "{proceeding.id}"')
    if not {"at_least", "at_most"} & set(rule.args):
        view.say(path, '"times" needs a limit: at_most = 5, or at_least.')
    _in_order(view, rule.args.get("at_least"), rule.args.get("at_most"), path)


def _in_order(view: View, least: int | None, most: int | None, path: Path) -> None:
    if least is not None and most is not None and least > most:
        view.say(path, f"Nothing is at least {least} and at most {most}: mend one of them.")


def _term(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    view.known(rule.args["name"], view.edition.terms, path, "term")
    if rule.args.get("of") and not proceeding.about.proceedings:
        view.say(path, f'"{proceeding.id}" is not about another case, so it has no parent: leave of = "parent" out.')


def _roles(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    roles = rule.args.get("roles", ())
    if not roles:
        view.say(path, f'"{rule.rule}" needs the roles it looks at: roles = ["…"].')
    for id in roles:
        known = view.known(id, view.edition.roles, path, "role")
        if known and view.edition.roles[id].source != "case":
            stand_aside = (
                " Members of a body declare themselves at its sitting." if rule.rule == "free_of_conflict" else ""
            )
            sentence = f'"{id}" is not appointed for a case (from = "case"), so "{rule.rule}" finds nobody.'
            view.say(path, sentence + stand_aside)


def _others_than(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    of_parent = rule.args.get("of") == "parent"
    if of_parent and not proceeding.about.proceedings:
        view.say(path, f'"{proceeding.id}" is not about another case, so it has no parent: leave of = "parent" out.')
        return
    where = view.parents(proceeding) if of_parent else (proceeding,)
    steps = [each.id for one in where for each in one.steps]
    if where:
        view.known(rule.args["step"], steps, path, f"step in {' or '.join(one.id for one in where)}")


def _agreed(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    _form_of(view, proceeding, step, rule.args["form"], path)


def _certificate(view: View, proceeding: Proceeding, step: Step, rule: Rule, path: Path) -> None:
    form = view.edition.forms.get(step.form or "")
    fields = {field.id for field in form.fields} if form else set()
    if rule.args["is"] == "not_overlapping" and not {"valid_from", "valid_to"} <= fields:
        view.say(
            path, '"not_overlapping" looks at the fields valid_from and valid_to of the form of the step: ask for them.'
        )
    window = {"months", "days"} & rule.args.keys()
    if (rule.args["is"] == "ending") != (len(window) == 1):
        view.say(path, '"ending" says how long before the last day: months = 12 or days = 90; no other word does.')


def _effect(view: View, proceeding: Proceeding, step: Step, effect: Effect, path: Path) -> None:
    edition, args = view.edition, effect.args
    if effect.effect == "freeze" and not step.form:
        view.say(path, f'"freeze" keeps what the form of the step holds, but "{step.id}" has no form.')
    elif effect.effect == "appoint":
        _appoint(view, args.get("role"), path)
    elif effect.effect in ("issue", "certificate") and args.get("do", "correct") == "correct":
        _issue(view, step)
    elif effect.effect == "certificate" and args["do"] == "transfer":
        form = edition.forms.get(step.form or "")
        successor = form.field("successor") if form else None
        if successor is None or successor.type != "institution":
            view.say(path, 'A transfer takes the institution from the field "successor": give the step a form with it.')
    elif effect.effect == "parent":
        _parent(view, proceeding, args["step"], path)
    elif effect.effect == "open" and view.known(args["proceeding"], edition.proceedings, path, "proceeding"):
        opened = edition.proceedings[args["proceeding"]]
        if opened.about.kind == "case" and proceeding.id not in opened.about.proceedings:
            view.say(path, f'"{opened.id}" is not about cases of "{proceeding.id}", so this step cannot open it.')


def _appoint(view: View, role: str | None, path: Path) -> None:
    if role is None:
        view.say(path, '"appoint" needs to say whom: { effect = "appoint", role = "…" }.')
    elif view.known(role, view.edition.roles, path, "role") and view.edition.roles[role].source != "case":
        view.say(path, f'"{role}" is not appointed for a case (from = "case").')


def _issue(view: View, step: Step) -> None:
    """The certificate takes what the form's fields of these very names hold; another name would be passed over."""
    form = view.edition.forms.get(step.form or "")
    if form is None:
        return
    for field in form.fields:
        if field.proposed not in (None, "today", "asked", "year_before", field.id):
            sentence = f'"{field.id}" would not reach the certificate: what proposes {field.proposed} is called so.'
            view.say(view.field_at(form, field.id), sentence)


def _parent(view: View, proceeding: Proceeding, name: str, path: Path) -> None:
    parents = view.parents(proceeding)
    if not parents:
        if not proceeding.about.proceedings:
            view.say(path, f'"{proceeding.id}" is not about another case, so "parent" has nothing to move.')
        return
    found = [(parent, parent.step(name)) for parent in parents]
    if view.known(name, (step.id for parent in parents for step in parent.steps), path, "step of the parent"):
        for parent, step in found:
            if step is None:
                view.report.about(
                    name, path, f'"{parent.id}" has no step "{name}", but "{proceeding.id}" may be about it.'
                )
            elif proceeding.id not in step.by:
                sentence = f'"{name}" of "{parent.id}" is not open to "{proceeding.id}"'
                view.say(path, f'{sentence}: write by = ["{proceeding.id}"] there.')


_RULES: dict[str, Asked] = {
    "answered": _answered,
    "score": _score,
    "count": _count,
    "times": _times,
    "term": _term,
    "free_of_conflict": _roles,
    "appointed": _roles,
    "others_than": _others_than,
    "agreed": _agreed,
    "certificate": _certificate,
}
