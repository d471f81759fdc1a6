"""What the calendar's page reads."""

from itertools import groupby
from typing import Any

from gromada.desk.forms.notice import NoticeForm
from gromada.desk.models import Feed, Notice
from gromada.desk.queries.calendar import entries_of
from gromada.kit import clock
from gromada.people.models import Person
from gromada.people.queries import address_of


def calendar_page(person: Person) -> dict[str, Any]:
    """Days ahead by month; what is behind and still owed stands first."""
    today = clock.today()
    entries = entries_of(person)
    ahead = [e for e in entries if e.on >= today]
    months = [{"first": list(group)} for _month, group in groupby(ahead, key=lambda e: (e.on.year, e.on.month))]
    chosen = Notice.objects.filter(person=person).first()
    return {
        "late": [e for e in entries if e.is_late], "months": months, "today": today, "has_mail": bool(address_of(person)),
        "feed": Feed.objects.filter(person=person).first(),
        "notice": NoticeForm(initial={"often": chosen.often if chosen else Notice.Often.NEVER}),
    }  # fmt: skip
