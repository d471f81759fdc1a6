"""Keys that sign, credentials that were signed, and the lists that say which of them no longer count."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from gromada.certificates.credential.jsontext import canonical
from gromada.certificates.credential.multibase import base58, base58_decoded
from gromada.certificates.models.kept import Kept, in_one_place
from gromada.certification.models import Certificate
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer

REPORT = "report"


def code_of(uid: UUID) -> str:
    return base58(uid.bytes)


def uid_of(code: str) -> UUID:
    """Raises ValueError for what is no code."""
    return UUID(bytes=base58_decoded(code))


class SigningKey(Kept):
    """An Ed25519 key of an issuer. Its public half is published for ever, or as withdrawn."""

    privacy = Privacy(Retention.NONE)

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="signing_keys")
    fragment = models.CharField(max_length=40, unique=True)  # "key-2026-11-21"
    multikey = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)  # signs no more; what it signed stays good
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # lost or stolen; nothing that it signed counts

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer"], condition=Q(retired_at__isnull=True), name="one_key_of_an_issuer_signs"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(retired_at__isnull=False), name="withdrawn_key_is_retired"
            ),
            in_one_place("key_lies_in_one_place"),
        ]

    def __str__(self) -> str:
        return self.fragment


class StatusList(models.Model):
    """A signed list of an issuer: one bit a credential. It is signed anew when something changes and before it grows old."""

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="status_lists")
    document = models.JSONField(default=dict, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address

    @property
    def address(self) -> str:
        return f"{settings.PUBLIC_URL}/open/status/{self.uid}.json"


class Credential(models.Model):
    """A certificate as it was signed. After a suspension or a change of holder the same number gets another one."""

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="credentials")
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="credentials")
    index = models.PositiveIntegerField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="credentials")
    words = models.CharField(max_length=64)  # SHA-256 of what is said, without addresses and signatures
    documents = (
        models.JSONField()
    )  # "pl.eddsa-rdfc-2022" → the signed document; REPORT → the manifest that all of them name
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "index"], name="one_credential_a_place_in_the_list"),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(revoked_at__isnull=True),
                name="one_credential_of_a_certificate_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.uid}"

    def address(self, language: str) -> str:
        """Short, because the credential repeats it for every standard."""
        return f"{settings.PUBLIC_URL}/vc/{code_of(self.uid)}/{language}"

    @property
    def report_address(self) -> str:
        return f"{settings.PUBLIC_URL}/vc/{code_of(self.uid)}/report.json"

    @property
    def report(self) -> bytes:
        """The manifest as it is served: its canonical form, which no database changes; b"" for a credential older than it."""
        return canonical(self.documents[REPORT]) if REPORT in self.documents else b""
