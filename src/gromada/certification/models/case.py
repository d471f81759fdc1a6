"""A case: one run of one proceeding. Its state is the last step's; everything else about it is a record with author and time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gromada.certification.proceeding.seeing import (
    OFFICE,
    proceedings_of_body,
    states_of_institution,
    told_by_letter,
    unseen_by_institutions,
)
from gromada.institutions.models import Institution, Membership, Unit, in_force
from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer, Person
from gromada.standards.edition.model import Proceeding
from gromada.standards.models import Edition


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> "CaseQuerySet":
        """The institution's people, who is appointed or asked to declare, and the issuer's bodies that have a part in the proceeding.

        Before its first step a case is seen only on the side that is writing it, and what the issuer's side has begun is seen by the
        institution once a letter of it went. Whoever is excluded sees nothing of it, and
        nobody of an institution what is hidden from it, whatever else they are.
        """
        if not user.is_authenticated:
            return self.none()
        today = clock.today()
        begun = ~Q(number="")
        # Once for all that is asked of them; what an edition says is kept by its digest and not read with the row.
        editions = list(Edition.objects.filter(history_only=False).defer("content", "readiness"))
        ours = Q(institution__in=user.functions.filter(in_force(today)).values("institution"))
        seen = ours & (Q(inside=False) | begun & _told_to_institutions(editions))
        seen |= Q(pk__in=Appointment.objects.filter(person=user).filter(in_force(today)).values("case"))
        seen |= Q(pk__in=Declaration.objects.filter(person=user, current=True).values("case"))
        for issuer, body in user.memberships.filter(in_force(today)).values_list("issuer", "body"):
            # What came on paper is entered by the office, also into a case that is only being written.
            if body == OFFICE:
                seen |= Q(issuer=issuer, pk__in=Document.objects.filter(withdrawn_at__isnull=True).values("case"))
                clerks = Membership.objects.filter(issuer=issuer, body=OFFICE)
                seen |= Q(issuer=issuer, begun_by__in=clerks.values("person"))
            for edition in (one for one in editions if one.issuer_id == issuer):
                proceedings = proceedings_of_body(edition.built, body)
                if proceedings:
                    seen |= Q(edition=edition, proceeding__in=proceedings) & (begun | Q(inside=True))
        excluded = Declaration.objects.filter(person=user, current=True, degree=Declaration.Degree.EXCLUDED)
        hidden = Case.objects.filter(_of_institutions(user) & _hidden_from_institutions(editions))
        return self.filter(seen).exclude(pk__in=excluded.values("case")).exclude(pk__in=hidden.values("pk")).distinct()


def _of_institutions(user: Any) -> Q:
    """Cases about an institution in which the person works, or about a certificate of such a one."""
    theirs = user.functions.filter(in_force(clock.today())).values("institution")
    certified = Q(certificate__institution__in=theirs) | Q(certificate__events__to__in=theirs)
    return Q(institution__in=theirs) | certified


def _told_to_institutions(editions: Sequence[Edition]) -> Q:
    """Of cases begun on the issuer's side: a letter to the institution went, or none is foreseen, or none comes before its own move."""
    outside = Case.objects.filter(letters__internal=False)
    found = Q(pk__in=outside.filter(letters__state__in=("queued", "sent")).values("pk"))
    for edition in editions:
        built = edition.built
        told = told_by_letter(built)
        found |= Q(edition=edition) & ~Q(proceeding__in=told)
        for proceeding in told:
            states = states_of_institution(built, built.proceedings[proceeding])
            if states:
                moves = Q(edition=edition, proceeding=proceeding, state__in=states)
                found |= moves & ~Q(pk__in=outside.values("pk"))
    return found


def _hidden_from_institutions(editions: Sequence[Edition]) -> Q:
    """Cases of proceedings in which the institution has no part, such as a remark from outside."""
    found = Q(pk__in=())
    for edition in editions:
        unseen = unseen_by_institutions(edition.built)
        if unseen:
            found |= Q(edition=edition, proceeding__in=unseen)
    return found


# Somebody gave up the draft, or what it was about moved on: nobody on the other side ever saw it.
NEVER_SENT = Q(number="", closed_on__isnull=False)


