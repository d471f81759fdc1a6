"""What a proceeding and its steps name: states, forms, terms, letters, roles, bodies, outcomes."""

from ..model import Proceeding, Step
from ..states import BEFORE
from .view import View

ABSTAIN = "abstain"


def check(view: View) -> None:
    for proceeding in view.edition.proceedings.values():
        _proceeding(view, proceeding)
        _every_year(view, proceeding)
        view.once((step.id for step in proceeding.steps), view.at("proceeding", proceeding.id, "steps"), "step")
        for place, step in enumerate(proceeding.steps):
            _names(view, proceeding, step)
            _taken(view, proceeding, step)
            _sources(view, proceeding, step, view.structure["proceeding"][proceeding.id]["steps"][place]["from"])


def _proceeding(view: View, proceeding: Proceeding) -> None:
    path, edition = view.at("proceeding", proceeding.id), view.edition
    states = proceeding.states
    for word in ("path", "seen_as"):
        given = view.structure["proceeding"][proceeding.id].get(word, ())
        names = [*given, *given.values()] if isinstance(given, dict) else given
        for state in names:
            view.known(state, states, (*path, word), "state")
    for stage, names in view.structure["proceeding"][proceeding.id].get("stages", {}).items():
        for state in names:
            view.known(state, states, (*path, "stages", stage), "state")
    if proceeding.before:
        view.known(proceeding.before, edition.forms, (*path, "before"), "form")
    if not proceeding.ends:
        view.report.about("ends", (*path, "ends"), f'"{proceeding.id}" never ends: name its last states, ends = ["…"].')
    for parent in proceeding.about.proceedings:
        view.known(parent, edition.proceedings, (*path, "about", "case"), "proceeding")
    of_parents = [state for parent in view.parents(proceeding) for state in parent.states]
    for state in proceeding.about.states if of_parents else ():
        view.known(state, of_parents, (*path, "about", "in"), "state of the proceedings it is about")


def _names(view: View, proceeding: Proceeding, step: Step) -> None:
    edition = view.edition

    def path(*words: str) -> tuple[str | int, ...]:
        return view.step_at(proceeding, step, *words)

    if step.form:
        view.known(step.form, edition.forms, path("form"), "form")
    if step.how.vote:
        view.known(step.how.vote, edition.bodies, path("how", "vote"), "body")
    for id in step.meets:
        view.known(id, edition.terms, path("meets"), "term")
    for each in step.starts:
        view.known(each.name, edition.terms, path("starts"), "term")
    for each in step.letters:
        view.known(each.name, edition.letters, path("letter"), "letter")
    limits = [
        *(("starts", each.on) for each in step.starts),
        *(("letter", each.on) for each in step.letters),
        *(("provided", rule.on) for rule in step.provided),
        *(("effects", effect.on) for effect in step.effects),
    ]
    for word, outcome in limits:
        if outcome is not None:
            view.known(outcome, step.outcomes, path(word), f'outcome of the step "{step.id}"')


def _taken(view: View, proceeding: Proceeding, step: Step) -> None:
    """By whom and how: words that can go together."""
    edition, path = view.edition, view.step_at(proceeding, step, "by")
    for id in step.by:
        known = (*edition.roles, *edition.proceedings, "time")
        if view.known(id, known, path, "role or proceeding") and id in edition.proceedings and id not in edition.roles:
            _by_child(view, proceeding, step, edition.proceedings[id])
    if "time" in step.by:
        _by_time(view, proceeding, step)
    _by_the_public(view, proceeding, step)
    how = step.how
    if how.vote and how.each:
        view.say(view.step_at(proceeding, step, "how"), "A step is taken by each of several or by a vote, not by both.")
    if how.blind and not how.each:
        view.say(view.step_at(proceeding, step, "how"), "blind has a meaning only where several hand in: add each = 2.")
    if how.each and not step.form:
        view.say(view.step_at(proceeding, step, "how"), f'Each hands in a form, but the step "{step.id}" has none.')
    if how.each and len(step.outcomes) > 1:
        sentence = "Where each of several hands in, they cannot choose different outcomes: let a further step decide."
        view.say(view.step_at(proceeding, step, "to"), sentence)
    if how.vote and ABSTAIN in step.outcomes:
        sentence = f'"{ABSTAIN}" is what somebody without an opinion may always choose: it cannot be an outcome.'
        view.say(view.step_at(proceeding, step, "to"), sentence)
    if how.vote and how.vote in edition.bodies:
        voters = [view.role(id) for id in step.by]
        if not any(role and how.vote in (role.body, role.panel_of) for role in voters) and all(voters):
            sentence = (
                f'"{how.vote}" votes, but nobody in "by" belongs to it: name a role from that body, or its panel.'
            )
            view.say(path, sentence)


