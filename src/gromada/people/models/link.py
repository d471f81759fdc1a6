"""A mailed link. Opening it changes nothing (mail scanners open links); pressing the button on its page does, once."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models.email import Email


class Link(models.Model):
    class Kind(models.TextChoices):
        SIGN_IN = "sign_in"
        VERIFY = "verify"

    privacy = Privacy(Retention.SHORT)

    uid = uid_field()
    kind = models.CharField(max_length=10, choices=Kind)
    digest = models.CharField(max_length=64, unique=True)
    email = models.ForeignKey(Email, on_delete=models.CASCADE, related_name="links")
    next = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("at")), name="link_ends_after_it_begins")
        ]

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at
