"""A letter as it went: its files are frozen with their digests, so a new letterhead changes nothing that left."""

from django.db import models

from gromada.certification.models import Letter
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.paper.models.letterhead import Letterhead
from gromada.records.models import StoredFile

OWNER = "set_letter"


class SetLetter(models.Model):
    privacy = Privacy(Retention.CASE)

    uid = uid_field()
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="set_letters")
    version = models.PositiveIntegerField()  # of the letter's text
    letterhead = models.ForeignKey(Letterhead, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["letter", "version"], name="letter_set_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.version}"
