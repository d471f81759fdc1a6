"""Agreeing to a shared text, for steps that need everybody's word."""

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.reach import writing_step
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Form


def agree(case: Case, form: Form, *, seen: str, by: Person) -> None:
    """Agrees to what the form holds. `seen` is the digest of what the person read: if it changed meanwhile, nothing is agreed."""
    if writing_step(case, form, by) is None:
        raise Refusal(No(_("This text is not open for agreement now.")))
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        digest = content_digest(working_copy(case, form.id))
        if digest != seen:
            raise Refusal(No(_("The text has changed since you opened it. Read it again and agree then.")))
        _row, new = case.agreements.get_or_create(form=form.id, person=by, digest=digest, defaults={"at": clock.now()})
        if new:
            append("form.agreed", "case", case.uid, by=by.uid, facts={"form": form.id, "digest": digest})
