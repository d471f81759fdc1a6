"""Somebody who acts on paper alone: a name without a way to sign in."""

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit.ids import new_uid
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import line
from gromada.people.models import Person


def add_on_paper(name: str, *, by: Person) -> Person:
    """A person without password, e-mail or key: nobody can sign in as them. An invitation may give them a way later."""
    name = line(name)[:120]
    if not name:
        raise Refusal(No(_("Write the person's name."), where="name"))
    uid = new_uid()
    with transaction.atomic():
        person = Person(uid=uid, username=f"papier-{str(uid)[-12:]}", name=name)
        person.set_unusable_password()
        person.save()
        append("person.added_on_paper", "person", uid, by=by.uid)
    return person