def _by_child(view: View, proceeding: Proceeding, step: Step, child: Proceeding) -> None:
    """A step by the name of a proceeding is taken by the `parent` effect of that proceeding, and by nothing else."""
    path = view.step_at(proceeding, step, "by")
    if proceeding.id not in child.about.proceedings:
        view.say(path, f'"{child.id}" is not about cases of "{proceeding.id}", so it cannot take the step "{step.id}".')
        return
    taken = any(
        effect.effect == "parent" and effect.args.get("step") == step.id
        for each in child.steps
        for effect in each.effects
    )
    if not taken:
        effect = f'effects = [{{ effect = "parent", step = "{step.id}" }}]'
        view.report.about(step.id, path, f'Nothing in "{child.id}" takes the step "{step.id}": write {effect} there.')
    elif not set(step.sources) & set(child.about.states):
        view.say(
            view.step_at(proceeding, step, "from"),
            f'"{step.id}" is taken by "{child.id}", which is about cases in {", ".join(child.about.states)} only.',
        )


def _by_time(view: View, proceeding: Proceeding, step: Step) -> None:
    path = view.step_at(proceeding, step, "by")
    if not step.provided:
        rule = 'provided = [{ rule = "term", name = "…", is = "passed" }]'
        view.say(path, f'The clock would take "{step.id}" at once: say when, {rule}.')
    if step.how.kind != "one" or len(step.outcomes) > 1:
        view.say(path, "The clock neither votes nor chooses: give the step one state in `to` and no `how`.")
    form = view.edition.forms.get(step.form or "")
    if form and step.by == ("time",) and any(field.required and not field.when for field in form.fields):
        view.say(
            view.step_at(proceeding, step, "form"), f'The clock cannot fill in the form "{form.id}": leave it out.'
        )
    if step.begins_case and not proceeding.every_year:
        view.say(path, 'The clock cannot begin a case: say on which day of the year, every_year = "04-01".')


def _by_the_public(view: View, proceeding: Proceeding, step: Step) -> None:
    """Whoever has no account writes once and goes; the answer is somebody else's step."""
    public = [id for id in step.by if (role := view.edition.roles.get(id)) and role.source == "public"]
    if not public:
        return
    path = view.step_at(proceeding, step, "by")
    if not step.begins_case or proceeding.about.kind != "certificate":
        view.say(path, f'"{public[0]}" has no account and can only begin a case about a certificate (from = "-").')
    form = view.edition.forms.get(step.form or "")
    asked = [field for field in form.fields if field.required and field.type not in _TYPED] if form else []
    if form is None:
        view.say(path, f'"{public[0]}" has nothing to write in: give the step a form.')
    for field in asked:
        sentence = (
            f'Whoever has no account cannot fill in "{field.id}" of type {field.type}: let it be required = false.'
        )
        view.say(view.field_at(form, field.id), sentence)  # type: ignore[arg-type]  # asked only where there is a form


_TYPED = ("text", "choice", "date", "number")


def _every_year(view: View, proceeding: Proceeding) -> None:
    if proceeding.every_year is None:
        return
    path = (*view.at("proceeding", proceeding.id), "every_year")
    if proceeding.about.kind != "certificate":
        view.say(path, f'"{proceeding.id}" is not about certificates: the clock would not know for whom to begin it.')
    if not any(step.begins_case and "time" in step.by for step in proceeding.steps):
        view.say(path, 'No step of the clock begins it: write one with by = "time" and from = "-".')


def _sources(view: View, proceeding: Proceeding, step: Step, given: list[str]) -> None:
    path = view.step_at(proceeding, step, "from")
    stages = view.structure["proceeding"][proceeding.id].get("stages", {})
    for source in given:
        if source.startswith(BEFORE):
            view.known(source.removeprefix(BEFORE), (*stages, *proceeding.states), path, "stage or state")
    if "-" in given and len(given) > 1:
        view.say(path, f'"{step.id}" begins a case ("-") and cannot be taken later as well: make two steps of it.')
    for state in step.sources:
        if state in proceeding.ends:
            sentence = (
                f'"{state}" is an end of "{proceeding.id}", so "{step.id}" can never be taken from it: a closed case '
            )
            view.say(path, sentence + "stays closed. Take the state out of the ends, or begin another case.")
    for outcome, to in step.to.items():
        if to == "-" or to.startswith("*"):
            view.say(
                view.step_at(proceeding, step, "to"),
                f'"{to}" is no state a step can lead to{f" on {outcome}" if outcome else ""}.',
            )
