"""Signing in and out: asking for a link, using it, and the list of one's own sessions."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people import devices, limits, tasks, tokens
from gromada.people.actions.links import take
from gromada.people.models import Link, Mail, Person, SignIn


def ask_for_link(address: str, *, language: str, next: str = "") -> None:
    """Does the same, in the same time, for an address that is known and one that is not."""
    limits.spend(limits.LINK, address)
    with transaction.atomic():
        tasks.order(Mail(kind=Mail.Kind.SIGN_IN, address=address.strip().lower(), language=language, next=next))


def use_sign_in_link(token: str) -> tuple[Person, str]:
    """The person whose link it is, and where they wanted to go."""
    with transaction.atomic():
        link = take(token, Link.Kind.SIGN_IN)
        if link.email.verified_at is None:
            raise Refusal(_("This link has been used or its time is over. Ask for a new one; nothing is lost."))
    return link.email.person, link.next


def begin(person: Person, session_key: str, user_agent: str, way: str) -> SignIn:
    """Writes down that a session began. Asked again for the same session it finds the same line."""
    browser, system = devices.words(user_agent)
    facts = {"person": person, "way": way, "browser": browser, "system": system}
    return SignIn.objects.get_or_create(session_digest=tokens.digest(session_key), defaults=facts)[0]


def move(sign_in: SignIn, session_key: str) -> None:
    """The session goes on under a new key."""
    sign_in.session_digest = tokens.digest(session_key)
    sign_in.save(update_fields=["session_digest"])


def see(sign_in: SignIn) -> None:
    """At most once a day: the list needs no more, and a click should not write."""
    if sign_in.last_seen != clock.today():
        sign_in.last_seen = clock.today()
        sign_in.save(update_fields=["last_seen"])


def end(sign_in: SignIn, *, by: Person) -> None:
    """Ends the session itself, not only its line: the next click in that browser finds nobody signed in."""
    _end([sign_in])


def end_others(person: Person, *, keep: SignIn | None, by: Person) -> int:
    """Ends every session of the person but one. Returns how many."""
    others = list(person.sign_ins.going_on().exclude(pk=keep.pk if keep else 0))
    _end(others)
    return len(others)


def _end(lines: list[SignIn]) -> None:
    digests = {line.session_digest for line in lines}
    with transaction.atomic():
        SignIn.objects.filter(pk__in=[line.pk for line in lines]).update(ended_at=clock.now())
        # Only digests are kept, so the keys are looked through: rare, and ten thousand sessions take milliseconds.
        keys = Session.objects.values_list("session_key", flat=True).iterator()
        Session.objects.filter(session_key__in=[key for key in keys if tokens.digest(key) in digests]).delete()
