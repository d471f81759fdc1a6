"""Second factors: who must have one, who has one, and is a code right.

Who sits in a board or an office is known above; those rooms say it here, in their `AppConfig.ready`:

    factors.requires(lambda person: Membership.objects.filter(person=person).exists())
"""

import hashlib
from collections.abc import Callable

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import transaction

from gromada.kit import clock
from gromada.people.models import Person
from gromada.people.vocabulary import Way

Check = Callable[[Person], bool]
FULL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # a recovery sheet alone is no factor

_checks: list[Check] = []


def requires(check: Check) -> Check:
    """Registers a question; a person for whom one of them says yes signs in with a second factor."""
    if check not in _checks:
        _checks.append(check)
    return check


def withdraw(check: Check) -> None:
    """Takes a question back; for tests."""
    _checks.remove(check)


def is_required(person: Person) -> bool:
    return any(check(person) for check in _checks)


def has_any(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type__in=FULL).exists()


def of(person: Person, *types: str) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=person, type__in=types or FULL).order_by("created_at", "pk"))


def slug(factor: Authenticator) -> str:
    """A name for addresses: never the primary key, and it says nothing."""
    return hashlib.sha256(f"{factor.type}:{factor.pk}:{factor.created_at.isoformat()}".encode()).hexdigest()[:16]


def unused_recovery_codes(person: Person) -> list[str]:
    return [code for sheet in of(person, Authenticator.Type.RECOVERY_CODES) for code in sheet.wrap().get_unused_codes()]


def try_code(person: Person, code: str) -> Way | None:
    """The way that the code proves, or None. A code counts once, also when two tries come at the same moment."""
    with transaction.atomic():
        # The person's row, not the factor's: two kinds of code are tried under one lock.
        Person.objects.select_for_update().get(pk=person.pk)
        for factor in of(person, Authenticator.Type.TOTP):
            if _use_application(factor, code):
                return Way.CODE
        for sheet in of(person, Authenticator.Type.RECOVERY_CODES):
            if sheet.wrap().validate_code(code):
                sheet.record_usage()
                return Way.RECOVERY
    return None


def matching_step(secret: str, code: str, after: int = -1) -> int | None:
    """The number of the 30-second step whose code this is (RFC 6238), later than `after`; None when there is none."""
    typed = "".join(sign for sign in code if sign.isdigit())
    step = int(clock.now().timestamp()) // app_settings.TOTP_PERIOD
    near = range(step - app_settings.TOTP_TOLERANCE, step + app_settings.TOTP_TOLERANCE + 1)
    for number in near:
        if number > after and totp.compare_user_code(
            actual=typed, expected=totp.format_hotp_value(totp.hotp_value(secret, number))
        ):
            return number
    return None


def _use_application(factor: Authenticator, code: str) -> bool:
    step = matching_step(decrypt(factor.data["secret"]), code, after=factor.data.get("last_step", -1))
    if step is None:
        return False
    # The step is remembered in the row: allauth remembers it in the cache, which several processes do not share.
    factor.data["last_step"] = step
    factor.last_used_at = clock.now()
    factor.save(update_fields=["data", "last_used_at"])
    return True
