"""Somebody with a user name."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from gromada.kit.folding import sort_key
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Any) -> "PersonQuerySet":
        """Oneself. Whom else somebody sees follows from what they do together, which the rooms above know."""
        return self.filter(pk=user.pk) if user.is_authenticated else self.none()


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str, password: str | None = None, **rest: Any) -> "Person":
        person = self.model(username=username, **rest)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with a user name. An e-mail address is a row of its own and may be shared; it is never the key."""

    privacy = Privacy(Retention.ACCOUNT, ("username", "name", "phone"))

    uid = uid_field()
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("This user name is taken; choose another.")},
    )
    name = models.CharField(_("full name"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, default="")
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=8, default="pl")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            # Phones begin a user name with a capital letter; "Ewa" and "ewa" must be the same person.
            models.UniqueConstraint(
                Lower("username"),
                name="username_once",
                violation_error_message=_("This user name is taken; choose another."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(" ".join(reversed(self.name.rsplit(" ", 1))))[:400]
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name
