"""Limits by account and by code. By network address only where there is no account, for a day, and wide enough for a village hall."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from gromada.kit import clock
from gromada.kit.folding import fold
from gromada.kit.refusal import Refusal
from gromada.people import tokens
from gromada.people.models import Limit


@dataclass(frozen=True)
class Allowance:
    kind: str
    most: int
    within: timedelta
    sentence: str | Promise


PASSWORD = Allowance(
    "password",
    10,
    timedelta(hours=1),
    _("Too many wrong passwords for this user name. Try again after %(time)s, or sign in by an e-mail link now."),
)
SECOND_STEP = Allowance(
    "second step", 10, timedelta(hours=1), _("Too many wrong codes. Try again after %(time)s, or use a passkey now.")
)
LINK = Allowance(
    "link",
    5,
    timedelta(hours=1),
    _("Several letters were asked for. Look into the mailbox, also among spam; ask again after %(time)s."),
)
ADDRESS = Allowance(
    "address",
    10,
    timedelta(hours=1),
    _("Several addresses were added in a short time. Add the next one after %(time)s."),
)
REMARKS = Allowance(
    "remarks",
    30,
    timedelta(days=1),
    _("Very many remarks came from this connection today. Try again tomorrow, or ring or write to the issuer."),
)
NUMBERS = Allowance(
    "remark numbers",
    20,
    timedelta(hours=1),
    _("Too many numbers that are not known. Compare the digits and try again after %(time)s."),
)


def spend(allowance: Allowance, key: str) -> Callable[[], None]:
    """Counts a try before it is made, so that two at once cannot both be the last. Returns what takes it back.

    Raises Refusal, with the time from which one may try again. Whether an account of that name exists plays no part.
    """
    kept = tokens.keyed_digest(allowance.kind, fold(key))
    now = clock.now()
    with transaction.atomic():
        limit, _new = Limit.objects.select_for_update().get_or_create(
            kind=allowance.kind, key=kept, defaults={"since": now}
        )
        if now >= limit.since + allowance.within:
            limit.since, limit.spent = now, 0
        if limit.spent >= allowance.most:
            raise Refusal(str(allowance.sentence) % {"time": _hour(limit.since + allowance.within)})
        limit.spent += 1
        limit.save(update_fields=["since", "spent"])
    return lambda: _take_back(limit.pk)


@contextmanager
def spending(allowance: Allowance, key: str) -> Iterator[None]:
    """Counts what is done inside, unless it is refused there."""
    give_back = spend(allowance, key)
    try:
        yield
    except Refusal:
        give_back()
        raise


def _take_back(pk: int) -> None:
    with transaction.atomic():
        limit = Limit.objects.select_for_update().filter(pk=pk, spent__gt=0).first()
        if limit:
            limit.spent -= 1
            limit.save(update_fields=["spent"])


def _hour(moment: datetime) -> str:
    # Rounded up, so that nobody tries again in the very minute and is refused once more.
    return (localtime(moment) + timedelta(minutes=1)).strftime("%H:%M")
