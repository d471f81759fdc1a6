"""Writing a form: a field at a time, each with its version. Two people may write; nothing typed is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.actions.impartiality import ask
from gromada.certification.models import Answer, Case, Document, Leftover, Presence
from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.content import Slot
from gromada.certification.proceeding.paths import said_in
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.reach import owner_of, writing
from gromada.certification.queries.roles import candidates
from gromada.certification.sentences import no
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person
from gromada.records import personal
from gromada.standards.edition.model import Form

__all__ = ["Written", "be_present", "owner_of", "settle", "slot_of", "write", "write_all"]


@dataclass(frozen=True)
class Written:
    """What became of a write: its version now; `leftover` when it was kept beside; `problem` is a sentence to show (it is saved anyway)."""

    path: str
    version: int
    leftover: Leftover | None = None
    problem: No | None = None


def write(
    case: Case, form: Form, path: str, value: Any, *, base: int, by: Person, entry: Document | None = None
) -> Written:
    """Saves one field. `base` is the version the writer saw (0: it was empty).

    A write against an older version, or after handing in, is kept beside as a Leftover. A value over its limit is saved and told:
    only handing in refuses it. Raises Refusal for a path that the form does not have, and for a PESEL number, which is never kept.
    `entry`: it is written from that document.
    """
    refused = personal.numbers_in({path: said_in(form, path, value)})
    if refused:
        raise Refusal(*refused)
    step, owner = writing(case, form, by, entry)
    value = clean(value) if isinstance(value, str) else value
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        slot = slot_of(case, form, path, value, owner)
        row = Answer.objects.select_for_update().filter(case=case, form=form.id, owner=owner, path=path).first()
        if row is not None and row.value == value and step is not None:
            return Written(path, row.version, problem=_problem(case, slot, value))
        if step is None or (row is not None and row.version != base):
            leftover = Leftover.objects.create(
                case=case,
                form=form.id,
                owner=owner,
                path=path,
                value=value,
                base_version=base,
                late=step is None,
                by=by,
                at=clock.now(),
            )
            return Written(path, row.version if row else 0, leftover)
        if row is None:
            row = Answer.objects.create(
                case=case, form=form.id, owner=owner, path=path, value=value, by=by, at=clock.now()
            )
        else:
            row.value, row.by, row.at, row.version = value, by, clock.now(), row.version + 1
            row.save()
        _ask_named(case, slot, value, by)
        return Written(path, row.version, problem=_problem(case, slot, value))


def _ask_named(case: Case, slot: Slot, value: Any, by: Person) -> None:
    """Whoever is named for a role is asked to declare impartiality at once: the appointment waits for it."""
    role = case.edition.built.roles.get(slot.field.role or "")
    if role is None or slot.kind != "field" or not value:
        return
    open_to = {str(person.uid): person for person in candidates(case, role)}
    if any(str(uid) not in open_to for uid in value):
        raise Refusal(No(_("Choose people from the list; somebody named here is not on it."), where=slot.path))
    ask(case, [open_to[str(uid)] for uid in value], role.id, by=by)


def write_all(
    case: Case, form: Form, values: Mapping[str, Any], *, bases: Mapping[str, int], by: Person
) -> list[Written]:
    """Saves a whole page that was posted without JavaScript; fields that did not change keep their version."""
    return [write(case, form, path, value, base=bases.get(path, 0), by=by) for path, value in values.items()]


def slot_of(case: Case, form: Form, path: str, value: Any, owner: str) -> Slot:
    edition = case.edition.built
    held = {**working_copy(case, form.id, owner)}
    held.setdefault(path, value)
    if path.endswith(":reason"):  # a reason may be written before its answer is chosen
        tree, node = path.split(":")[0], path.split(":")[1]
        field = form.field(tree)
        if field and node in edition.standards:
            return Slot(path, field, "reason", False, edition.standards[node])
    found = next((s for s in contents.slots(edition, form, case.parts, held) if s.path == path), None)
    if found is None:
        field = form.field(path.split(":")[0])
        if field is None or (field.type == "tree") or ":" in path:
            raise Refusal(No(_("The form has no such place: “%(path)s”. Reload the page.") % {"path": path[:60]}))
        return Slot(path, field, "field", False)
    return found


def _problem(case: Case, slot: Slot, value: Any) -> No | None:
    reason = None if contents.is_empty(value) else contents.problem(case.edition.built, slot, value)
    return no(reason, case) if reason else None


def settle(leftover: Leftover, *, take: bool, by: Person, entry: Document | None = None) -> Written:
    """The writer looked at both versions: takes the one kept beside, or lets it go (it stays in the history)."""
    form = leftover.case.edition.built.forms[leftover.form]
    row = Answer.objects.filter(
        case=leftover.case, form=leftover.form, owner=leftover.owner, path=leftover.path
    ).first()
    written = Written(leftover.path, row.version if row else 0)
    if take:
        base = row.version if row else 0
        written = write(leftover.case, form, leftover.path, leftover.value, base=base, by=by, entry=entry)
    Leftover.objects.filter(pk=leftover.pk).update(settled_at=clock.now())
    return written


def be_present(case: Case, form: Form, path: str, *, by: Person) -> None:
    Presence.objects.update_or_create(
        case=case, person=by, defaults={"form": form.id, "path": path[:200], "at": clock.now()}
    )
