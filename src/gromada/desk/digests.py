"""The letter that says what awaits somebody, to those who asked for it. Run by the timetable each morning."""

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from gromada.desk.models import Notice
from gromada.desk.queries.tasks import letters_of, tasks_of
from gromada.kit import clock, mail
from gromada.people.models import Person
from gromada.people.queries import address_of

MONDAY = 0

logger = logging.getLogger(__name__)


def send_all() -> int:
    """Writes to everybody whose day it is, once a day. Returns how many letters went; one that fails keeps no other back."""
    today = clock.today()
    sent = 0
    for notice in _due(today):
        try:
            sent += _send(notice.person)
        except (OSError, SMTPException) as mistake:
            logger.warning("the letter about what awaits %s did not go: %s", notice.person.uid, type(mistake).__name__)
            continue
        Notice.objects.filter(pk=notice.pk).update(last_on=today)
    return sent


def _due(today: date) -> list[Notice]:
    often = [Notice.Often.DAILY, *([Notice.Often.WEEKLY] if today.weekday() == MONDAY else [])]
    rows = Notice.objects.filter(often__in=often, person__is_active=True).exclude(Q(last_on__gte=today))
    return list(rows.select_related("person").order_by("pk"))


def _send(person: Person) -> bool:
    address = address_of(person)
    with translation.override(person.language):
        tasks, letters = tasks_of(person), letters_of(person)
        if not address or not (tasks or letters):
            return False
        facts = {
            "person": person, "tasks": tasks, "letters": letters, "desk": settings.PUBLIC_URL + reverse("desk:desk"),
            "choice": settings.PUBLIC_URL + reverse("desk:calendar"),
        }  # fmt: skip
        written = render_to_string(f"desk/letters/awaits.{person.language}.txt", facts)
        subject, _line, body = written.partition("\n")
        mail.send(address, subject.strip(), body.strip() + "\n")
    return True
