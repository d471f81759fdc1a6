"""What the clock begins every year for each certificate in force, as the edition says: a yearly report, a yearly look."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from gromada.certification.actions.beginning import begin_about_certificate
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Case, Certificate
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.certification.proceeding.seeing import UNBEGUN
from gromada.certification.queries.beginnings import edition_for
from gromada.certification.status import Status, with_status
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.standards.edition.model import Proceeding
from gromada.standards.models import Edition


def open_yearly() -> int:
    """Begins what is due this year and was not begun yet, for each certificate that was in force before the year began.

    A day that was missed is caught up until the end of the year. Returns how many cases it began.
    """
    return sum(_begun(certificate, rules) for certificate, rules in _due())


def _due() -> Iterator[tuple[Certificate, Proceeding]]:
    for edition in Edition.objects.filter(history_only=False).select_related("issuer"):
        today = clock.today(edition.built.zone)
        yearly = [p for p in edition.built.proceedings.values() if p.every_year and f"{today:%m-%d}" >= p.every_year]
        for rules in yearly:
            yield from ((c, rules) for c in _in_force(edition, today) if not _has_one(c, rules, today))


def _in_force(edition: Edition, today: date) -> Iterator[Certificate]:
    """Those of the scheme whose proceedings are this edition's; one that came into force this year waits for the next."""
    rows = Certificate.objects.filter(
        issuer=edition.issuer, edition__scheme=edition.scheme, starts_on__lt=date(today.year, 1, 1)
    )
    for certificate in with_status(rows.select_related("edition", "institution", "unit").order_by("pk"), today):
        if getattr(certificate, "status", "") == Status.IN_FORCE and edition_for(certificate) == edition:
            yield certificate


def _has_one(certificate: Certificate, rules: Proceeding, today: date) -> bool:
    same = Case.objects.filter(certificate=certificate, proceeding=rules.id)
    return same.filter(begun_at__year=today.year).exists() or same.filter(closed_on__isnull=True).exists()


def _begun(certificate: Certificate, rules: Proceeding) -> int:
    first = next(s for s in rules.steps if s.begins_case and TIME in s.by)
    try:
        with transaction.atomic():
            case = begin_about_certificate(certificate, rules.id, by=None)
            take_step(case, first.id, by=None, acting=Actor(TIME, frozenset({TIME})), seen=UNBEGUN)
    except Refusal:
        return 0
    return 1
