"""A house with one room, its letters, and a browser in it."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox
from django.http import HttpResponse
from django.test import Client

from gromada.kit import clock
from gromada.people import demo, factors, invitations, tasks
from gromada.people.models import Email, Mail, Person

PASSWORD = "trzy stare rowery"
NOON = datetime(2026, 4, 21, 12, tzinfo=ZoneInfo("Europe/Warsaw"))


def words(page: HttpResponse) -> str:
    """The page without the non-breaking spaces of good typography."""
    return page.content.decode().replace("\xa0", " ")


def sent_at_once(letter: Mail) -> Mail:
    """As if the timetable had come by at that very moment."""
    letter.save()
    tasks.send_waiting()
    letter.refresh_from_db()
    return letter


@pytest.fixture(autouse=True)
def house(settings, db, monkeypatch):
    settings.ROOT_URLCONF = "tests.people.urls"
    monkeypatch.setattr(tasks, "order", sent_at_once)
    settings.LANGUAGE_CODE = "en"
    settings.DEMO = False
    settings.LOGIN_REDIRECT_URL = "/"
    # What the rooms above say of themselves is not this room's to test.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("gromada.register.")]
    monkeypatch.setattr(factors, "_checks", [])
    monkeypatch.setattr(demo, "_describe", [])
    templates = deepcopy(settings.TEMPLATES)
    kept = [name for name in templates[0]["OPTIONS"]["context_processors"] if not name.startswith("gromada.")]
    templates[0]["OPTIONS"]["context_processors"] = kept
    settings.TEMPLATES = templates
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def ewa() -> Person:
    person = Person.objects.create_user("ewa", PASSWORD, name="Ewa Kowalska", language="en")
    Email.objects.create(person=person, address="dom@example.org", verified_at=clock.now())
    return person


@pytest.fixture
def adam() -> Person:
    """Shares the address with Ewa."""
    person = Person.objects.create_user("adam", PASSWORD, name="Adam Łęcki", language="en")
    Email.objects.create(person=person, address="dom@example.org", verified_at=clock.now())
    return person


@pytest.fixture
def zofia() -> Person:
    """Has no e-mail address at all."""
    return Person.objects.create_user("zofia", PASSWORD, name="Zofia Żak", language="en")


@pytest.fixture
def in_office():
    """A room above says who needs a second factor."""
    people: set[int] = set()

    def check(person: Person) -> bool:
        return person.pk in people

    factors.requires(check)
    yield people
    factors.withdraw(check)


@pytest.fixture
def promises():
    """A room above keeps promises of one kind."""
    kept: list[tuple[str, str]] = []

    @invitations.on_accepted("room.function")
    def keep(invitation, person) -> None:
        kept.append((invitation.what["function"], person.username))

    yield kept
    invitations.forget("room.function")


@pytest.fixture
def sign_in(client: Client) -> Callable[..., object]:
    def by_password(username: str, password: str = PASSWORD, *, browser: Client | None = None, **more: str):
        return (browser or client).post("/account/sign-in/", {"username": username, "password": password, **more})

    return by_password


@pytest.fixture
def letters() -> Callable[[], list[str]]:
    """The links of all letters so far, as paths."""

    def links() -> list[str]:
        return [path for letter in outbox.outbox for path in re.findall(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)]

    return links
