"""Saving what a page or its autosave sends: `write` for each place, and what becomes of the text that lost."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.actions.writing import Written, settle, write
from gromada.certification.models import Answer, Case, Contribution, Document, Leftover
from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.content import Content
from gromada.certification.proceeding.paths import fault, kind_of
from gromada.certification.queries.reach import writing
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Form

# A page that is sent while its own autosave is still on the way carries the version from before it.
SAME_SITTING = timedelta(seconds=30)


def save(
    case: Case, form: Form, path: str, value: Any, *, base: int, by: Person, entry: Document | None = None
) -> Written:
    """Writes one place. A write that answers a conflict settles it, and keeps the other's text beside for its author.

    Raises Refusal for a path that the form does not have.
    """
    if kind_of(form, path) is None:
        raise Refusal(No(_("The form has no such place: “%(path)s”. Reload the page.") % {"path": path[:60]}))
    with transaction.atomic():
        step, owner = writing(case, form, by, entry)
        before = Answer.objects.filter(case=case, form=form.id, owner=owner, path=path).first()
        if step is None and _stands(case, form, path, value, by, before):
            return Written(path, before.version if before else 0)
        waiting = Leftover.objects.filter(
            case=case, form=form.id, path=path, by=by, late=False, settled_at__isnull=True
        )
        answers = list(waiting.values_list("pk", flat=True))
        written = write(case, form, path, value, base=_base(case, form, before, base, by), by=by, entry=entry)
        moved = written.version != (before.version if before else 0)
        if answers and (moved or written.leftover):
            if moved and before and before.by_id != by.pk and before.value != value:
                _keep(before)
            Leftover.objects.filter(pk__in=answers).update(settled_at=clock.now())
    return written


def save_page(
    case: Case,
    form: Form,
    values: Mapping[str, Any],
    *,
    bases: Mapping[str, int],
    by: Person,
    entry: Document | None = None,
) -> list[Written]:
    """Saves everything that a page sent. Places that were empty and stay so get no row; one whose proposal was wiped out gets one.

    One place that is refused does not keep the others from being saved: then a Refusal is raised at the end.
    """
    held = {
        *case.answers.filter(form=form.id).values_list("path", flat=True),
        *(f.id for f in form.fields if f.proposed),
    }
    written, refused = [], []
    for path, value in values.items():
        if path in held or not contents.is_empty(value):
            try:
                written.append(save(case, form, path, value, base=bases.get(path, 0), by=by, entry=entry))
            except Refusal as refusal:
                refused += refusal.reasons
    if refused:
        raise Refusal(*refused)
    return written


def resolve(leftover: Leftover, *, take: bool, by: Person, entry: Document | None = None) -> Written:
    """The author looked at both texts. Taking one's own keeps the other's beside for whoever wrote it."""
    with transaction.atomic():
        rows = Answer.objects.filter(case=leftover.case, form=leftover.form, owner=leftover.owner, path=leftover.path)
        before = rows.first()
        written = settle(leftover, take=take, by=by, entry=entry)
        if take and written.leftover is None and before and before.by_id != by.pk and before.value != leftover.value:
            _keep(before)
    return written


def _keep(row: Answer) -> None:
    Leftover.objects.create(
        case=row.case,
        form=row.form,
        owner=row.owner,
        path=row.path,
        value=row.value,
        base_version=row.version,
        by=row.by,
        at=row.at,
    )


def _base(case: Case, form: Form, row: Answer | None, base: int, by: Person) -> int:
    """The version this write really knows: one's own last write is known even where its answer never reached the page."""
    if row is None or row.version == base or row.by_id != by.pk:
        return base
    # The page was told what is wrong, not the version it was saved as.
    told_only = fault(case.edition.built, form, row.path, row.value) is not None
    return row.version if told_only or clock.now() - row.at < SAME_SITTING else base


def _stands(case: Case, form: Form, path: str, value: Any, by: Person, row: Answer | None) -> bool:
    """Whether a write that comes after handing in says only what was handed in: the last keystroke's echo."""
    if row is not None and row.value == value:
        return True
    steps = [s.id for s in case.rules.steps if s.form == form.id]
    last = case.taken.filter(step__in=steps).last()
    own = Contribution.objects.filter(case=case, step__in=steps, person=by).last()
    given: list[Content] = [found.content for found in (last, own) if found]
    return any(content.get(path, "") == value for content in given)
