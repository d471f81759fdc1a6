"""What lies in people's letter boxes: the timetable sends, the tests read."""

import re

from django.core import mail

from gromada.certification.actions.letters import deliver_queued
from gromada.people import tasks
from tests.journeys.words import folded


def deliver() -> None:
    """What the timetable does every few seconds."""
    tasks.send_waiting()
    deliver_queued()


def letters_to(address: str) -> list[mail.EmailMessage]:
    return [m for m in mail.outbox if address in m.to]


def link_in(letter: mail.EmailMessage) -> str:
    """The path of the first address in a letter, as a person would press it."""
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]


def says(letter: mail.EmailMessage, *sentences: str) -> None:
    for sentence in sentences:
        assert folded(sentence) in folded(f"{letter.subject} {letter.body}"), letter.body
