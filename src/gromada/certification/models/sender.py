"""Whoever wrote from outside. Kept apart from what was written: seen by the issuer's office alone, and erased without it.

A remark has a number that only its writer has. It is worked out from the row's uid and never written down; its digest finds it.
"""

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from gromada.certification.models.case import Case
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people import tokens
from gromada.people.models import Person

DIGITS, IN_A_GROUP = 12, 4
_NUMBER = re.compile(r"\d{4}[ -]?\d{4}[ -]?\d{4}")
_WORD = re.compile(r"[^\s,;<>()]+")


class Sender(models.Model):
    """Name and address, if they were left at all, and the number under which the answer can be read."""

    privacy = Privacy(Retention.CASE, ("name", "contact"))

    uid = uid_field()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="sender")
    key = models.CharField(max_length=64, blank=True)  # digest of the number that was given out; "" where none was
    name = models.CharField(_("name"), max_length=200, blank=True)
    contact = models.CharField(_("address, telephone or e-mail"), max_length=300, blank=True)
    language = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField()
    erased_on = models.DateField(null=True, blank=True)
    erased_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="sender_number_once"),
            models.CheckConstraint(
                condition=models.Q(erased_on__isnull=True) | models.Q(name="", contact=""), name="erased_is_empty"
            ),
        ]

    @property
    def number(self) -> str:
        """ "4821 7730 1956", as it was given out; "" once the installation's key is another one."""
        number = number_for(self.uid)
        return spaced(number) if key_of(number) == self.key else ""

    @property
    def email(self) -> str:
        """The first address of mail in what was left; a telephone number may stand beside it."""
        return next((word for word in _WORD.findall(self.contact) if _is_address(word)), "")


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


def number_for(uid: UUID) -> str:
    """Twelve digits: they can be dictated over a telephone."""
    return str(int(tokens.keyed_digest("remark number", str(uid)), 16) % 10**DIGITS).zfill(DIGITS)


def key_of(number: str) -> str:
    return tokens.digest("".join(sign for sign in number if sign.isdecimal()))


def key_typed(text: str) -> str:
    """The key of a number where a text is one and nothing else, however it is spaced; else ""."""
    return key_of(text) if _NUMBER.fullmatch(text.strip()) else ""


def spaced(number: str) -> str:
    return " ".join(number[at : at + IN_A_GROUP] for at in range(0, DIGITS, IN_A_GROUP))
