"""The issuer's letterhead: a Word file that anybody in the office can make. Every one is kept; the last is in use."""

from datetime import datetime

from django.db import models

from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer, Person
from gromada.records.models import StoredFile

OWNER = "letterhead"  # by which files in records refer to it


class Letterhead(models.Model):
    """A letterhead since when, and who put it there. Without `file` the house makes its own again."""

    privacy = Privacy(Retention.CASE, ("by",))

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="letterheads")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return self.name


def in_use(issuer: Issuer, at: datetime) -> Letterhead | None:
    """The letterhead of a moment: a letter that went yesterday is not set on today's."""
    return Letterhead.objects.filter(issuer=issuer, since__lte=at).select_related("file").first()
