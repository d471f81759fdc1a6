"""The status of a certificate on a day: one pure function and one SQL annotation, proved equal by a property test.

Order of precedence: unconfirmed or undated history is unknown; then what the last event says (revoked, resigned);
then the dates (not yet, expired); then a suspension that lasts; else in force.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case as Choose
from django.db.models import OuterRef, Q, Subquery, Value, When

from gromada.certification.models import Certificate, CertificateEvent


class Status(models.TextChoices):
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"
    RESIGNED = "resigned"
    UNKNOWN = "unknown"


TELLING = ("suspend", "reinstate", "revoke", "resign")


def status_on(
    day: date,
    *,
    starts_on: date | None,
    ends_on: date | None,
    confirmed: bool,
    endless: bool = False,
    events: Iterable[tuple[date, str, date | None]] = (),
) -> Status:
    """`events` are (effective_on, kind, until) in the order they were written; the last of the latest day counts."""
    if not confirmed or starts_on is None or (ends_on is None and not endless):
        return Status.UNKNOWN
    last: tuple[date, str, date | None] | None = None
    for event in events:
        if event[1] in TELLING and event[0] <= day and (last is None or event[0] >= last[0]):
            last = event
    if last and last[1] == "revoke":
        return Status.REVOKED
    if last and last[1] == "resign":
        return Status.RESIGNED
    if day < starts_on:
        return Status.NOT_YET
    if ends_on is not None and day > ends_on:
        return Status.EXPIRED
    if last and last[1] == "suspend" and (last[2] is None or day <= last[2]):
        return Status.SUSPENDED
    return Status.IN_FORCE


def with_status(
    certificates: "models.QuerySet[Certificate]", day: date, *, shown: bool = False
) -> "models.QuerySet[Certificate]":
    """Annotates `status`. With `shown`, only events that the public may know of on that day count."""
    events: Any = CertificateEvent.objects.filter(certificate=OuterRef("pk"), effective_on__lte=day, kind__in=TELLING)
    if shown:
        events = events.filter(shown_on__lte=day)
    events = events.order_by("-effective_on", "-pk")
    return certificates.annotate(
        last_event=Subquery(events.values("kind")[:1]), last_until=Subquery(events.values("until")[:1])
    ).annotate(
        status=Choose(
            When(
                Q(imported=True, confirmed_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True, endless=False),
                then=Value(Status.UNKNOWN),
            ),
            When(last_event="revoke", then=Value(Status.REVOKED)),
            When(last_event="resign", then=Value(Status.RESIGNED)),
            When(starts_on__gt=day, then=Value(Status.NOT_YET)),
            When(ends_on__lt=day, then=Value(Status.EXPIRED)),
            When(
                Q(last_event="suspend") & (Q(last_until__isnull=True) | Q(last_until__gte=day)),
                then=Value(Status.SUSPENDED),
            ),
            default=Value(Status.IN_FORCE),
            output_field=models.CharField(),
        )
    )


def status_of(certificate: Certificate, day: date, *, shown: bool = False) -> Status:
    events = [
        (e.effective_on, str(e.kind), e.until)
        for e in certificate.events.all()
        if not shown or (e.shown_on is not None and e.shown_on <= day)
    ]
    confirmed = not certificate.imported or certificate.confirmed_on is not None
    return status_on(
        day,
        starts_on=certificate.starts_on,
        ends_on=certificate.ends_on,
        confirmed=confirmed,
        endless=certificate.endless,
        events=events,
    )
