"""A letter that goes by itself: what is to be sent, how often it was tried, when it went."""

from django.db import models

from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention


class Mail(models.Model):
    """A row is written for every address that somebody types, known or not, so that the answer takes the same time.

    The secrets are minted when the letter is written, by whoever sends it: no row ever holds one.
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in"
        VERIFY = "verify"
        INVITATION = "invitation"

    MOST_ATTEMPTS = 5
    privacy = Privacy(Retention.SHORT, ("address",))

    uid = uid_field()
    kind = models.CharField(max_length=12, choices=Kind)
    address = models.EmailField()
    about = models.CharField(max_length=36, blank=True)  # the uid of the address or invitation that the letter is about
    language = models.CharField(max_length=8)
    next = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)  # the kind of error, never the address

    class Meta:
        indexes = [models.Index(fields=["sent_at", "at"])]
