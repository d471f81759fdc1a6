"""Signing somebody in as the house does it, the second step included."""

from django.test import Client

from gromada.people import proofs
from gromada.people.models import Person
from gromada.people.vocabulary import FACTORS


def signed_in(person: Person, client: Client | None = None) -> Client:
    """A client with an open session of this person, who has shown a second factor."""
    client = client or Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    proofs.add(session, person, next(iter(sorted(FACTORS, key=str))))
    session.save()
    return client
