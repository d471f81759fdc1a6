"""What happens after the answer: letters go, what is outdated is cleared away."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from gromada.kit import clock
from gromada.people import mailing, tokens
from gromada.people.models import Limit, Link, Mail, SignIn
from gromada.people.vocabulary import LINK_LASTS

_AGAIN = timedelta(minutes=3)  # a letter tried less long ago may be under way
_KEEP = timedelta(days=1)


def order(mail: Mail) -> Mail:
    """Saves the row, in the transaction of the deed that wants the letter; the timetable sends it within seconds."""
    mail.save()
    return mail


def has_waiting() -> bool:
    """For the timetable: is there a letter to send?"""
    return _waiting().exists()


def send_waiting() -> int:
    """For the timetable: sends what waits, oldest first. Returns how many letters it took up."""
    waiting = list(_waiting().order_by("at").values_list("uid", flat=True)[:100])
    for uid in waiting:
        mailing.send(str(uid))
    return len(waiting)


def clear() -> None:
    """For the timetable, daily: what is over goes."""
    now = clock.now()
    Mail.objects.filter(Q(sent_at__lt=now - _KEEP) | Q(at__lt=now - 2 * _KEEP)).delete()
    Link.objects.filter(expires_at__lt=now - _KEEP).delete()
    Limit.objects.filter(since__lt=now - _KEEP).delete()
    _close_sign_ins()


def _waiting() -> QuerySet[Mail]:
    now = clock.now()
    unsent = Mail.objects.filter(sent_at=None, attempts__lt=Mail.MOST_ATTEMPTS, at__gt=now - 2 * _KEEP)
    fresh = unsent.filter(Q(tried_at=None) | Q(tried_at__lt=now - _AGAIN))
    # A sign-in letter that comes half an hour late only confuses.
    return fresh.filter(Q(at__gt=now - LINK_LASTS) | ~Q(kind=Mail.Kind.SIGN_IN))


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
