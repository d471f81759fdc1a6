import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gromada.kit.folding import fold, fold_words, sort_key

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
polish_words = st.text(ALPHABET + ALPHABET.upper(), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sławoborze", "slawoborze"),
        ("ŁÓDŹ", "lodz"),
        ("zażółć gęślą jaźń", "zazolc gesla jazn"),
        ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc gesla jazn"),
        ("  Stalowa\u00a0 Wola ", "stalowa wola"),
        ("Øresund, Straße", "oresund, strasse"),
        ("ﬁnał", "final"),
        ("ÆRØ, Œuvre, ẞ", "aero, oeuvre, ss"),
    ],
)
def test_folding_takes_case_and_diacritics_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(ALPHABET + ALPHABET.upper() + " ", max_size=30))
def test_composed_and_decomposed_letters_fold_to_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(polish_words)
def test_folded_polish_is_plain_latin(text: str) -> None:
    assert fold(text).isascii() and fold(text).islower()


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folded_words_leave_punctuation_out() -> None:
    assert fold_words("Miejski Ośrodek (MOPS) – „Razem”, ul. 3-go Maja") == "miejski osrodek mops razem ul 3 go maja"


def test_places_sort_by_the_polish_alphabet() -> None:
    places = ["Żary", "Zakopane", "Łódź", "Lublin", "Ćmielów", "Cieszyn", "Świecie", "Sopot", "Źródła", "Opole", "Ósie"]
    assert sorted(places, key=sort_key) == [
        "Cieszyn", "Ćmielów", "Lublin", "Łódź", "Opole", "Ósie", "Sopot", "Świecie", "Zakopane", "Źródła", "Żary",
    ]  # fmt: skip


def test_a_shorter_name_stands_before_the_longer_one_that_begins_with_it() -> None:
    assert sorted(["Nowa Wieś", "Nowa", "Nowakowo"], key=sort_key) == ["Nowa", "Nowa Wieś", "Nowakowo"]


def test_numbers_sort_by_their_value_and_before_letters() -> None:
    teams = ["ZTPS 10", "ZTPS 7", "ZTPS a", "ZTPS"]
    assert sorted(teams, key=sort_key) == ["ZTPS", "ZTPS 7", "ZTPS 10", "ZTPS a"]


def test_a_foreign_letter_stands_by_its_nearest_polish_one() -> None:
    assert sorted(["Ozorków", "Österreich", "Opole", "Paris"], key=sort_key) == [
        "Opole",
        "Österreich",
        "Ozorków",
        "Paris",
    ]


@given(polish_words, polish_words)
def test_two_words_compare_as_their_letters_stand_in_the_alphabet(one: str, other: str) -> None:
    places = [[ALPHABET.index(letter) for letter in word.lower()] for word in (one, other)]
    assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])


@given(st.integers(0, 10**9 - 1), st.integers(0, 10**9 - 1))
def test_two_numbers_compare_by_value(one: int, other: int) -> None:
    assert (sort_key(f"nr {one}") < sort_key(f"nr {other}")) == (one < other)


@given(st.text(max_size=30))
def test_any_text_has_a_key_of_plain_signs(text: str) -> None:
    assert isinstance(sort_key(text), str)
