"""A request of somebody signed in: what a view behind `login_required` gets."""

from django.http import HttpRequest

from gromada.people.models import Person


class SignedIn(HttpRequest):
    """Only a type: the views behind `login_required` say with it that `request.user` is a person."""

    user: Person
