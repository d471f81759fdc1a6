"""One session a process with the token that the settings name: opened when first needed, and again when it died.

Signing in costs a hundred signatures and some tokens allow few sessions, so threads share this one, each in its turn.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

import pkcs11
from django.conf import settings
from pkcs11 import PKCS11Error, TokenFlag

from gromada.certificates.tokens import troubles

Given = TypeVar("Given")
LOCKED = (pkcs11.PinLocked, pkcs11.UserPinNotInitialized)
WRONG = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)


@dataclass
class Opened:
    """A token somebody has signed in to. `keys` holds the private keys that were found in it, by their CKA_ID."""

    token: pkcs11.Token
    session: pkcs11.Session
    keys: dict[bytes, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.token.label


def run(work: Callable[[Opened], Given], *, again: bool = True) -> Given:
    """What `work` gives with the token open. Where the session died it is opened anew and `work` is done once more, if it may be.

    Refuses with a sentence where there is no module, token or PIN, or where the token fails.
    """
    with _reader.lock:
        if again:
            try:
                return work(_reader.opened())
            except PKCS11Error:
                _reader.close()
        held = _reader.opened()
        try:
            return work(held)
        except PKCS11Error as error:
            _reader.close()
            raise troubles.failed(held.label, error) from None


def close() -> None:
    """Signs out and lets the module go; the next who needs the token opens it anew."""
    with _reader.lock:
        _reader.close()


class _Reader:
    """The module, and the session while there is one."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.held: Opened | None = None
        self.module: Any = None
        self.parents: list[Opened] = []
        self.refused = b""  # digest of the PIN that the token refused

    def opened(self) -> Opened:
        if self.held is None:
            if not settings.PKCS11_MODULE:
                raise troubles.none_configured()
            try:
                self.held = self._signed_in(self._token(settings.PKCS11_TOKEN))
            finally:
                if self.held is None:
                    self.close()  # modules look for tokens once, when they begin
        return self.held

    def close(self) -> None:
        held, self.held = self.held, None
        if held:
            with suppress(PKCS11Error):
                held.session.close()
        if self.module:
            with suppress(PKCS11Error):
                self.module.finalize()

    def forget(self) -> None:
        """In a child process the session is the parent's: it is neither used nor closed here (PKCS#11 usage guide, “Applications and processes”)."""
        self.lock = threading.RLock()
        self.parents += [self.held] if self.held else []
        self.held = None

    def _token(self, label: str) -> pkcs11.Token:
        path = settings.PKCS11_MODULE
        try:
            if self.parents and self.module:
                with suppress(PKCS11Error):
                    self.module.finalize()
            self.module = pkcs11.lib(path)
            there = [each for each in self.module.get_tokens() if each.flags & TokenFlag.TOKEN_INITIALIZED]
        except PKCS11Error as error:
            raise troubles.no_module(path, error) from None
        found = [each for each in there if each.label == label]
        if len(found) > 1:
            raise troubles.two_tokens(label)
        if not found:
            raise troubles.no_token(label, [each.label for each in there])
        return found[0]

    def _signed_in(self, token: pkcs11.Token) -> Opened:
        pin = _pin(token.label)
        print_ = sha256(pin.encode()).digest()
        if self.refused == print_:
            raise troubles.wrong_pin(token.label)
        if token.flags & TokenFlag.USER_PIN_LOCKED:
            raise troubles.locked(token.label)
        if token.flags & TokenFlag.USER_PIN_FINAL_TRY:
            raise troubles.last_try(token.label)
        try:
            held = Opened(token, token.open(user_pin=pin))
        except WRONG:
            self.refused = print_
            raise troubles.wrong_pin(token.label) from None
        except LOCKED:
            raise troubles.locked(token.label) from None
        except PKCS11Error as error:
            raise troubles.failed(token.label, error) from None
        self.refused = b""
        return held


def _pin(token: str) -> str:
    """Read anew at every opening, so that it can be corrected without a restart."""
    pin, path = settings.PKCS11_PIN_SECRET, settings.PKCS11_PIN_FILE
    if path:
        try:
            pin = path.read_text().rstrip("\r\n")
        except (OSError, ValueError) as error:
            raise troubles.no_pin_file(path, error) from None
    if not pin:
        raise troubles.no_pin(token)
    return str(pin)


_reader = _Reader()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reader.forget)
