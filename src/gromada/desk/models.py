"""What a person chose for themselves: an address for their calendar, and whether the desk writes to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models import Person


class Feed(models.Model):
    """A secret address of somebody's calendar. Only its digest is kept, so whoever reads the database cannot read the calendar."""

    privacy = Privacy(Retention.ACCOUNT, ("person",))

    uid = uid_field()
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=8)
    made_at = models.DateTimeField()


class Notice(models.Model):
    """Whether and how often a letter says what awaits a person. Without a row: never."""

    class Often(models.TextChoices):
        NEVER = "never", _("never")
        DAILY = "daily", _("every morning, when something awaits me")
        WEEKLY = "weekly", _("on Mondays, when something awaits me")

    privacy = Privacy(Retention.ACCOUNT, ("person",))

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="notice")
    often = models.CharField(_("Write to me"), max_length=8, choices=Often, default=Often.NEVER)
    last_on = models.DateField(null=True, blank=True)
