import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gromada.kit.ids import new_uid
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean, line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ławka stoi.\r\nDziękujemy!\r", "Ławka stoi.\nDziękujemy!"),
        ("a\u0328", "ą"),
        ("dwa\x00 słowa\x07", "dwa słowa"),
        ("kolumna\tkolumna", "kolumna\tkolumna"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("z\x00\u0307aba", "żaba"),
        ("", ""),
        ("z edytora\x0btekstu\u2028w trzech liniach", "z edytora\ntekstu\nw trzech liniach"),
        ("\ufeffplik z\u00a0arkusza", "plik z\u00a0arkusza"),
    ],
)
def test_what_people_wrote_stays_what_they_wrote(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_what_stands_in_a_list_is_one_line() -> None:
    assert line(" Ośrodek\x0b„Pod  Lipą”\r\n") == "Ośrodek „Pod Lipą”"


@given(st.text(st.characters(), max_size=40))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in once)


def test_a_refusal_carries_every_reason_with_its_clause_and_place() -> None:
    refusal = Refusal(No("A refusal needs written reasons.", "pkt 8", "reasons"), "There is no quorum.", clause="pkt 6")
    assert [str(no) for no in refusal.reasons] == [
        "A refusal needs written reasons. (pkt 8)",
        "There is no quorum. (pkt 6)",
    ]
    assert refusal.reasons[0].where == "reasons"
    assert str(refusal) == "A refusal needs written reasons. (pkt 8); There is no quorum. (pkt 6)"


def test_no_two_uids_are_the_same() -> None:
    assert len({new_uid() for _ in range(1000)}) == 1000
