"""What of a case a person may read: frozen snapshots, contents of steps, parts that are open."""

from uuid import UUID

from gromada.certification.models import Case, Contribution, Snapshot, StepTaken
from gromada.certification.queries.editions import as_of
from gromada.certification.queries.reach import is_issuers_side, may_read
from gromada.certification.queries.told import told_of
from gromada.people.models import Person
from gromada.standards.edition.model import Step


def snapshot_to_read(case: Case, uid: UUID, person: Person) -> Snapshot | None:
    """A snapshot of this case, or of the case that it is about, if the person may read its form."""
    cases = [pk for pk in (case.pk, case.parent_id) if pk]
    found = Snapshot.objects.filter(case__in=cases, uid=uid).select_related("taken__person", "case__edition").first()
    form = as_of(found.case, found.at).edition.built.forms.get(found.form) if found else None
    return found if form and may_read(case, form, person) else None


def part_to_read(case: Case, uid: UUID, person: Person) -> tuple[Step, StepTaken | Contribution] | None:
    """A step's content or a person's part, if it may be read: others' parts only once everybody's are in."""
    part: StepTaken | Contribution | None = (
        case.taken.filter(uid=uid).select_related("person").first()
        or case.contributions.filter(uid=uid).select_related("person").first()
    )
    then = as_of(case, part.at) if part else case
    step = then.rules.step(part.step) if part else None
    form = then.edition.built.forms.get(step.form or "") if step else None
    if part is None or step is None or form is None:
        return None
    if isinstance(part, Contribution) and part.person_id == person.pk:
        return step, part
    if isinstance(part, Contribution) and part.taken_id is None and step.how.blind:
        return None
    if isinstance(part, StepTaken) and not is_issuers_side(case, person) and part.pk in told_of(case).hidden:
        return None  # not told yet: from outside it has not happened
    return (step, part) if may_read(case, form, person) else None
