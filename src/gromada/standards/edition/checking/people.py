"""Roles and bodies: where their people are found, and whether anybody ever appoints them."""

from ..model import Role
from .view import View

_FITS = {
    "institution": ("function",),
    "issuer": (),
    "body": ("body",),
    "case": ("one_of", "panel_of", "pool", "count"),
    "time": (),
    "public": (),
}


def check(view: View) -> None:
    for role in view.edition.roles.values():
        _words_fit(view, role)
        _source(view, role)
    _bodies(view)
    _appointed(view)


def _words_fit(view: View, role: Role) -> None:
    given = view.structure["role"][role.id]
    for word in ("function", "body", "one_of", "panel_of", "pool", "count"):
        if word in given and word not in _FITS[role.source]:
            path = view.at("role", role.id, word)
            right = next(source for source, words in _FITS.items() if word in words)
            view.say(path, f'"{word}" has no meaning for a role from the {role.source}: it fits from = "{right}".')


def _source(view: View, role: Role) -> None:
    path, bodies = view.at("role", role.id), view.edition.bodies
    if role.id == "time" and role.source != "time":
        view.say(path, 'The role "time" is the clock: give a role of people another name.')
    if role.id in view.edition.proceedings:
        view.say(path, f'"{role.id}" is a role and a proceeding: steps could not tell them apart; rename one.')
    for word, body in (("body", role.body), ("one_of", role.one_of), ("panel_of", role.panel_of)):
        if body:
            view.known(body, bodies, (*path, word) if word in view.structure["role"][role.id] else path, "body")
    ways = [way for way in (role.one_of, role.panel_of, role.pool) if way]
    if role.source == "case" and len(ways) != 1:
        view.say(path, f'"{role.id}" is appointed for a case: say from where, by one of one_of, panel_of or pool.')
    if role.count[1] == 0:
        view.say((*path, "count"), f'Nobody may hold the role "{role.id}": its count is 0.')


def _bodies(view: View) -> None:
    edition = view.edition
    for body in edition.bodies.values():
        path = view.at("body", body.id)
        if body.majority_share >= 1:
            view.say((*path, "majority"), "Nobody can have more than all votes: for unanimity write share = 0.99.")
        outcomes = {outcome for _, step in view.steps() if step.how.vote == body.id for outcome in step.outcomes}
        if body.tie not in ("chair", "no") and outcomes:
            view.known(body.tie, ("chair", *sorted(outcomes)), (*path, "majority", "tie"), "outcome")


def _appointed(view: View) -> None:
    """Whoever acts by appointment is appointed by some step."""
    edition = view.edition
    by_effect = {
        effect.args.get("role") for _, step in view.steps() for effect in step.effects if effect.effect == "appoint"
    }
    by_field = {field.role for form in edition.forms.values() for field in form.fields if field.role}
    acting = {id for _, step in view.steps() for id in step.by}
    for role in edition.roles.values():
        if role.source == "case" and role.id in acting - by_effect - by_field:
            view.report.about(
                role.id,
                view.at("role", role.id),
                f'Nobody ever appoints "{role.id}": ask for the people in a form, '
                f'{{ id = "…", type = "people", role = "{role.id}" }}, of a step before they act.',
            )
