"""Words of this room: what kind of paper a rendering is, and what a seal is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Copy(models.TextChoices):
    ORIGINAL = "original", _("original")
    DUPLICATE = "duplicate", _("duplicate")
    SUCCESSOR = "successor", _("in the name of the successor")
    AMENDED = "amended", _("corrected")


class Use(models.TextChoices):
    ROOT = "root", _("vouches for seals")
    HERE = "here", _("seals by itself")
    OUTSIDE = "outside", _("seals elsewhere")
