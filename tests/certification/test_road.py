"""The main road through the database: real steps, effects, journal, letters."""

from pathlib import Path

import pytest

from gromada.certification.models import Certificate, Letter, Snapshot
from gromada.certification.status import status_of
from gromada.cli.demo.staging import stage
from gromada.cli.demo.story import stories
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.standards.actions import load_edition

EDITIONS = Path(__file__).parents[2] / "editions"


@pytest.mark.django_db
def test_the_story_of_the_demonstration_is_walked_by_real_steps():
    load_edition(EDITIONS / "cal-2022")
    story = stories()[0]
    assert stage(story) == len(story.plots)
    assert stage(story) == 0, "a second run adds nothing"
    issued = Certificate.objects.all()
    assert issued.count() == 2
    assert {str(status_of(c, clock.today())) for c in issued} == {"in_force"}
    assert Snapshot.objects.exists() and Letter.objects.filter(alone=True).exists()
    assert Entry.objects.filter(verb="step.taken").count() > 30
