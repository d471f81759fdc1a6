"""What happens after the answer: letters go, what is outdated is cleared away."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django_tasks import task

from gromada.kit import clock
from gromada.people import mailing, tokens
from gromada.people.models import Limit, Link, Mail, SignIn
from gromada.people.vocabulary import LINK_LASTS

_WAIT = timedelta(minutes=3)  # a letter younger than this may be under way
_KEEP = timedelta(days=1)


@task(priority=50)
def deliver(mail_uid: str) -> None:
    """Somebody sits before the page and waits for this letter, hence the priority."""
    mailing.send(mail_uid)


def order(mail: Mail) -> Mail:
    """Saves the row and queues it, in the transaction of the deed that wants the letter."""
    mail.save()
    deliver.enqueue(str(mail.uid))
    return mail


def has_waiting() -> bool:
    """For the timetable: is there a letter that should have gone?"""
    return _waiting().exists()


def resend() -> int:
    """For the timetable, every minute or so: queues again what did not go. Returns how many."""
    return len([deliver.enqueue(str(mail.uid)) for mail in _waiting()])


def clear() -> None:
    """For the timetable, daily: what is over goes."""
    now = clock.now()
    Mail.objects.filter(Q(sent_at__lt=now - _KEEP) | Q(at__lt=now - 2 * _KEEP)).delete()
    Link.objects.filter(expires_at__lt=now - _KEEP).delete()
    Limit.objects.filter(since__lt=now - _KEEP).delete()
    _close_sign_ins()


def _waiting() -> QuerySet[Mail]:
    now = clock.now()
    late = Mail.objects.filter(
        sent_at=None, attempts__lt=Mail.MOST_ATTEMPTS, at__lt=now - _WAIT, at__gt=now - 2 * _KEEP
    )
    # A sign-in letter that comes half an hour late only confuses.
    return late.filter(Q(at__gt=now - LINK_LASTS) | ~Q(kind=Mail.Kind.SIGN_IN))


def _close_sign_ins() -> None:
    """A session that ran out ends the line of its sign-in; ended lines go when their time is over."""
    now = clock.now()
    lasting = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.filter(expire_date__lt=now).delete()
    alive = {tokens.digest(key) for key in Session.objects.values_list("session_key", flat=True).iterator()}
    going_on = SignIn.objects.going_on().values_list("pk", "session_digest").iterator()
    over = [pk for pk, digest in going_on if digest not in alive]
    SignIn.objects.filter(pk__in=over).update(ended_at=now)
    SignIn.objects.filter(ended_at__lt=now - lasting).delete()
