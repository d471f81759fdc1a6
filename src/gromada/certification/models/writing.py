"""What is being written: a row a field with a version, evidence, who writes where now, and what was handed in."""

from django.db import models

from gromada.certification.models.case import Case, StepTaken
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person
from gromada.records.models import Record


class Answer(models.Model):
    """One field of a working copy. `owner` is "" for the shared copy, or the uid of the one person whose copy it is."""

    privacy = Privacy(Retention.CASE, ("value", "by"))

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    form = models.CharField(max_length=60)
    owner = models.CharField(max_length=36, blank=True, default="")
    path = models.CharField(
        max_length=200
    )  # "mission", "standards:S1.1", "standards:S1.1:reason", "standards:S1:narrative"
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "form", "owner", "path"], name="answer_once")]


class Leftover(models.Model):
    """A write that came too late: against a newer version, or after handing in. Kept beside, shown to its author, never lost."""

    privacy = Privacy(Retention.CASE, ("value", "by"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="leftovers")
    form = models.CharField(max_length=60)
    owner = models.CharField(max_length=36, blank=True, default="")
    path = models.CharField(max_length=200)
    value = models.JSONField(null=True)
    base_version = models.PositiveIntegerField()
    late = models.BooleanField(default=False)  # after handing in: private to its author
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)


class Presence(models.Model):
    """Who is writing in which field now. Minutes old at most."""

    privacy = Privacy(Retention.SHORT, ("person",))

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    path = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="one_presence")]


class Look(models.Model):
    """When a person last looked at a case, and when the visit before that ended: what is newer is marked."""

    privacy = Privacy(Retention.SHORT, ("person",))

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="one_look")]


class Evidence(models.Model):
    """A record brought forward for a node of the standards. Frozen into the snapshot when the form is handed in."""

    privacy = Privacy(Retention.CASE, ("by",))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    form = models.CharField(max_length=60)
    node = models.CharField(max_length=60)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["node", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "form", "node", "record"], name="evidence_once")]


class Snapshot(models.Model):
    """What a form held when it was handed in: answers, evidence and digests of files. Experts read only this."""

    privacy = Privacy(Retention.CASE, ("content",))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="snapshots")
    taken = models.ForeignKey(StepTaken, on_delete=models.PROTECT, related_name="snapshots")
    form = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "form", "version"], name="snapshot_version_once")]
