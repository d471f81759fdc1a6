"""What the application on a telephone shows, and ready-made factors."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

from gromada.kit import clock
from gromada.people import actions, factors
from gromada.people.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def shown(secret: str = SECRET, steps: int = 0) -> str:
    """The six digits of now, or of so many half-minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(clock.now().timestamp()) // 30 + steps))


def give_application(person: Person, secret: str = SECRET) -> Authenticator:
    """Set up with the code before the present one, so that the present one is still unused.

    Made and typed at one moment: half a minute may end between them, and the code would be two old.
    """
    with clock.at(clock.now()):
        return actions.add_application(person, secret, shown(secret, steps=-1), by=person)


def recovery_codes(person: Person) -> list[str]:
    return factors.unused_recovery_codes(person)


def kept_secret(factor: Authenticator) -> str:
    return decrypt(factor.data["secret"])
