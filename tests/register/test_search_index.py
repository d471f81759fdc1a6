"""What people type finds what they mean: parts, no diacritics, slips, old names, full names, names run together."""

from collections.abc import Sequence

import pytest

from gromada.kit.folding import fold_words
from gromada.register.search import Index, Named

OPS = ("ośrodek pomocy społecznej", "social assistance centre")
HOLDERS: Sequence[tuple[tuple[str, ...], str, tuple[str, ...]]] = (
    (("MOPS Brodnica",), "Brodnica", OPS),
    (("GOPS Czernica",), "Czernica", OPS),
    (("CUS Mława", "MOPS Mława"), "Mława", OPS),
    (("MOPS Nowy Sącz",), "Nowy Sącz", OPS),
    (("GOPS Oława",), "Oława", OPS),
    (("Miejska Biblioteka Publiczna w Piekarach Śląskich",), "Piekary Śląskie", ("biblioteka", "library")),
    (("GOPS Sławoborze",), "Sławoborze", OPS),
    (("MOPS Stalowa Wola",), "Stalowa Wola", OPS),
    (("MOPS Szklarska Poręba",), "Szklarska Poręba", OPS),
    (("MOPS Włocławek", "MOPR Włocławek"), "Włocławek", OPS),
    (("MOPS Wrocław, ZTPS nr 7",), "Wrocław", OPS),
    (("MOPS Wrocław, ZTPS nr 10",), "Wrocław", OPS),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(
        Named(key, tuple(map(fold_words, names)), fold_words(town), tuple(map(fold_words, kinds)))
        for key, (names, town, kinds) in enumerate(HOLDERS)
    )


def first(index: Index, text: str) -> str:
    found = index.find(text)
    return HOLDERS[found[0].key][0][0] if found else ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mlawa", "CUS Mława"),
        ("MŁAWA", "CUS Mława"),
        ("mops mlawa", "CUS Mława"),
        ("cus", "CUS Mława"),
        ("mlawie", "CUS Mława"),
        ("slawobrze", "GOPS Sławoborze"),
        ("sławob", "GOPS Sławoborze"),
        ("slawobz", "GOPS Sławoborze"),
        ("stalowa", "MOPS Stalowa Wola"),
        ("stalowej woli", "MOPS Stalowa Wola"),
        ("wola stalowa", "MOPS Stalowa Wola"),
        ("szklarskaporeba", "MOPS Szklarska Poręba"),
        ("mopr", "MOPS Włocławek"),
        ("wloclawk", "MOPS Włocławek"),
        ("sacz", "MOPS Nowy Sącz"),
        ("piekary", "Miejska Biblioteka Publiczna w Piekarach Śląskich"),
        ("biblioteka", "Miejska Biblioteka Publiczna w Piekarach Śląskich"),
        ("Miejski Ośrodek Pomocy Społecznej w Mławie", "CUS Mława"),
        ("ztps 10", "MOPS Wrocław, ZTPS nr 10"),
        ("lawobor", "GOPS Sławoborze"),
    ],
)
def test_what_is_typed_finds_what_is_meant_first(index: Index, typed: str, meant: str) -> None:
    assert first(index, typed) == meant


@pytest.mark.parametrize("typed", ["", "   ", "!?", "xyzzyq", "Berlin"])
def test_nonsense_finds_nothing(index: Index, typed: str) -> None:
    assert index.find(typed) == []


def test_a_number_is_no_slip_of_another_one(index: Index) -> None:
    assert [HOLDERS[found.key][0][0] for found in index.find("ztps 7")] == ["MOPS Wrocław, ZTPS nr 7"]


def test_equals_stand_in_the_order_of_the_index(index: Index) -> None:
    keys = [found.key for found in index.find("mops")]
    assert keys == sorted(keys) and len(keys) == 8


def test_no_more_are_found_than_asked_for(index: Index) -> None:
    assert len(index.find("mops", most=3)) == 3


def test_an_empty_index_finds_nothing() -> None:
    assert Index(()).find("mlawa") == []
