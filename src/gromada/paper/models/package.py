"""An application as one file to sign: what it said, under a short code that stands on every page."""

from django.db import models

from gromada.certification.models import Case
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person
from gromada.records.models import StoredFile

OWNER = "package"  # owner of a file: the package's uid


class Package(models.Model):
    """The same words make the same package; other words make the next version."""

    privacy = Privacy(Retention.CASE, ("content", "by"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packages")
    step = models.CharField(max_length=60)
    form = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    code = models.CharField(max_length=12, unique=True)
    content = models.JSONField()  # "answers", and "files" by place and by piece of evidence
    digest = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "form", "version"], name="package_version_once")]

    def __str__(self) -> str:
        return self.code
