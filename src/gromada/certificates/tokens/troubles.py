"""What can be wrong with a token, as sentences for whoever runs the installation: what, where, what to do."""

from pathlib import Path

from django.utils.translation import gettext as _

from gromada.kit.refusal import Refusal


def not_configured(token: str, name: str) -> Refusal:
    return Refusal(
        _(
            "The key %(name)s lies in the token “%(token)s”, and the settings name no token. Set GROMADA_PKCS11_MODULE and GROMADA_PKCS11_TOKEN, or make a new key: gromada keys new."
        )
        % {"name": name, "token": token}
    )


def none_configured() -> Refusal:
    return Refusal(_("No token is set: GROMADA_PKCS11_MODULE and GROMADA_PKCS11_TOKEN say which."))


def another_configured(token: str, name: str, configured: str) -> Refusal:
    return Refusal(
        _(
            "The key %(name)s lies in the token “%(token)s”, and GROMADA_PKCS11_TOKEN names “%(configured)s”. Name the former again, or make a new key in the latter: gromada keys new."
        )
        % {"name": name, "token": token, "configured": configured}
    )


def no_module(path: str, error: Exception) -> Refusal:
    said = str(error).removeprefix(f"OS exception while loading {path}: ").removeprefix(f"{path}: ")
    detail = said or type(error).__name__
    return Refusal(
        _(
            "The PKCS#11 module %(path)s cannot be used (%(detail)s). Install what the maker of the token gives, or correct GROMADA_PKCS11_MODULE."
        )
        % {"path": path, "detail": detail}
    )


def no_token(token: str, others: list[str]) -> Refusal:
    there = ", ".join(f"“{other}”" for other in others) or _("no token at all")
    return Refusal(
        _(
            "The token “%(token)s” is not there; found: %(found)s. Connect it, or correct GROMADA_PKCS11_TOKEN (GROMADA_PKCS11_MODULE must be that of its maker)."
        )
        % {"token": token, "found": there}
    )


def two_tokens(token: str) -> Refusal:
    return Refusal(_("Two tokens are called “%(token)s”. Disconnect one, or give it another label.") % {"token": token})


def no_pin(token: str) -> Refusal:
    return Refusal(
        _(
            "There is no PIN for the token “%(token)s”. Set GROMADA_PKCS11_PIN_FILE (a file that holds the PIN alone) or GROMADA_PKCS11_PIN."
        )
        % {"token": token}
    )


def no_pin_file(path: Path, error: OSError | ValueError) -> Refusal:
    said = {"path": path, "error": getattr(error, "strerror", None) or type(error).__name__}
    return Refusal(
        _(
            "The file with the PIN of the token cannot be read: %(path)s (%(error)s). Correct GROMADA_PKCS11_PIN_FILE or who may read the file."
        )
        % said
    )


def wrong_pin(token: str) -> Refusal:
    return Refusal(
        _(
            "The token “%(token)s” refuses the PIN. Correct it in GROMADA_PKCS11_PIN_FILE or GROMADA_PKCS11_PIN. The same PIN is not tried again, because tokens lock themselves after a few wrong ones."
        )
        % {"token": token}
    )


def last_try(token: str) -> Refusal:
    return Refusal(
        _(
            "The token “%(token)s” will lock itself at the next wrong PIN, so none is tried. Enter the right one once in the program of its maker."
        )
        % {"token": token}
    )


def locked(token: str) -> Refusal:
    return Refusal(
        _(
            "The PIN of the token “%(token)s” is locked after too many wrong ones, or was never set. Unlock it in the program of its maker."
        )
        % {"token": token}
    )


def cannot(token: str, kind: str, mechanism: str) -> Refusal:
    return Refusal(
        _(
            "The token “%(token)s” cannot make or use keys of the kind %(kind)s (%(mechanism)s). Take another token, or keep this key here: --in database."
        )
        % {"token": token, "kind": kind, "mechanism": mechanism}
    )


def not_there(token: str, name: str) -> Refusal:
    return Refusal(
        _(
            "The key %(name)s is not in the token “%(token)s”. Bring it back from the token’s backup, or withdraw the key, which makes a new one: gromada keys withdraw %(name)s --reason “…”."
        )
        % {"token": token, "name": name}
    )


def no_such_key(token: str, whose: str) -> Refusal:
    return Refusal(
        _("The token “%(token)s” holds no key that belongs to the certificate of “%(whose)s”.")
        % {"token": token, "whose": whose}
    )


def bad_key(token: str) -> Refusal:
    return Refusal(
        _(
            "The token “%(token)s” made a key that signs wrongly or could be read out of it; it has been deleted. Ask the maker of the token."
        )
        % {"token": token}
    )


def failed(token: str, error: Exception) -> Refusal:
    said = {"token": token, "error": type(error).__name__}
    return Refusal(
        _("The token “%(token)s” did not do what it was asked for (%(error)s). See whether it is connected and works.")
        % said
    )


def not_readable() -> Refusal:
    return Refusal(_("A key in a token cannot be read out of it."))
