"""The journal: append-only, hash-chained. It knows no other room; the actor is an opaque id, never a foreign key."""

from django.db import models

from gromada.kit.ids import new_uid, uid_field
from gromada.kit.privacy import Privacy, Retention

SCHEMA = 1


class Entry(models.Model):
    """One line. `facts` hold no personal data; what does stands in a Payload that can be erased."""

    privacy = Privacy(Retention.CASE)

    seq = models.PositiveBigIntegerField(primary_key=True)  # no second number beside it that nobody guards
    uid = uid_field()
    schema = models.PositiveSmallIntegerField(default=SCHEMA)
    happened_on = models.DateField()  # when it happened; entered_at says when it was written down
    entered_at = models.DateTimeField()
    actor = models.CharField(max_length=36)  # a person's uid, or "time" or "import"
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=36)
    facts = models.JSONField(default=dict)
    payload_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_kind", "subject", "seq"]), models.Index(fields=["verb", "seq"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"


class Payload(models.Model):
    """The personal side of an entry. Erasing it destroys text and salt; the entry keeps the digest."""

    privacy = Privacy(Retention.CASE, ("content",))

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="payload", primary_key=True)
    salt = models.CharField(max_length=64)
    content = models.JSONField()


class Tombstone(models.Model):
    """What was lawfully erased, when, by whom and on what basis. A line says the same, so it cannot be forged alone."""

    privacy = Privacy(Retention.CASE)

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="tombstone", null=True)
    file_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=300)
    erased_on = models.DateField()
    by = models.CharField(max_length=36)


class Head(models.Model):
    """One row: the end of the chain. Appending locks it, so two writers never share a number."""

    privacy = Privacy(Retention.NONE)

    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)


class DayHead(models.Model):
    """The signed end of a day's chain, published and backed up: a cut tail shows against it."""

    privacy = Privacy(Retention.NONE)

    day = models.DateField(primary_key=True)
    seq = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=80)  # the public key, base64
    signature = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]


class Cursor(models.Model):
    """How far a room has followed the journal, and why it stands still if it does."""

    privacy = Privacy(Retention.NONE)

    name = models.CharField(max_length=60, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)  # for whoever runs the installation: line, verb, reason
    sentence = models.CharField(max_length=500, blank=True)  # for people, in the house's language, where it was refused
    failures = models.PositiveIntegerField(default=0)  # in a row
    retry_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.seq}"


class Run(models.Model):
    """A job of the timetable on a day. Claimed under a lock, so that no job runs twice at once."""

    privacy = Privacy(Retention.LOG)

    name = models.CharField(max_length=60)
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    failures = models.PositiveIntegerField(default=0)  # in a row

    class Meta:
        ordering = ["name", "day"]
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="one_run_a_name_and_day")]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"
