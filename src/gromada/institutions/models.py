"""Institutions, their units and names, who succeeded whom, what was merged, and who holds which function since when."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gromada.kit.folding import fold_words, sort_key
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer, Person


def in_force(day: Any) -> Q:
    """Dated rows that hold on a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def visible_to(self, user: Any) -> "InstitutionQuerySet":
        """One's own institutions; the issuer's people see all of them. A duplicate that was merged is nobody's any more."""
        if not user.is_authenticated:
            return self.none()
        if Membership.objects.filter(person=user).exists():
            return self.filter(merged_into=None)
        return self.filter(merged_into=None, functions__in=Function.objects.filter(person=user)).distinct()


class Institution(models.Model):
    privacy = Privacy(Retention.PUBLIC, ("email",))

    uid = uid_field()
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=60)
    town = models.CharField(_("town"), max_length=100)
    teryt = models.CharField(_("TERYT code of the gmina"), max_length=7, blank=True)
    voivodeship = models.CharField(_("voivodeship"), max_length=40, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True)  # not unique: units share their owner's
    regon = models.CharField("REGON", max_length=14, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    folded = models.CharField(max_length=600, editable=False, db_index=True)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    demo = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_words(f"{self.name} {self.town}")[:600]
        self.sort_key = sort_key(f"{self.town} {self.name}")[:600]
        super().save(*args, **kwargs)


class Unit(models.Model):
    """A part of an institution that may hold a certificate of its own."""

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    until = models.CharField(max_length=10, blank=True)  # when it was closed, as exactly as is known (kit.partial)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "name"], name="unit_once")]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name in use (MOPR for MOPS), or a former one. Its dates are as exact as is known (kit.partial)."""

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, editable=False, default="")
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_words(self.name)[:400]
        super().save(*args, **kwargs)


class Succession(models.Model):
    """An institution took another's place, with its certificates and their terms."""

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    predecessor = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="succeeded")
    since = models.DateField()
    act = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)


class Merge(models.Model):
    """A duplicate and the institution that it was merged into. `moved` remembers what went over, so that it can go back."""

    privacy = Privacy(Retention.PUBLIC, ("by", "undone_by"))

    uid = uid_field()
    duplicate = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="merges_away")
    survivor = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="merges_in")
    reason = models.CharField(max_length=400)
    moved = models.JSONField()  # {"certification.case.institution": {"from": pk or uid, "to": …, "rows": [pk …]}, …}
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate"], condition=Q(undone_at__isnull=True), name="merged_into_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(duplicate=models.F("survivor")), name="merged_into_another"),
        ]


class Function(models.Model):
    """What a person does in an institution, since when. Head, acting head and deputy may sign; the others write."""

    class Kind(models.TextChoices):
        HEAD = "head", _("head")
        ACTING = "acting", _("acting head")
        DEPUTY = "deputy", _("deputy head")
        TEAM = "team", _("team")

    SIGNING = (Kind.HEAD, Kind.ACTING, Kind.DEPUTY)
    privacy = Privacy(Retention.CASE, ("person",))

    uid = uid_field()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="functions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="functions")
    kind = models.CharField(max_length=10, choices=Kind)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="function_ends_after_it_begins"
            )
        ]


class Membership(models.Model):
    """A person in a body of an issuer (board, commission, pool of experts, the office), since when."""

    class Seat(models.TextChoices):
        CHAIR = "chair", _("chair")
        MEMBER = "member", _("member")
        SUBSTITUTE = "substitute", _("substitute")

    privacy = Privacy(Retention.CASE, ("person",))

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="memberships")
    body = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    seat = models.CharField(max_length=10, choices=Seat, default=Seat.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            )
        ]
        indexes = [models.Index(fields=["issuer", "body"])]
