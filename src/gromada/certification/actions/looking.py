"""Looking at a case: remembered for the reader alone, so that what came since can be marked. No line in the journal."""

from datetime import datetime, timedelta

from gromada.certification.models import Case, Look
from gromada.certification.queries.looking import VISIT
from gromada.kit import clock
from gromada.people.models import Person

_STEP = timedelta(minutes=1)


def look(case: Case, *, by: Person) -> datetime | None:
    """Remembers the look; gives the end of the visit before this one, or None for the first."""
    now = clock.now()
    row, new = Look.objects.get_or_create(case=case, person=by, defaults={"at": now})
    if new or now - row.at < _STEP:
        return row.before
    if now - row.at > VISIT:
        row.before = row.at
    row.at = now
    row.save(update_fields=["at", "before"])
    return row.before
