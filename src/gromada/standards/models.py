"""Editions of schemes as they were published: content by digest, never changed."""

from functools import cached_property, lru_cache
from typing import Any

from django.db import models
from django.utils.translation import get_language, gettext

from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer, Person
from gromada.standards.edition import model
from gromada.standards.edition.load import build


@lru_cache(maxsize=32)
def _built(digest: str, pk: int) -> model.Edition:
    return build(Edition.objects.values_list("content", flat=True).get(pk=pk))


class Edition(models.Model):
    """One edition of one scheme. `content` is the merged folder; `built` is what the engine reads."""

    privacy = Privacy(Retention.NONE)

    uid = uid_field()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="editions")
    key = models.CharField(max_length=100, unique=True)  # "cal-2022"
    scheme = models.CharField(max_length=60)
    version = models.CharField(max_length=60)
    history_only = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    readiness = models.JSONField(default=dict, blank=True)
    loaded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    current = models.BooleanField(default=False)  # new cases are opened under it

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    @cached_property
    def built(self) -> model.Edition:
        """The edition as frozen data, kept in memory by digest."""
        return _built(self.digest, self.pk)

    @property
    def title(self) -> str:
        """As people call it: the scheme in the language of the page, with the version where its name does not say it."""
        name = self.built.text(("scheme",), (get_language() or "pl").split("-")[0])
        if not self.version[:1].isdigit() or self.version in name:
            return name
        return gettext("%(scheme)s, edition %(version)s") % {"scheme": name, "version": self.version}

    @classmethod
    def slim(cls) -> Any:
        return cls.objects.defer("content", "readiness")


class Draft(models.Model):
    """A new edition, or a correction of texts (`errata`), made from a published one; after that the record of the decision."""

    privacy = Privacy(Retention.CASE, ("begun_by", "changed_by", "published_by"))

    uid = uid_field()
    base = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="drafts")
    errata = models.BooleanField(default=False)
    content = models.JSONField()
    readiness = models.JSONField(default=dict, blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="made_from")
    decided_on = models.DateField(null=True, blank=True)
    resolution = models.CharField(max_length=200, blank=True)  # how the body calls it: "resolution 4/2026"
    on_document = models.BooleanField(default=False)  # entered by the office on the strength of a document
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    digest_before = models.CharField(max_length=64)
    digest_after = models.CharField(max_length=64, blank=True)
    former = models.JSONField(default=dict, blank=True)  # of an erratum: the content that it replaced

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"{self.base.key}: {self.begun_at:%Y-%m-%d}"
