"""A letter that came in: a message, a PDF or a photo, until somebody says which case it belongs to, and for ever after."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gromada.certification.models import Case, Document
from gromada.certification.proceeding.seeing import OFFICE
from gromada.certification.queries.entering import may_read_documents
from gromada.institutions.models import in_force
from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer, Person
from gromada.records.models import StoredFile

OWNER = "incoming"  # owner of a file: the letter's uid


class IncomingQuerySet(models.QuerySet["Incoming"]):
    def visible_to(self, user: Any) -> "IncomingQuerySet":
        """The office of the issuer to which it came. What belongs to a case is also seen there, on the issuer's side."""
        if not user.is_authenticated:
            return self.none()
        offices = user.memberships.filter(in_force(clock.today()), body=OFFICE).values("issuer")
        return self.filter(issuer__in=offices)


class Incoming(models.Model):
    class Kind(models.TextChoices):
        MESSAGE = "message", _("e-mail")
        PDF = "pdf", _("PDF")
        PHOTO = "photo", _("photo")
        OTHER = "other", _("document")

    privacy = Privacy(Retention.CASE, ("sender", "address", "subject", "text"))

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="incoming")
    kind = models.CharField(max_length=10, choices=Kind)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=250, blank=True)
    sender = models.CharField(_("from"), max_length=200, blank=True)
    address = models.CharField(_("e-mail address"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(blank=True)  # plain words; what was HTML is never shown as such
    dated_on = models.DateField(_("date of the letter"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    code = models.CharField(max_length=12, blank=True)  # of a package that was found in it
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="incoming")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="incoming")
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assigned_at = models.DateTimeField(null=True, blank=True)
    put_aside_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["issuer", "file"], name="came_in_once")]
        indexes = [models.Index(fields=["issuer", "message_id"])]

    def __str__(self) -> str:
        return self.subject or self.sender or str(self.uid)

    @property
    def used(self) -> bool:
        """Whether a step rests on it; a document that was put aside frees it again."""
        return self.document is not None and self.document.withdrawn_at is None

    @property
    def waits(self) -> bool:
        return self.case_id is None and self.put_aside_at is None


def may_open(person: Person, owner: str) -> bool:
    """The office; and whoever reads the documents of the case to which it belongs."""
    found = Incoming.objects.filter(uid=owner).select_related("case__edition").first()
    if found is None:
        return False
    ours = Incoming.objects.visible_to(person).filter(pk=found.pk).exists()
    return ours or bool(found.case and may_read_documents(found.case, person))
