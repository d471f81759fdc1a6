"""Somebody is asked in, with what is promised to them. The room that promises gives it when they accept."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models.person import Person


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """Those that one wrote. Who else may look after an invitation, the room that promised knows."""
        return self.filter(by=user) if user.is_authenticated else self.none()

    def waiting(self, at: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)


class Invitation(models.Model):
    """`kind` names who keeps the promise, `about` is the uid of what it concerns, `what` is opaque here."""

    privacy = Privacy(Retention.ACCOUNT, ("name", "email"))

    uid = uid_field()
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=36, blank=True)
    what = models.JSONField(default=dict, blank=True)
    name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    digest = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 (unique, unknown at first)
    mailed = models.BooleanField(default=False)  # the code went to the address alone: who has it reads that mailbox
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations_written")
    at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_withdrawn"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["kind", "about"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="accepted_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="withdrawn_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="accepted_or_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "waiting" if clock.now() < self.expires_at else "expired"
