"""A session of a person, as its owner sees it: since when, on what, and a way to end it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from gromada.kit import clock
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.people.models.person import Person
from gromada.people.vocabulary import Way


class SignInQuerySet(models.QuerySet["SignIn"]):
    def visible_to(self, user: Any) -> "SignInQuerySet":
        return self.filter(person=user) if user.is_authenticated else self.none()

    def going_on(self) -> "SignInQuerySet":
        return self.filter(ended_at__isnull=True)


class SignIn(models.Model):
    """No network address is kept: a village hall shares one, and it says where a person was."""

    privacy = Privacy(Retention.ACCOUNT, ("browser", "system"))

    uid = uid_field()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ins")
    session_digest = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=12, choices=Way, blank=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=clock.now)
    last_seen = models.DateField(default=clock.today)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-last_seen", "-at"]

    @property
    def device(self) -> str:
        if self.browser and self.system:
            return _("%(browser)s on %(system)s") % {"browser": self.browser, "system": self.system}
        return self.browser or self.system or _("An unknown device")
