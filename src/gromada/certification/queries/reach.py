"""How far a person reaches in a case: what may be written and read, and from which side it is seen."""

from gromada.certification.models import Case, Declaration, Document
from gromada.certification.proceeding.seeing import roles_in
from gromada.certification.queries.roles import roles_of
from gromada.people.models import Person
from gromada.standards.edition.model import Form, Step


def writing_step(case: Case, form: Form, person: Person) -> Step | None:
    """The step, open now, for which the person may write this form; None when there is none."""
    roles = roles_of(person, case)
    for step in case.rules.steps_from(case.state):
        if step.form == form.id and roles & {*step.by, *form.writers}:
            return step
    return None


def writing(case: Case, form: Form, person: Person, entry: Document | None = None) -> tuple[Step | None, str]:
    """The step for which the form may be written now, and whose copy it is ("" for the shared one).

    `entry`: the office writes what stands on a document, in the copy of whoever signed it.
    """
    step = open_entry(entry) if entry else writing_step(case, form, person)
    if step is None or step.form != form.id or (entry and not is_office(case, person)):
        return None, ""
    return step, copy_of_signer(entry, step) if entry else owner_of(step, person)


def owner_of(step: Step | None, person: Person) -> str:
    """Whose copy is written: one's own where each takes the step, else the shared one."""
    return str(person.uid) if step is not None and step.how.kind == "each" else ""


def open_entry(document: Document) -> Step | None:
    """The step of a document while it can still be entered; None when it was, or the case stands elsewhere."""
    case = document.case
    step = case.rules.step(document.step)
    if step is None or document.withdrawn_at or case.closed_on or case.state not in step.sources:
        return None
    return None if document.taken.exists() or document.parts.exists() else step


def copy_of_signer(document: Document, step: Step) -> str:
    signer = document.signers.order_by("pk").first() if step.how.kind == "each" else None
    return str(signer.uid) if signer else ""


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
