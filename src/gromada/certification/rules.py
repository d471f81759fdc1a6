"""Questions about a case with a sentence for "no". They never write."""

from django.utils.translation import gettext as _

from gromada.certification.models import Case, Declaration, Letter, Sitting
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.seeing import roles_in
from gromada.certification.queries.roles import actor, roles_of
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.edition.model import Form, Step


def writing_step(case: Case, form: Form, person: Person) -> Step | None:
    """The step, open now, for which the person may write this form; None when there is none."""
    roles = roles_of(person, case)
    for step in case.rules.steps_from(case.state):
        if step.form == form.id and roles & {*step.by, *form.writers}:
            return step
    return None


def may_write(case: Case, form: Form, person: Person) -> No | None:
    if writing_step(case, form, person):
        return None
    if any(s.form == form.id for s in case.rules.steps_from(case.state)):
        return No(_("This form is somebody else's to write."))
    return No(
        _("This form is handed in or not open now; what you write is kept for you beside it, but does not change it.")
    )


def may_read(case: Case, form: Form, person: Person) -> bool:
    """Who may read what was handed in: the form's readers and writers, whoever hands it in, and the issuer's side.

    A form with `readers` is read by them alone beside its writers; without, by everybody on the issuer's side of the proceeding.
    """
    if must_declare(case, person):
        return False
    return roles_may_read(case, form, roles_of(person, case))


def roles_may_read(case: Case, form: Form, roles: frozenset[str]) -> bool:
    edition = case.edition.built
    hand_in = {role for step in case.rules.steps if step.form == form.id for role in step.by}
    issuers = {r for r in roles_in(edition, case.rules) if edition.roles[r].source != "institution"}
    return bool(roles & ({*form.readers, *form.writers} | hand_in | issuers))


def must_declare(case: Case, person: Person) -> bool:
    """Whether the person is asked for a declaration of impartiality and has not made it: until then the dossier stays closed."""
    return case.declarations.filter(person=person, current=True, degree=Declaration.Degree.ASKED).exists()


def is_issuers_side(case: Case, person: Person) -> bool:
    """Whether the person sees the case from inside (its true state, findings, votes) or as the institution does."""
    edition = case.edition.built
    return any(edition.roles[role].source != "institution" for role in roles_of(person, case))


def is_office(case: Case, person: Person) -> bool:
    edition = case.edition.built
    return any(edition.roles[role].source == "issuer" for role in roles_of(person, case))


def may_call_sitting(case: Case, step: Step, person: Person) -> No | None:
    """A sitting is called by those whose step it is, or by the office, which serves the body and writes its minutes."""
    if engine.role_for(case.edition.built, step, actor(person, case)) is None and not is_office(case, person):
        return No(_("A sitting is called by the body itself or by the office."))
    if Sitting.objects.filter(case=case, closed_at__isnull=True).exists():
        return No(_("A sitting on this case is open already; first close it."))
    return None


def may_send_letters(case: Case, person: Person) -> No | None:
    if roles_may_send(case, roles_of(person, case)):
        return None
    return No(_("Letters are sent by the office or by the person responsible for the case."))


def roles_may_send(case: Case, roles: frozenset[str]) -> bool:
    """The issuer's office, and whoever of a body is responsible for the case."""
    held = [case.edition.built.roles[role] for role in roles]
    return any(role.source == "issuer" or (role.source == "case" and role.one_of) for role in held)


def may_change(letter: Letter) -> No | None:
    if letter.state in (Letter.State.PREPARED, Letter.State.FAILED):
        return None
    return No(_("The letter has left; write a new one instead of changing it."))
