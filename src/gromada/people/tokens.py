"""Secrets that travel: long ones for links, short ones for paper. Only their digest is kept."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

# No I, L, O, U, 0, 1: nobody has to guess what the printer meant. 16 of 30 signs are 78 bits.
_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_GROUPS, _IN_A_GROUP = 4, 4


def link_token() -> str:
    return secrets.token_urlsafe(32)


def paper_code() -> str:
    """For example "K7QM-4ZRT-9WPX-3HJD"."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))


def plain(code: str) -> str:
    """A code as typed, without the case and the dashes that paper adds."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_digest(purpose: str, text: str) -> str:
    """For what can be guessed (a user name, an address): useless without the installation's key."""
    return salted_hmac(f"gromada.people.{purpose}", text, algorithm="sha256").hexdigest()
