"""Seals of PDFs: their keys and X.509 certificates, the papers that were sealed, and those that wait for a seal from outside."""

from django.db import models
from django.db.models import Q

from gromada.certificates.models.credential import Credential
from gromada.certificates.models.kept import Kept, in_one_place
from gromada.certificates.vocabulary import Use
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer
from gromada.records.models import StoredFile

PAPER_OWNER = "sealed paper"  # by which files in records refer to it


class Seal(Kept):
    """With what an issuer's PDFs are sealed. Of one that seals elsewhere only the certificate is known here."""

    privacy = Privacy(Retention.NONE)

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="seals")
    name = models.CharField(max_length=40, unique=True)  # "seal-2026-11-21"
    use = models.CharField(max_length=8, choices=Use)
    chain = models.TextField()  # X.509 as PEM, its own certificate first
    thumbprint = models.CharField(max_length=43, unique=True)  # of its own certificate, as did.json says it
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)  # seals no more; what it sealed stays good
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # lost or stolen; nothing that it sealed counts

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "use"], condition=Q(retired_at__isnull=True), name="one_seal_of_an_issuer_for_a_use"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(retired_at__isnull=False), name="withdrawn_seal_is_retired"
            ),
            in_one_place("seal_lies_in_one_place"),
        ]

    def __str__(self) -> str:
        return self.name


class SealedPaper(models.Model):
    """The PDF that carries a credential, sealed. The newest whose seal was not withdrawn is the one that is given out."""

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="papers")
    language = models.CharField(max_length=8)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="sealed_papers")
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["credential", "language", "seal"], name="one_paper_a_language_and_seal")
        ]

    def __str__(self) -> str:
        return f"{self.credential} {self.language} {self.seal}"


class SealRequest(models.Model):
    """A PDF with room for a seal from outside: its digest went out, its signature is awaited."""

    privacy = Privacy(Retention.CASE)

    uid = uid_field()
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="seal_requests")
    language = models.CharField(max_length=8)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="requests")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="seal_requests")
    digest = models.CharField(max_length=64)  # SHA-256 of what is signed, hexadecimal
    begins = models.PositiveIntegerField()  # the room of the signature in the file
    ends = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    paper = models.OneToOneField(SealedPaper, on_delete=models.PROTECT, null=True, blank=True, related_name="request")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.credential} {self.language} {self.digest[:12]}"
