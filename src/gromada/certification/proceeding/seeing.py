"""Who has a part in which proceeding, told from the tables of the edition alone."""

from gromada.standards.edition.model import Edition, Proceeding, Step

OFFICE = "office"  # the body of an issuer's own staff
UNBEGUN = "-"  # where a case stands before the step that begins it


def roles_in(edition: Edition, proceeding: Proceeding) -> frozenset[str]:
    """Every role that takes a step of the proceeding, writes or reads one of its forms, or votes in it; and the office that sends its letters."""
    found: set[str] = set()
    for step in proceeding.steps:
        found.update(step.by)
        if step.how.vote:
            found.update(
                r.id for r in edition.roles.values() if (r.body or r.id) == step.how.vote and r.source == "body"
            )
        form = edition.forms.get(step.form or "")
        if form:
            found.update(form.writers, form.readers)
    if any(_is_sent_by_people(edition, item.name) for step in proceeding.steps for item in step.letters):
        found.update(role.id for role in edition.roles.values() if role.source == "issuer")
    return frozenset(found & set(edition.roles))


def _is_sent_by_people(edition: Edition, letter: str) -> bool:
    known = edition.letters.get(letter)
    return known is None or not known.alone


def proceedings_of_body(edition: Edition, body: str) -> tuple[str, ...]:
    """The proceedings in which a standing body (or the issuer's office) has a part by its own right.

    A panel appointed from a body (`from = "case"`) gives its members a part only in their own cases.
    """
    return tuple(p for p in edition.proceedings if p in _seen(edition, body))


def unseen_by_institutions(edition: Edition) -> tuple[str, ...]:
    """Proceedings in which no role of the institution has a part: it never learns of them."""
    theirs = _of_institution(edition)
    return tuple(p.id for p in edition.proceedings.values() if not theirs & roles_in(edition, p))


def told_by_letter(edition: Edition) -> tuple[str, ...]:
    """Proceedings of which a letter tells the institution: where its issuer begins one, it is seen there once a letter went."""
    theirs = {"institution", *_of_institution(edition)}
    telling = {letter.id for letter in edition.letters.values() if letter.to in theirs}
    steps = ((p.id, step) for p in edition.proceedings.values() for step in p.steps)
    return tuple(dict.fromkeys(p for p, step in steps if telling & {item.name for item in step.letters}))


def states_of_institution(edition: Edition, proceeding: Proceeding) -> tuple[str, ...]:
    """The states in which the institution has something to take or to write."""
    theirs = _of_institution(edition)
    open_ = (s for s in proceeding.steps if theirs & {*s.by, *(edition.forms[s.form].writers if s.form else ())})
    return tuple(dict.fromkeys(state for step in open_ for state in step.sources))


def _of_institution(edition: Edition) -> frozenset[str]:
    return frozenset(role.id for role in edition.roles.values() if role.source == "institution")


def step_from_outside(edition: Edition, proceeding: Proceeding) -> Step | None:
    """The step with which somebody without an account may begin the proceeding."""
    public = {role.id for role in edition.roles.values() if role.source == "public"}
    return next((step for step in proceeding.steps if step.begins_case and public & set(step.by)), None)


def _seen(edition: Edition, body: str) -> frozenset[str]:
    having = {
        r.id
        for r in edition.roles.values()
        if (r.source == "body" and (r.body or r.id) == body) or (r.source == "issuer" and body == OFFICE)
    }
    return frozenset(p.id for p in edition.proceedings.values() if having & roles_in(edition, p))
