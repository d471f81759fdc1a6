"""From when a holder may ask anew: the rule "ending", day by day, and the sentence that a head reads until then."""

from datetime import date
from typing import Any

import pytest

from gromada.certification.proceeding import rules
from gromada.certification.proceeding.facts import Actor
from gromada.standards.edition.load import build, content_of
from gromada.standards.edition.model import Edition, Rule
from tests.architecture.source import ROOT
from tests.certification.proceeding.memory import Memory

ENDS = date(2030, 12, 31)
HEAD = Actor("head", frozenset({"head"}))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return build(content_of(ROOT / "editions" / "cal-2022"))


@pytest.mark.parametrize(
    ("window", "today", "holding", "opens"),
    [
        ({"months": 12}, date(2029, 12, 30), ENDS, date(2029, 12, 31)),
        ({"months": 12}, date(2029, 12, 31), ENDS, None),
        ({"months": 12}, date(2031, 1, 1), None, None),
        ({"days": 90}, date(2030, 10, 1), ENDS, date(2030, 10, 2)),
        ({"days": 90}, date(2030, 10, 2), ENDS, None),
        ({"months": 12}, date(2024, 2, 28), date(2025, 2, 28), None),
        ({"months": 1}, date(2030, 2, 27), date(2030, 3, 31), date(2030, 2, 28)),
        ({"months": 12}, date(2030, 1, 1), date.max, date.max),
        ({"months": 12}, date(2030, 1, 1), None, None),
    ],
)
def test_a_renewal_waits_for_the_last_part_of_the_certificate(
    edition: Edition, window: dict[str, int], today: date, holding: date | None, opens: date | None
) -> None:
    step = next(s for p in edition.proceedings.values() for s in p.steps if s.form == "application")
    args: dict[str, Any] = {"is": "ending", **window}
    case = Memory(edition, "certification", "draft", today=today, holding=holding)
    found = rules.ask(edition, step, Rule("certificate", None, args), case, HEAD, None)
    assert [(r.code, r.facts["opens"], r.clause) for r in found] == (
        [("certificate_not_ending", opens, "pkt 9")] if opens else []
    )
