"""Whoever wrote from outside. Kept apart from what was written: seen by the issuer's office alone, and erased without it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gromada.certification.models.case import Case
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person


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
    def email(self) -> str:
        return self.contact if "@" in self.contact and " " not in self.contact.strip() else ""
