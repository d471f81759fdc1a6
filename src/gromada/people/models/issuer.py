"""Who awards certificates."""

from django.db import models

from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention


class Issuer(models.Model):
    """Who awards certificates. Every edition, body, number and key belongs to one."""

    privacy = Privacy(Retention.PUBLIC, ("contact",))

    uid = uid_field()
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    contact = models.CharField(
        max_length=200, blank=True
    )  # who answers questions: name and function, with their consent

    def __str__(self) -> str:
        return self.name

    @property
    def contact_lines(self) -> tuple[str, ...]:
        """Where to turn: on letters, in e-mails and on public pages; only what is known."""
        website = self.website.removeprefix("https://").removeprefix("http://").rstrip("/")
        return tuple(line for line in (self.contact, self.address, self.phone, self.email, website) if line)