class Case(models.Model):
    privacy = Privacy(Retention.CASE)

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="cases")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cases")
    proceeding = models.CharField(max_length=60)
    number = models.CharField(max_length=40, blank=True)  # with its first step
    serial = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    inside = models.BooleanField(default=False)  # begun on the issuer's side
    state = models.CharField(max_length=60)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    certificate = models.ForeignKey(
        "certification.Certificate", on_delete=models.PROTECT, null=True, blank=True, related_name="proceedings"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    edition_since = models.DateTimeField(null=True, blank=True)  # when it moved to its edition; null: begun under it
    annexes = models.JSONField(default=list, blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    opened_on = models.DateField(null=True, blank=True)  # the day of its first step
    closed_on = models.DateField(null=True, blank=True)
    turned_on = models.DateField()  # the day it came to its present state

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "number"], condition=~Q(number=""), name="case_number_once")
        ]
        indexes = [models.Index(fields=["issuer", "proceeding", "state"])]

    def __str__(self) -> str:
        return self.number or str(self.uid)

    @property
    def rules(self) -> Proceeding:
        return self.edition.built.proceedings[self.proceeding]

    @property
    def parts(self) -> tuple[str, ...]:
        """The general standards and the annexes that this case answers."""
        return self.edition.built.parts_for(tuple(self.annexes))

    @property
    def holder(self) -> str:
        return f"{self.institution.name}, {self.unit.name}" if self.unit else self.institution.name


class Document(models.Model):
    """Paper (or mail, or a sitting) on the strength of which the office enters somebody's step."""

    class Channel(models.TextChoices):
        PAPER = "paper", _("letter on paper")
        SCAN = "scan", _("scan")
        MAIL = "mail", _("e-mail")
        EDELIVERY = "edelivery", _("e-Doręczenia")
        SITTING = "sitting", _("sitting")

    privacy = Privacy(Retention.CASE, ("sender",))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    step = models.CharField(max_length=60)  # what it says: the step that is entered on it
    role = models.CharField(max_length=60)
    signers = models.ManyToManyField(Person, related_name="+", blank=True)  # those who are known here
    sender = models.CharField(_("who signed it"), max_length=400)
    signature = models.CharField(_("how it is signed"), max_length=20, blank=True)  # a word of the edition
    signature_note = models.CharField(max_length=200, blank=True)
    channel = models.CharField(_("how it came"), max_length=12, choices=Channel)
    dated_on = models.DateField(_("date of the letter"))
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    delivered_on = models.DateField(_("delivered to the addressee on"), null=True, blank=True)
    their_number = models.CharField(_("their file number"), max_length=60, blank=True)
    our_number = models.CharField(_("our file number"), max_length=60, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # put aside before anything was entered on it

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sender}, {self.dated_on}"

    @property
    def ours(self) -> bool:
        """Made by the issuer's own people: its day is the day on which they signed or sat."""
        role = self.case.edition.built.roles.get(self.role)
        return role is None or role.source != "institution"

    @property
    def counts_on(self) -> date:
        """The day on which what it says happened: for a letter from outside, posting or receipt, as the edition says."""
        if self.ours:
            return self.dated_on
        posted = self.case.edition.built.in_time == "posted"
        return (self.posted_on if posted else None) or self.received_on


class StepTaken(models.Model):
    """A step of the proceeding as it was taken: by whom, in which role, with what content. Never changed."""

    privacy = Privacy(Retention.CASE, ("person", "content"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="taken")
    step = models.CharField(max_length=60)
    outcome = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="taken")
    from_state = models.CharField(max_length=60)
    to_state = models.CharField(max_length=60)
    content = models.JSONField(default=dict, blank=True)
    cause = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="caused")
    leads_to = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="led_from")
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["case", "step"])]


class TermRun(models.Model):
    """A term of the edition as it runs in a case. Without `started_on` it waits for the delivery of a letter."""

    privacy = Privacy(Retention.CASE)

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="terms")
    term = models.CharField(max_length=60)
    started_by = models.ForeignKey(StepTaken, on_delete=models.PROTECT, related_name="terms")
    started_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["case", "term"])]


class TermExtension(models.Model):
    """A term that was given more time while it ran: from which last day to which, why, and who said so. Never changed."""

    privacy = Privacy(Retention.CASE, ("person", "reason"))

    uid = uid_field()
    run = models.ForeignKey(TermRun, on_delete=models.PROTECT, related_name="extensions")
    was_due_on = models.DateField()
    due_on = models.DateField()
    reason = models.TextField()
    role = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Appointment(models.Model):
    """A person in a role of one case, since when."""

    privacy = Privacy(Retention.CASE, ("person",))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role", "person"], condition=Q(until__isnull=True), name="appointed_once"
            )
        ]


class Declaration(models.Model):
    """A declaration of impartiality, made before the dossier opens. The last one of a person in a case is the current one."""

    class Degree(models.TextChoices):
        ASKED = "asked", _("not declared yet")
        NONE = "none", _("nothing links me with this institution")
        DISCLOSED = "disclosed", _("there is a link; I describe it")
        EXCLUDED = "excluded", _("I should not take part")

    privacy = Privacy(Retention.CASE, ("person", "reason", "allowed_reason"))

    uid = uid_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    role = models.CharField(max_length=60)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="declarations")
    degree = models.CharField(max_length=10, choices=Degree)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    current = models.BooleanField(default=True)
    allowed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    allowed_reason = models.TextField(blank=True)
    allowed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(current=True), name="one_current_declaration"
            )
        ]
