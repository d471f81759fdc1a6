"""Questions about a case with a sentence for "no". They never write."""

from django.utils.translation import gettext as _

from gromada.certification.models import Case, Letter, Sitting
from gromada.certification.proceeding import engine
from gromada.certification.queries.reach import is_office, writing_step
from gromada.certification.queries.roles import actor, roles_of
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.edition.model import Form, Step


def may_write(case: Case, form: Form, person: Person) -> No | None:
    if writing_step(case, form, person):
        return None
    if any(s.form == form.id for s in case.rules.steps_from(case.state)):
        return No(_("This form is somebody else's to write."))
    return No(
        _("This form is handed in or not open now; what you write is kept for you beside it, but does not change it.")
    )


def may_serve(case: Case, step: Step, person: Person) -> bool:
    """Whether the person sits in the body that decides the step, or serves it in the office."""
    return engine.role_for(case.edition.built, step, actor(person, case)) is not None or is_office(case, person)


def may_call_sitting(case: Case, step: Step, person: Person) -> No | None:
    """A sitting is called by those whose step it is, or by the office, which serves the body and writes its minutes."""
    if not may_serve(case, step, person):
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
