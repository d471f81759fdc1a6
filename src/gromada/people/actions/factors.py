"""Second factors: added, removed, and the sheet for the day when the telephone is lost."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import line
from gromada.people import factors, limits
from gromada.people.models import Person
from gromada.people.rules import may_lose_factor


def add_application(person: Person, secret: str, code: str, *, by: Person) -> Authenticator:
    """An application for codes (TOTP), once it has shown a right code. Makes the recovery sheet if there is none."""
    take_back = limits.spend(limits.SECOND_STEP, str(person.uid))
    step = factors.matching_step(secret, code)
    if step is None:
        raise Refusal(
            No(_("The code does not match. Type the six digits that the application shows now."), where="code")
        )
    take_back()
    with transaction.atomic():
        _lock(person)
        if factors.of(person, Authenticator.Type.TOTP):
            raise Refusal(_("You have an application already. Remove it before you add another one."))
        factor = TOTP.activate(person, secret).instance
        factor.data["last_step"] = step
        factor.save(update_fields=["data"])
        _sheet(person)
        append("factor.added", "person", person.uid, by=by.uid, facts={"factor": factor.type})
    return factor


def add_passkey(person: Person, name: str, credential: dict[str, Any], *, by: Person) -> Authenticator:
    """`credential` has been checked by the form."""
    with transaction.atomic():
        _lock(person)
        factor = WebAuthn.add(person, line(name), credential).instance
        _sheet(person)
        append("factor.added", "person", person.uid, by=by.uid, facts={"factor": factor.type})
    return factor


def remove_factor(factor: Authenticator, *, by: Person) -> None:
    person = factor.user
    with transaction.atomic():
        _lock(person)
        no = may_lose_factor(person, factor)
        if no:
            raise Refusal(no)
        factor.delete()
        if not factors.has_any(person):
            # A sheet without a factor to stand in for would be a second password on paper.
            Authenticator.objects.filter(user=person).delete()
        append("factor.removed", "person", person.uid, by=by.uid, facts={"factor": factor.type})


def new_recovery_codes(person: Person, *, by: Person) -> list[str]:
    """A new sheet; the codes of the old one stop working."""
    with transaction.atomic():
        _lock(person)
        if not factors.has_any(person):
            raise Refusal(_("A recovery sheet stands in for a second step. Add a passkey or an application first."))
        Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
        _sheet(person)
        append("recovery_sheet.renewed", "person", person.uid, by=by.uid)
    return factors.unused_recovery_codes(person)


def _lock(person: Person) -> None:
    Person.objects.select_for_update().get(pk=person.pk)


def _sheet(person: Person) -> None:
    RecoveryCodes.activate(person)
