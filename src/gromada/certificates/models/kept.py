"""Where the secret half of a key lies: here, locked, or in a token that signs with it and never gives it away."""

from typing import Any

from django.db import models
from django.db.models import Q

from gromada.certificates.vocabulary import Place


class Kept(models.Model):
    """Nothing of either: it lies with somebody else, or it signs no more and has been erased."""

    locked = models.TextField(blank=True)  # encrypted
    token = models.CharField(max_length=32, blank=True)  # label of the PKCS#11 token
    token_key = models.CharField(max_length=128, blank=True)  # CKA_ID there, hexadecimal

    class Meta:
        abstract = True

    @property
    def place(self) -> Place | None:
        if self.token:
            return Place.TOKEN
        return Place.DATABASE if self.locked else None


def in_one_place(name: str) -> models.CheckConstraint:
    here, there = Q(token="", token_key=""), Q(locked="") & ~Q(token="") & ~Q(token_key="")
    return models.CheckConstraint(condition=here | there, name=name)


# What becomes of a key that signs no more: what is not there cannot be stolen. A token keeps its own, which cannot be read out.
ERASED: dict[str, Any] = {"locked": ""}
