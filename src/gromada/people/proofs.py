"""How the person of this session showed who they are, and when. Kept in the session, gone with it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from gromada.kit import clock
from gromada.people.models import Person
from gromada.people.vocabulary import CONFIRMATION_LASTS, FACTORS, Way

KEY = "people.proofs"
DEMO = "people.demo"


def add(session: SessionBase, person: Person, way: Way) -> None:
    session[KEY] = {
        "person": str(person.uid),
        "proofs": [*_proofs(session, person), [way.value, clock.now().isoformat()]][-20:],
    }


def by_factor(session: SessionBase, person: Person) -> bool:
    """Was a second factor used in this session?"""
    return any(way in FACTORS for way, _at in _proofs(session, person))


def recent(
    session: SessionBase, person: Person, ways: Iterable[Way] = tuple(Way), within: timedelta = CONFIRMATION_LASTS
) -> bool:
    now = clock.now()
    return any(way in set(ways) and now - datetime.fromisoformat(at) < within for way, at in _proofs(session, person))


def first_way(session: SessionBase, person: Person) -> str:
    return next((way for way, _at in _proofs(session, person)), "")


def is_demo(session: SessionBase) -> bool:
    return bool(session.get(DEMO))


def _proofs(session: SessionBase, person: Person) -> list[list[str]]:
    # Somebody else's proofs prove nothing: a second sign-in may begin in a session where another one was left half-way.
    kept = session.get(KEY) or {}
    return kept["proofs"] if kept.get("person") == str(person.uid) else []
