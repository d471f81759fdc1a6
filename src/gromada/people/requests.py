"""A request of somebody signed in, and whose page it asks for."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

from gromada.kit import clock
from gromada.people.models import Issuer, Person

BELONGS = "belongs_to_issuer"


class SignedIn(HttpRequest):
    """Only a type: the views behind `login_required` say with it that `request.user` is a person."""

    user: Person


def belongs_to(request: HttpRequest, issuer: Issuer | None) -> None:
    """What the page shows is this issuer's, and the frame of the page says its name."""
    setattr(request, BELONGS, issuer)


def connection_today(request: HttpRequest) -> str:
    """Where a request came from, for limits alone: a different word every day, so that no two days can be joined."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:  # what stands before it the visitor could have written
        said = request.META.get("HTTP_X_FORWARDED_FOR", said).split(",")[-1].strip()
    return f"{_network(said)} {clock.today()}"


def _network(address: str) -> str:
    """A household has one address of the old kind and a whole network of the new."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(int(found) >> 64) if isinstance(found, IPv6Address) else str(found)
