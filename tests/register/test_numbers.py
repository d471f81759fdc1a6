"""Numbers are matched however they are copied."""

import pytest

from gromada.register.numbers import number_key


@pytest.mark.parametrize(
    "typed",
    [
        "CAL/2026/7",
        "cal/2026/7",
        " CAL 2026 7 ",
        "CAL-2026-7",
        "CAL/2026/007",
        "cal2026/7",
        "CAL – 2026 – 7",
        "Cal.2026.7",
    ],
)
def test_case_blanks_dashes_and_zeros_do_not_matter(typed: str) -> None:
    assert number_key(typed) == "cal/2026/7"


@pytest.mark.parametrize("other", ["CAL/2026/17", "CAL/2026/70", "CAL/20267", "2026/7", "CAL/2026/7/A"])
def test_another_number_stays_another_number(other: str) -> None:
    assert number_key(other) != "cal/2026/7"


@pytest.mark.parametrize("nothing", ["", " ", "///", "–"])
def test_signs_alone_are_no_number(nothing: str) -> None:
    assert number_key(nothing) == ""


def test_diacritics_are_no_difference() -> None:
    assert number_key("WZÓR-0001") == number_key("wzor 1")
