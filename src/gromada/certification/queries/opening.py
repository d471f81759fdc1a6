"""Who may open a file of a case: one that stands in a place of a form, or one that was frozen with it."""

from uuid import UUID

from django.db.models import Q

from gromada.certification.models import Case, Contribution, Snapshot
from gromada.certification.queries.reach import may_read, writing_step
from gromada.certification.queries.reading import snapshot_to_read
from gromada.people.models import Person
from gromada.standards.edition.model import Form

SNAPSHOT = "snapshot"  # owner: the snapshot's uid
PLACE = "place"  # owner: case, form (its number in the edition, which never changes) and whose copy it is; see `place_owner`


def place_owner(case: Case, form: Form, own: Person | None) -> str:
    """The owner of a file in a form: a word of at most 36 characters."""
    return f"{case.pk}.{list(case.edition.built.forms).index(form.id)}.{own.pk if own else 0}"


def may_open_snapshot(person: Person, owner: str) -> bool:
    """Whoever may read the snapshot, in its own case or in one that is about it."""
    snapshot = Snapshot.objects.filter(uid=_uid(owner) or UUID(int=0)).first()
    if snapshot is None:
        return False
    cases = Case.objects.visible_to(person).filter(Q(pk=snapshot.case_id) | Q(parent=snapshot.case_id))
    return any(snapshot_to_read(case, snapshot.uid, person) for case in cases.select_related("edition"))


def may_open_place(person: Person, owner: str) -> bool:
    """Whoever writes the copy in which it stands; the readers of the form once it was handed in."""
    number, form_number, own = (int(part) if part.isdecimal() else -1 for part in (*owner.split("."), "", "")[:3])
    case = Case.objects.visible_to(person).select_related("edition").filter(pk=number).first()
    forms = list(case.edition.built.forms.values()) if case else []
    if case is None or not 0 <= form_number < len(forms):
        return False
    form = forms[form_number]
    if own:
        return own == person.pk or (_is_open(case, form, own) and may_read(case, form, person))
    if writing_step(case, form, person):
        return True
    steps = [s.id for s in case.rules.steps if s.form == form.id]
    return case.taken.filter(step__in=steps).exists() and may_read(case, form, person)


def _is_open(case: Case, form: Form, author: int) -> bool:
    """Whether what one of several handed in is open to the others."""
    steps = [s.id for s in case.rules.steps if s.form == form.id and s.how.kind == "each"]
    parts = Contribution.objects.filter(case=case, step__in=steps, person=author)
    unblind = any(not s.how.blind for s in case.rules.steps if s.id in steps)
    return parts.exists() if unblind else parts.filter(taken__isnull=False).exists()


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
