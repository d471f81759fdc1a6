"""The record that a certificate exists. Its status is never set: it follows from dates and events (see `status`)."""

from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gromada.certification.models.case import Case, StepTaken
from gromada.certification.proceeding.seeing import OFFICE, proceedings_of_body
from gromada.institutions.models import Institution, Unit, in_force
from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer, Person
from gromada.standards.models import Edition


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> "CertificateQuerySet":
        """Its holder's people, whoever sees its case, and the issuer's office and bodies that act in what follows a certificate."""
        if not user.is_authenticated:
            return self.none()
        today = clock.today()
        theirs = user.functions.filter(in_force(today)).values("institution")
        seen = Q(institution__in=theirs) | Q(events__to__in=theirs) | Q(case__in=Case.objects.visible_to(user))
        for issuer, body in user.memberships.filter(in_force(today)).values_list("issuer", "body"):
            if body == OFFICE or _follows(issuer, body):
                seen |= Q(issuer=issuer)
        return self.filter(seen).distinct()


def _follows(issuer: int, body: str) -> bool:
    """Whether a body has a part in a proceeding about certificates."""
    editions = [e.built for e in Edition.objects.filter(issuer=issuer, history_only=False)]
    return any(e.proceedings[p].about.kind == "certificate" for e in editions for p in proceedings_of_body(e, body))


class NotWithdrawn(models.Manager.from_queryset(CertificateQuerySet)):  # type: ignore[misc]  # a class made by a call
    """What was brought in by mistake is nowhere, except where it is asked for."""

    def get_queryset(self) -> CertificateQuerySet:
        found: CertificateQuerySet = super().get_queryset().filter(withdrawn_on=None)
        return found


class Confirmer(models.TextChoices):
    HOLDER = "holder", _("the holder")
    OFFICE = "office", _("the office")


class Certificate(models.Model):
    """One award. Texts of dates keep the precision of the source; `starts_on` and `ends_on` are the days they mean, null if unknown."""

    privacy = Privacy(Retention.PUBLIC, ("handed_over_by", "confirmed_by"))

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="certificates")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="certificates")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="certificates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="issued")
    number = models.CharField(max_length=60, blank=True)  # "" where history does not say
    serial = models.PositiveIntegerField(null=True, blank=True)  # n within issuer and year
    award = models.PositiveSmallIntegerField(null=True, blank=True)  # which time, where known
    annexes = models.JSONField(default=list, blank=True)
    decided_on = models.CharField(max_length=10, blank=True)
    announced_on = models.CharField(max_length=10, blank=True)
    handed_over_on = models.CharField(max_length=10, blank=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    label = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    endless = models.BooleanField(default=False)  # the edition sets no end; without it a missing end is an unknown one
    handed_over_by = models.CharField(max_length=120, blank=True)
    handed_over_as = models.CharField(max_length=200, blank=True)
    occasion = models.CharField(max_length=200, blank=True)
    report_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=400, blank=True)
    source_link = models.URLField(max_length=500, blank=True)
    imported = models.BooleanField(default=False)
    import_key = models.CharField(max_length=64, blank=True)  # what makes a repeated import find the same award
    confirmed_on = models.DateField(null=True, blank=True)  # imported history: when somebody confirmed it
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_as = models.CharField(max_length=6, choices=Confirmer, blank=True)
    basis = models.CharField(max_length=400, blank=True)  # on which the office confirmed it
    public_from = models.DateField(null=True, blank=True)  # null: nobody released it yet
    issued_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)  # history that was a mistake: no list knows it any more
    withdrawn_why = models.CharField(max_length=400, blank=True)

    objects = NotWithdrawn()
    everything = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                condition=~Q(number="") & Q(withdrawn_on=None),
                name="certificate_number_once",
            ),
            models.UniqueConstraint(
                fields=["issuer", "import_key"], condition=~Q(import_key=""), name="award_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="certificate_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.uid)

    @property
    def address(self) -> str:
        """Where anybody checks it, as the code on the document and letters say; "" while the number is not known."""
        return f"{settings.PUBLIC_URL}/s/{quote(self.number, safe='/')}" if self.number else ""

    @property
    def holder(self) -> str:
        return f"{self.institution.name}, {self.unit.name}" if self.unit else self.institution.name

    def held_by(self, day: date) -> Institution:
        """Whose it is on a day: who was awarded it, or the successor to whom it has passed by then."""
        moves = [e for e in self.events.all() if e.to_id and e.effective_on <= day]
        last = max(moves, key=lambda e: (e.effective_on, e.pk), default=None)
        return last.to if last and last.to else self.institution


class CertificateEvent(models.Model):
    """What happened to a certificate. `shown_on` is the day from which the public may know (after delivery)."""

    class Kind(models.TextChoices):
        SUSPEND = "suspend"
        REINSTATE = "reinstate"
        REVOKE = "revoke"
        RESIGN = "resign"
        TRANSFER = "transfer"
        CORRECT = "correct"

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    effective_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    shown_on = models.DateField(null=True, blank=True)
    to = models.ForeignKey(Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=dict, blank=True)  # a correction: what was → what is, by field, and the reason
    taken = models.ForeignKey(
        StepTaken, on_delete=models.PROTECT, null=True, blank=True, related_name="certificate_events"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["certificate", "effective_on"])]


class HistoryRemark(models.Model):
    """What the holder says is wrong in a certificate from history, to the office. It stays open until the office answers."""

    privacy = Privacy(Retention.CASE, ("text", "answer", "by", "settled_by"))

    uid = uid_field()
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
