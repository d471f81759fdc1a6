"""Reads for the pages of people."""

from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest

from gromada.kit import clock
from gromada.people import tokens
from gromada.people.models import Invitation, Issuer, Link, Person, SignIn

HOUSE_SECONDS = 5
_HOUSE = "people:house"


def current_sign_in(request: HttpRequest) -> SignIn | None:
    """The line of this very session."""
    key = request.session.session_key
    if not request.user.is_authenticated or not key:
        return None
    return (
        SignIn.objects.filter(session_digest=tokens.digest(key), person=request.user).select_related("person").first()
    )


def open_link(token: str) -> Link | None:
    """The link while it can still be pressed."""
    link = (
        Link.objects.filter(digest=tokens.digest(token), email__person__is_active=True)
        .select_related("email__person")
        .first()
    )
    return link if link and link.is_open(clock.now()) else None


def invitation(code: str) -> Invitation | None:
    return Invitation.objects.filter(digest=tokens.digest(tokens.plain(code))).select_related("by").first()


def address_of(person: Person) -> str:
    """Where letters to this person go; empty when there is no address, and then they go by post."""
    email = person.emails.verified().order_by("verified_at").first()
    return email.address if email else ""


def invitations_about(kind: str, about: Any) -> QuerySet[Invitation]:
    """For the room that promised: what it wrote about one thing, newest first."""
    return Invitation.objects.filter(kind=kind, about=str(about)).select_related("by", "accepted_by")


def house() -> Issuer | None:
    """The first issuer, whose name stands in the frame of every page: remembered for a few seconds, as a change of it can wait."""
    known: tuple[Issuer | None] | None = cache.get(_HOUSE)
    if known is None:
        known = (Issuer.objects.order_by("pk").first(),)
        cache.set(_HOUSE, known, HOUSE_SECONDS)
    return known[0]
