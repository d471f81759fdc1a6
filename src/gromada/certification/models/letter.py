"""The outbox: every letter is prepared as a document that people can change, and a person sends it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gromada.certification.models.case import Case, StepTaken, TermRun
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person


class Letter(models.Model):
    """A letter about a case. `alone` marks receipts and reminders, which go by themselves."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        QUEUED = "queued", _("waiting to go")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        DROPPED = "dropped", _("not sent, on purpose")

    class Channel(models.TextChoices):
        MAIL = "mail", _("e-mail")
        PRINT = "print", _("printed and posted")
        EDELIVERY = "edelivery", _("e-Doręczenia")
        HAND = "hand", _("handed over")
        NUMBER = "number", _("to be read under the number of the remark")

    WAITING = (State.PREPARED, State.FAILED)  # for a person to read and send

    privacy = Privacy(Retention.CASE, ("address", "addressee", "body", "enclosures"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    taken = models.ForeignKey(StepTaken, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    letter = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    alone = models.BooleanField(default=False)
    internal = models.BooleanField(default=False)  # to the issuer's own people; the institution does not see it
    addressee = models.CharField(_("to"), max_length=200)
    address = models.CharField(_("e-mail address"), max_length=500, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    enclosures = models.TextField(_("attachments"), blank=True)  # what lies in the envelope beside it, one a line
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField()
    reminds_of = models.CharField(max_length=80, blank=True)  # what and how early: a reminder goes once
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    starts = models.ManyToManyField(TermRun, related_name="letters", blank=True)  # terms that run from its delivery

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "addressee", "reminds_of"], condition=~Q(reminds_of=""), name="reminded_once"
            )
        ]


class LetterVersion(models.Model):
    """A letter as it read after a change, and who changed it; the first one is what the edition's text gave."""

    privacy = Privacy(Retention.CASE, ("address", "addressee", "body", "enclosures", "by"))

    uid = uid_field()
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    addressee = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    enclosures = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")  # nobody: prepared by itself
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="letter_version_once")]
