"""An address of a person. Several people may share one, so it is never the key of an account."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models.person import Person


class EmailQuerySet(models.QuerySet["Email"]):
    def visible_to(self, user: Any) -> "EmailQuerySet":
        return self.filter(person=user) if user.is_authenticated else self.none()

    def verified(self) -> "EmailQuerySet":
        return self.filter(verified_at__isnull=False)


class Email(models.Model):
    """It counts from the moment when somebody who reads that mailbox said so (`verified_at`)."""

    privacy = Privacy(Retention.ACCOUNT, ("address",))

    uid = uid_field()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="emails")
    address = models.EmailField(_("e-mail address"), db_index=True)
    added_at = models.DateTimeField(default=clock.now)
    verified_at = models.DateTimeField(null=True, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        constraints = [models.UniqueConstraint(fields=["person", "address"], name="email_once_a_person")]

    def __str__(self) -> str:
        return self.address

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.address = self.address.strip().lower()
        super().save(*args, **kwargs)
