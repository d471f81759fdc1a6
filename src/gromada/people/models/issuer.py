"""Who awards certificates."""

from django.db import models

from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention


class Issuer(models.Model):
    """Who awards certificates. Every edition, body, number and key belongs to one."""

    privacy = Privacy(Retention.PUBLIC)

    uid = uid_field()
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)

    def __str__(self) -> str:
        return self.name
