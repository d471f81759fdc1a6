"""How several people come to one answer: contributions blind to each other, agreement, sittings and ballots."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gromada.certification.models.case import Case, Document, StepTaken
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person


class Contribution(models.Model):
    """What one of several people handed in for a step that each takes. It stays theirs alone until the last one is in."""

    privacy = Privacy(Retention.CASE, ("content", "person"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contributions")
    step = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    at = models.DateTimeField()
    taken = models.ForeignKey(StepTaken, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "person"], condition=Q(taken__isnull=True), name="one_contribution_a_round"
            )
        ]


class Agreement(models.Model):
    """A person agreed to what a form held, told by its digest: a later change needs agreeing again."""

    privacy = Privacy(Retention.CASE, ("person",))

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreements")
    form = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "form", "person", "digest"], name="agreed_once")]


class Sitting(models.Model):
    """A sitting of a body on one step of a case: when, where, how it votes, its minutes."""

    class Kind(models.TextChoices):
        OPEN = "open", _("open vote")
        SECRET = "secret", _("secret vote")
        CIRCULAR = "circular", _("circular vote, in writing")

    privacy = Privacy(Retention.CASE, ("minutes",))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sittings")
    step = models.CharField(max_length=60)
    body = models.CharField(max_length=60)
    kind = models.CharField(_("how it votes"), max_length=10, choices=Kind)
    on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    minutes = models.TextField(_("minutes"), blank=True)
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=60, blank=True)
    taken = models.OneToOneField(StepTaken, on_delete=models.PROTECT, null=True, blank=True, related_name="sitting")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_at__isnull=True), name="one_open_sitting")
        ]


class Attendance(models.Model):
    """A member at a sitting: present or not, or left out and why; and that they voted (in a secret vote, not how)."""

    privacy = Privacy(Retention.CASE, ("person", "reason"))

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(default=False)
    recused = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    voted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="attends_once")]


class Ballot(models.Model):
    """A vote. In a secret vote it has no person, and its order says nothing (a random uid, no time)."""

    privacy = Privacy(Retention.CASE, ("person",))

    uid = uid_field()
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=60)  # an outcome of the step, or "abstain"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["uid"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "person"], condition=Q(person__isnull=False), name="votes_once")
        ]
