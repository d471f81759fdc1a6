"""The ways of showing who one is."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    PASSWORD = "password", _("password")
    LINK = "link", _("e-mail link")
    PASSKEY = "passkey", _("passkey")
    CODE = "code", _("code from an application")
    RECOVERY = "recovery", _("code from the recovery sheet")
    INVITATION = "invitation", _("invitation")
    DEMO = "demo", _("demonstration")


FACTORS = (Way.PASSKEY, Way.CODE, Way.RECOVERY)  # any of these is a second factor
RETURN = "people.return"  # the kind of invitation that lets somebody choose a new password
LINK_LASTS = timedelta(minutes=30)
INVITATION_LASTS = timedelta(days=30)
CONFIRMATION_LASTS = timedelta(minutes=15)  # after that, changing the ways of signing in asks again who one is
