"""What a request takes over from an earlier one, an open case that moves to another edition, and what its holder was told before a certificate ends."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gromada.certification.models.case import Case
from gromada.certification.models.certificate import Certificate
from gromada.certification.models.writing import Evidence, Snapshot
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person
from gromada.standards.models import Edition


class Carried(models.Model):
    """A place of a request that was filled from an earlier one, and from which. Until somebody looks at it again, it is marked."""

    privacy = Privacy(Retention.CASE, ("by", "checked_by"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="carried")
    form = models.CharField(max_length=60)
    path = models.CharField(max_length=200)  # of the answer; of evidence the place of its node
    version = models.PositiveIntegerField(default=0)  # of the answer as it came: a later one was looked at
    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, null=True, blank=True, related_name="carried")
    source = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "form", "path"], condition=Q(evidence__isnull=True), name="answer_carried_once"
            )
        ]


class EditionMove(models.Model):
    """An open case went on under another edition: who said so, when and why. What no longer fits is kept here as it read. Never changed."""

    privacy = Privacy(Retention.CASE, ("person", "reason", "kept"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    before = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    role = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    terms = models.JSONField(default=list, blank=True)  # what runs: {term, was, is}
    kept = models.JSONField(default=list, blank=True)  # what no longer fits: {form, owner, place, said}
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Reminder(models.Model):
    """What the holder of a certificate was told before it ends, so many days early. It goes once, by itself; without an address a person tells them."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to go")
        SENT = "sent", _("sent")
        BY_HAND = "by_hand", _("to be told by the office")
        TOLD = "told", _("told by the office")

    privacy = Privacy(Retention.CASE, ("addressee", "address", "body", "told_by", "told_how"))

    uid = uid_field()
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reminders")
    ends_on = models.DateField()
    early = models.PositiveIntegerField()  # days before the end
    language = models.CharField(max_length=8)
    addressee = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "ends_on", "early"], name="reminded_of_its_end_once")
        ]
