"""Since when something is new to a reader: since the end of the visit before this one. Asked together with the case, so that it costs no query."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from gromada.certification.models import Case, Look
from gromada.kit import clock
from gromada.people.models import Person

VISIT = timedelta(minutes=30)  # going back and forth within a visit keeps the marks


def with_looks(cases: "QuerySet[Case]", person: Person) -> "QuerySet[Case]":
    """Annotates when the person last looked at each case, and when the visit before that ended."""
    rows: Any = Look.objects.filter(case=OuterRef("pk"), person=person.pk)
    return cases.annotate(looked_at=Subquery(rows.values("at")[:1]), looked_before=Subquery(rows.values("before")[:1]))


def new_since(case: Case) -> datetime | None:
    """None for somebody who has never looked before: then nothing is marked. The case comes from `with_looks`."""
    at: datetime | None = getattr(case, "looked_at", None)
    if at is None:
        return None
    before: datetime | None = getattr(case, "looked_before", None)
    return at if clock.now() - at > VISIT else before


def is_new(at: datetime | None, since: datetime | None) -> bool:
    return at is not None and since is not None and at > since
