"""One header row for everything that can be evidence, and files kept by the digest of their bytes."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gromada.institutions.models import Institution, in_force
from gromada.institutions.queries import inherited
from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person


class Kind(models.TextChoices):
    LINK = "link", _("link")
    TEXT = "text", _("text")
    FILE = "file", _("file")
    COUNT = "count", _("count")
    ON_SITE = "on_site", _("to be seen on the spot")


class Starter(models.TextChoices):
    UNKNOWN = "", _("not said")
    RESIDENTS = "residents", _("residents")
    TOGETHER = "together", _("together")
    INSTITUTION = "institution", _("we")


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: Any) -> "RecordQuerySet":
        """The people of the institution, or of what it has become. Experts read snapshots, never live records."""
        if not user.is_authenticated:
            return self.none()
        theirs = user.functions.filter(in_force(clock.today())).values_list("institution", flat=True)
        return self.held_by(*theirs)

    def held_by(self, *institutions: int) -> "RecordQuerySet":
        """By institutions given by key: their own, and those of whom they succeeded."""
        return self.filter(institution__in=inherited(institutions, clock.today()))


class Record(models.Model):
    privacy = Privacy(Retention.CASE, ("title", "text", "by"))

    uid = uid_field()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=30, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    counted = models.CharField(max_length=120, blank=True)  # what was counted
    period_from = models.CharField(max_length=10, blank=True)  # dates with their precision (kit.partial)
    period_to = models.CharField(max_length=10, blank=True)
    tags = models.JSONField(default=list, blank=True)
    started_by = models.CharField(max_length=12, choices=Starter, blank=True, default="")
    weight = models.FloatField(default=1.0)
    revealing = models.BooleanField(default=False)  # being there alone discloses something: never outside the team
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["institution", "kind"])]

    def __str__(self) -> str:
        return self.title


class StoredFile(models.Model):
    """Bytes by their SHA-256 (of what is kept, after re-encoding). Never public by address."""

    privacy = Privacy(Retention.CASE)

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()  # last asked for: a sweep leaves what is younger than a day

    def __str__(self) -> str:
        return self.digest

    @property
    def path(self) -> Path:
        return path_of(self.digest)


def path_of(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest[2:4] / digest


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Any) -> "AttachmentQuerySet":
        """Those of visible records. What an upper room refers to, `records.access` knows one by one."""
        return self.filter(record__in=Record.objects.visible_to(user))


class Attachment(models.Model):
    """A counted reference: a file stays while one of these points at it."""

    privacy = Privacy(Retention.CASE, ("name",))

    uid = uid_field()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="attachments", null=True, blank=True)
    owner_kind = models.CharField(max_length=40, blank=True)  # an upper room's own thing, by uid: no key points upward
    owner = models.CharField(max_length=36, blank=True)
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner"])]

    def __str__(self) -> str:
        return self.name
