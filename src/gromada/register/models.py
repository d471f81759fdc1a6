"""The public tables. They are filled only by following the journal and can be emptied and filled again at any time.

Nothing of a running case stands here. What is released from a later day on stands here and is not shown before it:
every reader asks for a day, so time opens, expires and closes without any task.
"""

from datetime import date

from django.db import models
from django.db.models import Q

from gromada.certification.status import Status
from gromada.kit.privacy import Privacy, Retention

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)


class PublicHolder(models.Model):
    """An institution (what it has become by now) or a unit of one that holds or held a certificate."""

    privacy = Privacy(Retention.PUBLIC)

    key = models.CharField(max_length=73, unique=True)  # the institution's uid, and the unit's behind a colon
    slug = models.SlugField(max_length=160, unique=True)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=520)
    town = models.CharField(max_length=100)
    teryt = models.CharField(max_length=7, blank=True)
    voivodeship = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    former = models.JSONField(default=list)  # [{"title", "until"}]: former names with their last day
    aliases = models.JSONField(
        default=list
    )  # [{"title", "until"}]: other names; the end, as exact as known, of one not used any more
    demo = models.BooleanField(default=False)
    public_from = models.DateField()
    sort_key = models.CharField(max_length=800)
    digest = models.CharField(max_length=64)  # of all that is told of the holder: what is unchanged is not written

    class Meta:
        ordering = ["sort_key", "key"]

    def __str__(self) -> str:
        return self.title


class PublicName(models.Model):
    """A name by which a holder is found: its own, a former one (with the address of its former page), one in use."""

    class What(models.TextChoices):
        OWN = "own"
        FORMER = "former"
        ALIAS = "alias"

    privacy = Privacy(Retention.PUBLIC)

    holder = models.ForeignKey(PublicHolder, on_delete=models.CASCADE, related_name="names")
    what = models.CharField(max_length=6, choices=What)
    title = models.CharField(max_length=520)
    folded = models.CharField(max_length=800)
    slug = models.SlugField(max_length=160, blank=True, db_index=True)

    class Meta:
        ordering = ["holder", "pk"]


class PublicCertificate(models.Model):
    """A certificate that a person released. Its status follows from its dates and events on the day asked for."""

    privacy = Privacy(Retention.PUBLIC, ("handed_over_by",))

    uid = models.UUIDField(unique=True)
    holder = models.ForeignKey(PublicHolder, on_delete=models.CASCADE, related_name="certificates")
    awarded_to = models.CharField(max_length=520)
    issuer = models.CharField(max_length=200)
    scheme = models.CharField(max_length=60)
    edition = models.CharField(max_length=100)
    annexes = models.JSONField(default=list)
    number = models.CharField(max_length=60, blank=True)
    number_key = models.CharField(max_length=80, blank=True, db_index=True)
    former_keys = models.TextField(blank=True)  # of numbers that a correction wrote over, each between blanks
    award = models.PositiveSmallIntegerField(null=True)
    label = models.CharField(max_length=40, blank=True)
    decided_on = models.CharField(max_length=10, blank=True)
    handed_over_on = models.CharField(max_length=10, blank=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    endless = models.BooleanField(default=False)
    handed_over_by = models.CharField(max_length=120, blank=True)
    handed_over_as = models.CharField(max_length=200, blank=True)
    occasion = models.CharField(max_length=200, blank=True)
    report_year = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=400, blank=True)
    imported = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True)
    events = models.JSONField(default=list)  # [{"kind", "effective_on", "until", "shown_on", "clause"}], as they came
    public_from = models.DateField()
    order = models.CharField(max_length=80)  # the holder's awards in the order of time, as far as it is known

    class Meta:
        ordering = ["holder", "order"]

    def __str__(self) -> str:
        return self.number or self.awarded_to

    @property
    def is_settled(self) -> bool:
        """Issued here, or history that somebody confirmed."""
        return not self.imported or self.confirmed_on is not None


class PublicListing(models.Model):
    """What the list says of a holder in one scheme from one day to another: everything that a line of it needs, in one row.

    The days of a holder's rows of a scheme never overlap, so the list of a day is one query whatever its length.
    """

    privacy = Privacy(Retention.PUBLIC)

    holder = models.ForeignKey(PublicHolder, on_delete=models.CASCADE, related_name="listings")
    scheme = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField()
    status = models.CharField(max_length=12, choices=Status)
    rank = models.PositiveSmallIntegerField()
    sort_key = models.CharField(max_length=800)
    slug = models.SlugField(max_length=160)
    title = models.CharField(max_length=520)
    also = models.CharField(max_length=520, blank=True)  # names in use beside the title
    former = models.TextField(blank=True)  # a line each: "2023-12-31 MOPS Mława", the end as exact as it is known
    town = models.CharField(max_length=100)
    voivodeship = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    fields = models.CharField(max_length=300, blank=True)  # of work, each between blanks: " culture ecology "
    demo = models.BooleanField(default=False)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    years = models.CharField(max_length=60, blank=True)  # what is known of them: "years:2022–2026", "given:2009" …
    award = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["rank", "sort_key"]
        # Days stand in the indexes, so that a page far back in the list skips rows without looking into them.
        indexes = [
            models.Index(fields=["rank", "sort_key", "since", "until"], name="listing_order"),
            models.Index(fields=["voivodeship", "rank", "sort_key", "since", "until"], name="listing_in_voivodeship"),
            models.Index(fields=["scheme", "rank", "sort_key", "since", "until"], name="listing_of_scheme"),
            models.Index(fields=["kind", "rank", "sort_key", "since", "until"], name="listing_of_kind"),
            models.Index(fields=["status", "rank", "sort_key", "since", "until"], name="listing_of_status"),
            models.Index(
                fields=["voivodeship", "status", "rank", "sort_key", "since", "until"],
                name="listing_status_in_voivodeship",
            ),
            models.Index(
                fields=["kind", "status", "rank", "sort_key", "since", "until"], name="listing_status_of_kind"
            ),
        ]
        constraints = [models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="listing_has_days")]


class PublicLabel(models.Model):
    """A word of an edition in one of its languages, as the public reads it."""

    privacy = Privacy(Retention.NONE)

    what = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "key", "language"], name="label_once")]


class State(models.Model):
    """One row: which form of the public tables this is. `mark` changes with every change; caches are named by it."""

    privacy = Privacy(Retention.NONE)

    mark = models.CharField(max_length=32)
    moved_at = models.DateTimeField()


class AccessibilityFacts(models.Model):
    """What the accessibility statement needs to know and no table tells. One row, written by the issuer's office."""

    privacy = Privacy(Retention.PUBLIC, ("contact", "email", "phone"))

    published_on = models.DateField(null=True, blank=True)
    updated_on = models.DateField(null=True, blank=True)
    drawn_up_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    architecture = models.TextField(blank=True)
    communication = models.TextField(blank=True)
