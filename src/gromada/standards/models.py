"""Editions of schemes as they were published: content by digest, never changed."""

from functools import cached_property, lru_cache
from typing import Any

from django.db import models

from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Issuer
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

    @classmethod
    def slim(cls) -> Any:
        return cls.objects.defer("content", "readiness")
