"""What a person chooses for themselves on the desk."""

from django.db import transaction

from gromada.desk.models import Feed, Notice
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.people import tokens
from gromada.people.models import Person


@transaction.atomic
def renew_feed(person: Person, language: str, *, by: Person) -> str:
    """A new secret for the address of the calendar; the old address stops at once. The secret is told only now."""
    token = tokens.link_token()
    kept = {"digest": tokens.digest(token), "language": language, "made_at": clock.now()}
    Feed.objects.update_or_create(person=person, defaults=kept)
    append("calendar.address_made", "person", person.uid, by=by.uid)
    return token


@transaction.atomic
def stop_feed(person: Person, *, by: Person) -> None:
    Feed.objects.filter(person=person).delete()
    append("calendar.address_ended", "person", person.uid, by=by.uid)


@transaction.atomic
def choose_notice(person: Person, often: str, *, by: Person) -> Notice:
    """How often the desk writes; the day of the last letter stays, so that changing one's mind sends no second one."""
    row, _new = Notice.objects.update_or_create(person=person, defaults={"often": Notice.Often(often)})
    append("notices.chosen", "person", person.uid, by=by.uid, facts={"often": str(row.often)})
    return row
