"""Documents as the office writes them down, for the tests of what is entered on them."""

from datetime import date
from typing import Any

from gromada.certification.actions.entering import Paper, write_document
from gromada.certification.models import Case, Document
from gromada.certification.queries.entering import Signer, signers
from gromada.kit import clock
from gromada.people.models import Person


def signed_by(case: Case, step: str, *people: Person) -> list[Signer]:
    known = case.rules.step(step)
    assert known is not None
    found: dict[Person, Signer] = {}
    for one in signers(case, known):
        if one.person in people:
            found.setdefault(one.person, one)  # somebody who holds two roles signs in the first
    return list(found.values())


def unknown(case: Case, step: str) -> list[Signer]:
    """Somebody who is not known here."""
    known = case.rules.step(step)
    assert known is not None
    return [one for one in signers(case, known) if one.person is None]


def letter(
    case: Case, step: str, *people: Person, by: Person, on: date | None = None, name: str = "", **rest: Any
) -> Document:
    day = on or clock.today()
    signed = signed_by(case, step, *people) if people else unknown(case, step)
    facts: dict[str, Any] = {
        "channel": "paper",
        "signature": case.edition.built.signatures[0],
        "dated_on": day,
        "received_on": day,
        "our_number": "C.1.2026",
    }
    known = case.rules.step(step)
    assert known is not None
    return write_document(case, known, signed, Paper(**{**facts, "name": name, **rest}), by=by)
