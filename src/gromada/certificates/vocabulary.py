"""Words of this room: what kind of paper a rendering is, where a key lies, and what a seal is for."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Copy(models.TextChoices):
    ORIGINAL = "original", _("original")
    DUPLICATE = "duplicate", _("duplicate")
    SUCCESSOR = "successor", _("in the name of the successor")
    AMENDED = "amended", _("corrected")


class Place(StrEnum):
    """Where the secret half of a key lies."""

    DATABASE = "database"
    TOKEN = "token"


class Use(models.TextChoices):
    ROOT = "root", _("vouches for seals")
    HERE = "here", _("seals by itself")
    OUTSIDE = "outside", _("seals elsewhere")
