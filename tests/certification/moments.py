"""What a process of its own does in the tests of two at the same moment: lays the tables, builds cases, or acts when the clock strikes.

python -m tests.certification.moments lay|build KIND|race KIND WHO STRIKE
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from gromada.certification.actions.beginning import begin, begin_about_case, number_case
from gromada.certification.actions.running import let_run
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Case, Certificate, StepTaken, TermRun
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.certification.status import status_of
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from tests.builders.cases import World, fill, world_of
from tests.builders.people import works_in

ROUNDS = 6
GAP = 0.4  # seconds between two rounds
DELIVERED, LAST = date(2026, 3, 2), date(2026, 3, 16)
WARSAW = ZoneInfo("Europe/Warsaw")
BEFORE_MIDNIGHT = datetime(2026, 3, 16, 23, 59, 59, 999_000, tzinfo=WARSAW)
MIDNIGHT = datetime(2026, 3, 17, tzinfo=WARSAW)


def lay() -> None:
    settings.MIGRATION_MODULES = {app.rsplit(".", 1)[-1]: None for app in settings.INSTALLED_APPS}
    call_command("migrate", run_syncdb=True, verbosity=0)


def build(kind: str) -> list[dict[str, str]]:
    """Cases on which two will act at once, each of an institution of its own."""
    with transaction.atomic():
        return [_BUILT[kind](world_of()) for _round in range(ROUNDS)]


def _refused(world: World) -> Case:
    """Refused, told on a day, with the term to appeal running."""
    with clock.at(DELIVERED):
        case = world.begin()
        number_case(case)
        case.state, case.opened_on = "refused", DELIVERED
        case.save()
        told = StepTaken.objects.create(
            case=case, step="announce_refusal", role="office", from_state="refused_unannounced", to_state="refused", on=DELIVERED,
            at=clock.now(),
        )  # fmt: skip
        run = TermRun(case=case, term="appeal", started_by=told)
        let_run(run, DELIVERED)
        run.save()
        assert run.due_on == LAST
    return case


def _appeal(world: World) -> dict[str, str]:
    case = _refused(world)
    with clock.at(LAST):
        appeal = begin_about_case(case, "appeal", by=world.head)
        fill(appeal, "grounds", by=world.head)
    return {"head": str(appeal.uid), "time": str(case.uid)}


def _draft(world: World) -> dict[str, str]:
    case = _refused(world)
    return {"head": str(case.uid), "time": str(case.uid)}


def _two_heads(world: World) -> dict[str, str]:
    case = _refused(world)
    other = works_in(world.institution, "deputy")
    return {"head": str(case.uid), "other": str(case.uid), "deputy": str(other.uid)}


def _certificate(world: World) -> dict[str, str]:
    """A certificate in force, an examination with its panel, and a resignation that the office has on its desk."""
    certificate = Certificate.objects.create(
        issuer=world.issuer, edition=world.edition, institution=world.institution, starts_on=date(2026, 1, 1), ends_on=date(2030, 12, 31),
        issued_at=clock.now(), public_from=date(2026, 1, 1),
    )  # fmt: skip
    cases = {}
    for proceeding, state, by in (
        ("examination", "examined", world.members["office"][0]),
        ("resignation", "received", world.head),
    ):
        case = begin(world.institution, world.edition, proceeding, by=by, certificate=certificate)
        number_case(case)
        case.state = state
        case.save()
        cases[proceeding] = case
    chair = world.members["commission"][0]
    cases["examination"].appointments.create(role="commission", person=chair, since=date(2026, 1, 1))
    with clock.at(LAST):
        fill(cases["examination"], "suspension", by=chair)
    return {
        "commission": str(cases["examination"].uid),
        "office": str(cases["resignation"].uid),
        "chair": str(chair.uid),
    }


_BUILT: dict[str, Callable[[World], dict[str, str]]] = {
    "appeal": _appeal,
    "two_heads": _two_heads,
    "draft": _draft,
    "certificate": _certificate,
}


def race(kind: str, who: str, strike: float, cases: list[dict[str, str]]) -> list[str]:
    """One deed a round, each at its moment; what was refused, as a sentence, or "" where it was done."""
    found = []
    for number, case in enumerate(cases):
        time.sleep(max(0.0, strike + number * GAP - time.time()))
        try:
            _DEEDS[kind, who](case)
            found.append("")
        except Refusal as refusal:
            found.append(" ".join(reason.sentence for reason in refusal.reasons))
    return found


def _lodge(case: dict[str, str]) -> None:
    with clock.at(BEFORE_MIDNIGHT):
        appeal = Case.objects.get(uid=case["head"])
        take_step(appeal, "lodge", by=_head(appeal))


def _let_stand(case: dict[str, str]) -> None:
    with clock.at(MIDNIGHT):
        take_step(
            Case.objects.get(uid=case["time"]), "let_refusal_stand", by=None, acting=Actor(TIME, frozenset({TIME}))
        )


def _begin(case: dict[str, str], by: Person) -> None:
    with clock.at(BEFORE_MIDNIGHT):
        begin_about_case(Case.objects.get(uid=case["head"]), "appeal", by=by)


def _suspend(case: dict[str, str]) -> None:
    with clock.at(LAST):
        chair = Person.objects.get(uid=case["chair"])
        acting = Actor(str(chair.uid), frozenset({"commission"}))
        take_step(Case.objects.get(uid=case["commission"]), "suspend", by=chair, outcome="yes", acting=acting)


def _accept(case: dict[str, str]) -> None:
    with clock.at(LAST):
        office = Person.objects.filter(memberships__body="office").first()
        take_step(Case.objects.get(uid=case["office"]), "accept_resignation", by=office)


def _head(case: Case) -> Person:
    return Person.objects.get(functions__institution=case.institution, functions__kind="head")


_DEEDS: dict[tuple[str, str], Callable[[dict[str, str]], None]] = {
    ("appeal", "head"): _lodge,
    ("appeal", "time"): _let_stand,
    ("two_heads", "head"): lambda case: _begin(case, _head(Case.objects.get(uid=case["head"]))),
    ("two_heads", "other"): lambda case: _begin(case, Person.objects.get(uid=case["deputy"])),
    ("draft", "head"): lambda case: _begin(case, _head(Case.objects.get(uid=case["head"]))),
    ("draft", "time"): _let_stand,
    ("certificate", "commission"): _suspend,
    ("certificate", "office"): _accept,
}


def ends(kind: str, cases: list[dict[str, str]]) -> list[Any]:
    """How each round ended, read when all is over."""
    return [_ENDS[kind](case) for case in cases]


def _appeal_end(case: dict[str, str]) -> list[Any]:
    refused, appeal = Case.objects.get(uid=case["time"]), Case.objects.get(uid=case["head"])
    return [refused.state, appeal.state, appeal.closed_on is None]


def _drafted(case: dict[str, str]) -> list[Any]:
    refused = Case.objects.get(uid=case["time"])
    return [refused.state, refused.children.filter(closed_on__isnull=True).count()]


def _begun(case: dict[str, str]) -> list[Any]:
    return [Case.objects.filter(parent__uid=case["head"]).count()]


def _status(case: dict[str, str]) -> list[Any]:
    certificate = Case.objects.get(uid=case["office"]).certificate
    assert certificate
    return [str(status_of(certificate, LAST)), *[str(e.kind) for e in certificate.events.all()]]


_ENDS: dict[str, Callable[[dict[str, str]], list[Any]]] = {
    "appeal": _appeal_end,
    "two_heads": _begun,
    "draft": _drafted,
    "certificate": _status,
}


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    if verb == "lay":
        lay()
    elif verb == "build":
        print(json.dumps(build(*words)))
    elif verb == "race":
        print(json.dumps(race(words[0], words[1], float(words[2]), json.loads(sys.stdin.read()))))
    else:
        print(json.dumps(ends(words[0], json.loads(sys.stdin.read()))))
