"""Which step is expected next, told from the tables alone."""

from pathlib import Path

import pytest

from gromada.certification.proceeding import engine
from gromada.standards.edition.load import load

EDITIONS = Path(__file__).parents[3] / "editions"


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("draft", "submit"), ("received", "open_case"), ("formal_check", "admit"), ("completion", "complete"), ("assessment", "give_opinion"),
        ("comparison", "agree_finding"), ("deliberation", "decide"), ("granted_unannounced", "announce_grant"), ("granted", "issue"),
        ("issued", "hand_over"),
    ],
)  # fmt: skip
def test_the_expected_step_leads_on_along_the_road(state, step):
    rules = load(EDITIONS / "cal-2022").proceedings["certification"]
    found = engine.leading(rules, state)
    assert found is not None and found.id == step
