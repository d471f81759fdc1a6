"""What the office may enter on a document: which steps, in whose role, signed by whom; and who may open its scan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gromada.certification.models import Appointment, Case, Document
from gromada.certification.proceeding.seeing import step_from_outside
from gromada.certification.queries.reach import is_issuers_side, is_office, must_declare
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import voting_role
from gromada.institutions.models import Function, Membership
from gromada.people.models import Person
from gromada.standards.edition.model import Role, Step

DOCUMENT = "document"  # owner of a file: the document's uid
ON_PAPER = ("institution", "body", "case")


@dataclass(frozen=True)
class Signer:
    """Who may have signed: a person that is known here, or ("person" None) somebody whose name is written in."""

    role: Role
    person: Person | None = None

    @property
    def key(self) -> str:
        return f"{self.role.id}:{self.person.uid if self.person else ''}"


def paper_roles(case: Case, step: Step) -> list[Role]:
    """The roles of a step whose people may act on paper: all but the office's own, the clock's and another proceeding's."""
    if step.how.kind == "vote":
        return [voting_role(case, step)]
    known = case.edition.built.roles
    return [known[id] for id in step.by if id in known and known[id].source in ON_PAPER]


def enterable(case: Case) -> list[Step]:
    """The steps open now that can be entered on a document."""
    return [] if case.closed_on else [step for step in case.rules.steps_from(case.state) if paper_roles(case, step)]


def may_enter(case: Case, person: Person) -> bool:
    """The office of the case's issuer, unless a declaration of its own is still asked for."""
    return is_office(case, person) and not must_declare(case, person)


def signers(case: Case, step: Step) -> list[Signer]:
    """Everybody who holds, or has held, a role of the step; and, where one person signs, somebody not known here.

    A step that each takes, or a role that only an appointed person has, needs a person: opinions and exclusions hang on it.
    """
    found = []
    for role in paper_roles(case, step):
        found += [Signer(role, person) for person in have_held(case, role)]
        if step.how.kind != "each" and role.source != "case":
            found.append(Signer(role))
    return found


def have_held(case: Case, role: Role) -> list[Person]:
    """Who holds a role now or held it before: letters come late."""
    people = Person.objects.filter(is_active=True)
    if role.source == "case":
        rows = Appointment.objects.filter(case=case, role=role.id)
        return list(people.filter(appointments__in=rows).distinct().order_by("sort_key"))
    if role.source == "body":
        seats = Membership.objects.filter(issuer=case.issuer, body=role.body or role.id)
        return list(people.filter(memberships__in=seats).distinct().order_by("sort_key"))
    now = holders_of(case, role)
    before = Function.objects.filter(institution=case.institution, kind=role.function) if role.function else None
    return now + [p for p in people.filter(functions__in=before).distinct() if p not in now] if before else now


def held_on(case: Case, role: Role, person: Person, day: date) -> bool:
    """Whether a person held the role on that day. The functions of an institution are known here only since somebody accepted."""
    return role.source == "institution" or person in holders_of(case, role, day)


def may_open_document(person: Person, owner: str) -> bool:
    """The issuer's side of the case: the scan of a letter may say more than the case shows outside."""
    try:
        found = Document.objects.filter(uid=UUID(owner)).select_related("case__edition").first()
    except ValueError:
        return False
    return found is not None and may_read_documents(found.case, person)


def may_read_documents(case: Case, person: Person) -> bool:
    """Letters to a case that somebody outside began say who they are: only the office reads those."""
    if step_from_outside(case.edition.built, case.rules) and not is_office(case, person):
        return False
    seen = Case.objects.visible_to(person).filter(pk=case.pk).exists()
    return seen and is_issuers_side(case, person) and not must_declare(case, person)
