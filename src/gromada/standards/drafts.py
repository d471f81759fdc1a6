"""A new edition, or a correction of texts, drafted from a published one; published once, with the decision that it rests on."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.standards import drafting
from gromada.standards.actions import keep
from gromada.standards.edition.check import check
from gromada.standards.edition.diff import compare
from gromada.standards.edition.load import build
from gromada.standards.edition.mistakes import Problem
from gromada.standards.models import Draft, Edition


@dataclass(frozen=True)
class Decision:
    """The body's step: on which day, how it is called ("resolution 4/2026"), and in writing or by signing in."""

    on: date
    name: str
    on_document: bool


def problems_of(draft: Draft) -> list[Problem]:
    """Everything that is wrong in a draft, by the path of the word."""
    return check(draft.content, draft.readiness)


@transaction.atomic
def begin_draft(base: Edition, *, errata: bool, by: Person) -> Draft:
    """One draft of a sort at a time. Raises Refusal."""
    Edition.objects.select_for_update().get(pk=base.pk)
    if base.drafts.filter(published_at=None, dropped_at=None, errata=errata).exists():
        raise Refusal(No(_("Such a draft is open already: go on with it, or drop it first.")))
    content = deepcopy(base.content)
    made = Draft.objects.create(
        base=base, errata=errata, content=content, readiness=deepcopy(base.readiness), digest_before=base.digest,
        begun_by=by, begun_at=clock.now(), changed_by=by, changed_at=clock.now(),
    )  # fmt: skip
    append("edition.drafted", "draft", made.uid, by=by.uid, facts={"edition": base.key, "errata": errata})
    return made


@transaction.atomic
def change_draft(draft: Draft, deed: Callable[[dict[str, Any]], None], *, by: Person) -> Draft:
    """Does something to the content, one person after another."""
    row = _open(draft)
    deed(row.content)
    row.readiness = drafting.fitting(row.readiness, row.content["structure"].get("standard", {}))
    row.changed_by, row.changed_at = by, clock.now()
    row.save(update_fields=["content", "readiness", "changed_by", "changed_at"])
    return row


@transaction.atomic
def drop_draft(draft: Draft, *, by: Person) -> None:
    row = _open(draft)
    row.dropped_at, row.changed_by = clock.now(), by
    row.save(update_fields=["dropped_at", "changed_by"])
    append("edition.draft_dropped", "draft", row.uid, by=by.uid, facts={"edition": row.base.key})


@transaction.atomic
def publish_draft(draft: Draft, decision: Decision, *, by: Person) -> Edition:
    """Freezes it by its digest. A new edition becomes the current one; open cases stay where they are. Raises Refusal."""
    row = _open(draft)
    if problems_of(row):
        raise Refusal(No(_("The draft still has mistakes. Mend them first.")))
    built, base = build(row.content), row.base
    found = compare(base.built, built)
    if row.digest_before != base.digest:
        raise Refusal(No(_("The edition was corrected after this draft was begun. Begin a new draft.")))
    if row.errata and not found.is_text_only:
        raise Refusal(No(_("An erratum changes texts, and texts only. Make a new edition instead.")))
    if not row.errata and Edition.objects.filter(key=built.id).exists():
        raise Refusal(
            No(
                _("There is an edition %(edition)s already. Give this one another version.") % {"edition": built.id},
                where="version",
            )
        )
    if decision.on > clock.today(built.zone):
        raise Refusal(No(_("The day of the decision lies ahead."), where="on"))
    former = base.content if row.errata else {}
    edition = keep(built, row.content, row.readiness, by=str(by.uid), errata=row.errata)
    row.published_at, row.published_by, row.edition = clock.now(), by, edition
    row.decided_on, row.resolution, row.on_document = decision.on, decision.name, decision.on_document
    row.digest_after, row.former = edition.digest, former
    row.save()
    facts = {"edition": edition.key, "digest": edition.digest, "before": row.digest_before, "resolution": decision.name,
             "decided_on": str(decision.on), "on_document": decision.on_document, "errata": row.errata}  # fmt: skip
    append("edition.published", "edition", edition.uid, by=by.uid, facts=facts, on=decision.on)
    return edition


def _open(draft: Draft) -> Draft:
    row = Draft.objects.select_for_update(of=("self",)).select_related("base__issuer").get(pk=draft.pk)
    if row.published_at or row.dropped_at:
        raise Refusal(No(_("This draft is closed: a published edition is frozen.")))
    return row
