"""A request of somebody signed in, and whose page it asks for."""

from django.http import HttpRequest

from gromada.people.models import Issuer, Person

BELONGS = "belongs_to_issuer"


class SignedIn(HttpRequest):
    """Only a type: the views behind `login_required` say with it that `request.user` is a person."""

    user: Person


def belongs_to(request: HttpRequest, issuer: Issuer | None) -> None:
    """What the page shows is this issuer's, and the frame of the page says its name."""
    setattr(request, BELONGS, issuer)
