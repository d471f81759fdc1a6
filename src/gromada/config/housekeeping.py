"""What is over and done with: sessions that ran out, old rows of the timetable."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from gromada.journal.models import Run
from gromada.kit import clock

RUNS_KEPT = timedelta(days=60)


def clear() -> None:
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    # The last run of each job stays, however old: from it the timetable counts the days that were missed.
    newer = Run.objects.filter(name=OuterRef("name"), day__gt=OuterRef("day"))
    Run.objects.filter(Exists(newer), day__lt=clock.today() - RUNS_KEPT).delete()
