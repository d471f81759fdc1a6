"""The promises of invitations: the room that promises something says here how it is kept.

    @invitations.on_accepted("institutions.function")
    def give_function(invitation: Invitation, person: Person) -> None: ...

It runs inside the transaction of the acceptance: both happen or neither. A `Refusal` from it stands on the page.
"""

from collections.abc import Callable

from gromada.people.models import Invitation, Person

Keep = Callable[[Invitation, Person], None]
Say = Callable[[Invitation], str]

_keepers: dict[str, Keep] = {}
_sayers: dict[str, Say] = {}


def on_accepted(kind: str) -> Callable[[Keep], Keep]:
    def register(keep: Keep) -> Keep:
        if _keepers.setdefault(kind, keep) is not keep:
            raise ValueError(f"Two rooms keep the promise “{kind}”: {_keepers[kind].__module__} and {keep.__module__}.")
        return keep

    return register


def described_by(kind: str) -> Callable[[Say], Say]:
    """Optional: a sentence for the page and the sheet about what the invitation is for."""

    def register(say: Say) -> Say:
        _sayers[kind] = say
        return say

    return register


def keeper(kind: str) -> Keep:
    """Raises LookupError for a kind that nobody keeps."""
    if kind not in _keepers:
        raise LookupError(f"Nobody keeps the promise “{kind}”; register it with invitations.on_accepted.")
    return _keepers[kind]


def sentence(invitation: Invitation) -> str:
    say = _sayers.get(invitation.kind)
    return say(invitation) if say else ""


def forget(kind: str) -> None:
    """Takes the promise back; for tests."""
    _keepers.pop(kind, None)
    _sayers.pop(kind, None)
