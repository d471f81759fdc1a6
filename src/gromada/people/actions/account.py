"""One's own details and password."""

from django.db import transaction

from gromada.journal.actions import append
from gromada.kit.text import line
from gromada.people.models import Person


def change_details(person: Person, *, name: str, phone: str, language: str, by: Person) -> None:
    person.name, person.phone, person.language = line(name), line(phone), language
    person.save(update_fields=["name", "sort_key", "phone", "language"])


def change_password(person: Person, password: str, *, by: Person) -> None:
    """Django ends every session that was opened with the old password; the caller keeps the present one."""
    with transaction.atomic():
        person.set_password(password)
        person.save(update_fields=["password"])
        append("password.changed", "person", person.uid, by=by.uid)
