"""Numbers of the state, against checksums computed here, after the laws that set them up."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gromada.kit.identifiers import compact_krs, compact_nip, compact_regon, compact_teryt
from gromada.kit.refusal import Refusal

digits = st.text("0123456789", min_size=8, max_size=9)


def checksum(weights: list[int], number: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 9))
def test_a_nip_is_right_when_its_last_digit_is(number: str, last: int) -> None:
    wanted = checksum([6, 5, 7, 2, 3, 4, 5, 6, 7], number)
    whole = number + str(last)
    if wanted == last:
        assert compact_nip(f"{whole[:3]}-{whole[3:6]}-{whole[6:8]}-{whole[8:]}") == whole
    else:
        with pytest.raises(Refusal, match=whole):
            compact_nip(whole)


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 9))
def test_a_regon_is_right_when_its_last_digit_is(number: str, last: int) -> None:
    wanted = checksum([8, 9, 2, 3, 4, 5, 6, 7], number) % 10
    whole = number + str(last)
    if wanted == last:
        assert compact_regon(whole) == whole
    else:
        with pytest.raises(Refusal, match=whole):
            compact_regon(whole)


@given(st.text("0123456789", min_size=8, max_size=8), st.text("0123456789", min_size=4, max_size=4))
def test_a_long_regon_checks_both_its_parts(number: str, local: str) -> None:
    short = number + str(checksum([8, 9, 2, 3, 4, 5, 6, 7], number) % 10)
    long = short + local
    whole = long + str(checksum([2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8], long) % 10)
    assert compact_regon(whole) == whole
    wrong = whole[:-1] + str((int(whole[-1]) + 1) % 10)
    with pytest.raises(Refusal):
        compact_regon(wrong)


def test_a_krs_number_has_ten_digits() -> None:
    assert compact_krs("0000 123 456") == "0000123456"
    for wrong in ("123456", "00001234567", "KRS0000123", ""):
        with pytest.raises(Refusal):
            compact_krs(wrong)


@pytest.mark.parametrize("code", ["1413011", "0201011", "3218022", "14 13 01 1"])
def test_a_gmina_has_a_teryt_code_of_seven_digits(code: str) -> None:
    assert compact_teryt(code) == code.replace(" ", "")


@pytest.mark.parametrize(
    "code", ["1513011", "3413011", "0013011", "1413016", "1413010", "141301", "14130111", "Mława", ""]
)
def test_what_is_no_teryt_code_is_refused(code: str) -> None:
    with pytest.raises(Refusal):
        compact_teryt(code)


@pytest.mark.parametrize("compact", [compact_nip, compact_regon, compact_krs, compact_teryt])
@given(text=st.text(max_size=20))
def test_any_text_is_either_a_number_or_a_sentence(compact: Callable[[str], str], text: str) -> None:
    try:
        found = compact(text)
    except Refusal as refusal:
        assert len(str(refusal)) > 20
    else:
        assume(found)
        assert found.isascii() and found.isdigit()
