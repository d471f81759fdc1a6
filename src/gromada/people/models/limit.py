"""How often something was tried for an account, an address of mail or, where there is no account, from a connection in a day."""

from django.db import models

from gromada.kit.privacy import Privacy, Retention


class Limit(models.Model):
    """In the database and not in the cache: several processes share one count, and a restart forgets nothing."""

    privacy = Privacy(Retention.SHORT)

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)  # a keyed digest, so that the table names nobody
    since = models.DateTimeField()
    spent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="limit_once")]
