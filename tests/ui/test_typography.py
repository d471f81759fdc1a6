"""Words, numbers and dates as Polish and English print them."""

import datetime as dt

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from gromada.ui import typography as t

N = "\u00a0"
DAY = dt.date(2022, 3, 29)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Praca z ludźmi i w terenie", f"Praca z{N}ludźmi i{N}w{N}terenie"),
        ("zgodnie z pkt 8 Regulaminu", f"zgodnie z{N}pkt{N}8{N}Regulaminu"),
        ("art. 32 ust. 1", f"art.{N}32{N}ust.{N}1"),
        ("do 29 marca 2022 r. albo później", f"do 29{N}marca{N}2022{N}r. albo później"),
        ("za 3 dni, 112 odpowiedzi", f"za 3{N}dni, 112{N}odpowiedzi"),
        ("tel. 22 500 100", f"tel.{N}22{N}500{N}100"),
        ("ośrodek we Wzorcowie, ze Śremu", f"ośrodek we{N}Wzorcowie, ze{N}Śremu"),
        ("na lata 2022–2026", f"na lata{N}2022–2026"),
        ("J. Kowalska", f"J.{N}Kowalska"),
        ("29 March 2022", f"29{N}March{N}2022"),
        ("bez zmian", "bez zmian"),
        ("", ""),
    ],
)
def test_what_belongs_together_is_not_parted(text: str, bound: str) -> None:
    assert t.bind(text) == bound


@given(st.text(alphabet=" aiowzZ.ptk12r<&>ą\u00a0", max_size=60))
def test_binding_changes_spaces_only_and_twice_is_once(text: str) -> None:
    bound = t.bind(text)
    assert bound.replace(N, " ") == text.replace(N, " ")
    assert t.bind(bound) == bound


def test_the_filter_escapes_what_is_not_safe() -> None:
    assert t.typo("a <b> & w domu") == f"a{N}&lt;b&gt; &amp; w{N}domu"


def test_the_filter_leaves_tags_and_attributes_alone() -> None:
    html = mark_safe('<a class="a b" title="w z">w domu</a>')
    assert t.typo(html) == f'<a class="a b" title="w z">w{N}domu</a>'


def test_a_sentence_has_one_full_stop_and_a_pause_keeps_its_three() -> None:
    assert t.typo("Dotrzymany 21 listopada 2026 r..").endswith("r.")
    assert t.typo("Otwarcie domu.. Potem") == "Otwarcie domu. Potem" and t.typo("Może...") == "Może..."


def test_nothing_is_an_empty_text() -> None:
    assert t.typo(None) == ""
    assert t.longdate(None) == ""
    assert t.daymonth(None) == ""


@pytest.mark.parametrize(
    ("language", "long", "standing", "short", "weekday"),
    [
        ("pl", "29 marca 2022 r.", "29 marca 2022", "29 marca", "wtorek"),
        ("en", "29 March 2022", "29 March 2022", "29 March", "Tuesday"),
    ],
)
def test_dates_speak_the_language(language: str, long: str, standing: str, short: str, weekday: str) -> None:
    with override(language):
        assert t.longdate(DAY) == long.replace(" ", N)
        assert t.standing_date(DAY) == standing.replace(" ", N)
        assert t.daymonth(DAY) == short.replace(" ", N)
        assert t.weekday(DAY) == weekday


def test_a_moment_is_dated_in_the_zone_of_the_site() -> None:
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    with override("pl"):
        assert t.longdate(late) == f"1{N}lipca{N}2026{N}r."
        assert t.hour(late) == "01.30"
    with override("en"):
        assert t.hour(late) == "01:30"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2013", "2013"),
        (2013, "2013"),
        ("2013-06", f"czerwiec{N}2013"),
        ("2013-06-28", f"28{N}czerwca{N}2013{N}r."),
        (DAY, f"29{N}marca{N}2022{N}r."),
        (None, "data nieznana"),
        ("", "data nieznana"),
        ("przed 2005", "przed 2005"),
        ("2013-13", "2013-13"),
    ],
)
def test_a_date_says_as_much_as_is_known(value: object, words: str) -> None:
    with override("pl"):
        assert t.partial_date(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2022, 2026, "2022–2026"),
        (dt.date(2022, 3, 29), dt.date(2026, 12, 31), "2022–2026"),
        ("2013-06", "2016", "2013–2016"),
        (2013, 2013, "2013"),
        (2011, None, "od 2011, koniec nieznany"),
        (None, "2016", "do 2016, początek nieznany"),
        (None, None, "lata nieznane"),
    ],
)
def test_years_are_a_range_or_an_honest_word(start: object, end: object, words: str) -> None:
    with override("pl"):
        assert t.years(start, end).replace(N, " ") == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "dziś"), (1, "jutro"), (-1, "wczoraj"), (2, "za 2 dni"), (5, "za 5 dni"), (-3, "3 dni temu")],
)
def test_a_day_is_near_or_far_in_words(days: int, words: str) -> None:
    with override("pl"):
        assert t.in_days(days).replace(N, " ") == words


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "spraw"), (1, "sprawa"), (2, "sprawy"), (4, "sprawy"), (5, "spraw"), (12, "spraw"), (14, "spraw"),
     (21, "spraw"), (22, "sprawy"), (104, "sprawy"), (112, "spraw"), (113, "spraw")],
)  # fmt: skip
def test_polish_counts_in_three_forms(count: int, form: str) -> None:
    assert t.plural(count, ["sprawa", "sprawy", "spraw"]) == f"{count}{N}{form}"


def test_english_counts_in_two() -> None:
    assert t.plural(1, ["case", "cases"]) == f"1{N}case"
    assert t.plural(5, ["case", "cases"]) == f"5{N}cases"
    with pytest.raises(ValueError, match="two or three forms, not 1"):
        t.plural(1, ["case"])
