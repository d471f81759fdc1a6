"""What allauth may do here: it runs the steps of signing in and checks passkeys. Accounts begin with an invitation."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gromada.people import entrance


class ClosedDoor(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["gromada.people.stages.SecondStep"]

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, _("This account is closed. Ask the person who invited you."))
        return redirect("people:sign_in")

    def login(self, request: HttpRequest, user: Any) -> None:
        entrance.open_session(request, user)

    def post_login(self, request: HttpRequest, user: Any, **details: Any) -> HttpResponse:
        response = HttpResponseRedirect(details["redirect_url"])
        response.delete_cookie(entrance.ENDED)
        return response


class SecondFactors(DefaultMFAAdapter):
    """Secrets are encrypted at rest; sentences instead of "Incorrect code."."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The passkey was not confirmed. Try once more, or use another way."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Gromada"}


def _box() -> MultiFernet:
    """The first key encrypts; the former ones still open what they closed."""
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    keys = [hashlib.sha256(f"gromada.people.factors:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
