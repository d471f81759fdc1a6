"""Reads for the pages of people."""

from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest

from gromada.kit import clock
from gromada.people import tokens
from gromada.people.models import Invitation, Issuer, Link, Person, SignIn
from gromada.people.requests import BELONGS

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


def issuers() -> tuple[Issuer, ...]:
    """Everybody who awards certificates here, the first of them runs the site: remembered for a few seconds, as a change can wait."""
    known: tuple[Issuer, ...] | None = cache.get(_HOUSE)
    if known is None:
        known = tuple(Issuer.objects.order_by("pk"))
        cache.set(_HOUSE, known, HOUSE_SECONDS)
    return known


def forget_issuers() -> None:
    """They were changed: the next page reads them anew."""
    cache.delete(_HOUSE)


def several_issuers() -> bool:
    """Whether a thing has to say whose it is."""
    return len(issuers()) > 1


def short_name(issuer: int) -> str:
    """How an issuer (by its key) is called in a line; "" where it is not known."""
    return next((one.short for one in issuers() if one.pk == issuer), "")


def issuer_of_page(request: HttpRequest) -> Issuer | None:
    """Whose page it is: of the issuer that it was told to belong to, else of the only one there is."""
    own = getattr(request, BELONGS, None)
    return own or (None if several_issuers() else next(iter(issuers()), None))
