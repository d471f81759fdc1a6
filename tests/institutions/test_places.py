"""Places are told apart by code or by name and voivodeship; nothing is guessed."""

import pytest

from gromada.institutions import places


def test_a_gmina_is_found_by_its_code_and_the_name_of_its_town() -> None:
    found = places.find("1413011", "Mława")
    assert found is not None
    assert (found.name, found.lat, found.lon) == ("Mława", 53.111, 20.382)


def test_letters_without_diacritics_find_it_as_well() -> None:
    assert places.find("1413011", "mlawa") == places.find("1413011", "Mława")


@pytest.mark.parametrize(
    ("teryt", "town", "kind"), [("0203011", "Głogów", "1"), ("0203022", "Głogów", "2"), ("3026044", "Śrem", "3")]
)
def test_a_town_and_the_villages_around_it_are_told_apart_by_the_last_digit(teryt: str, town: str, kind: str) -> None:
    found = places.find(teryt, town)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("teryt", "town"), [("", "Mława"), ("9913011", "Mława"), ("1413011", "Nibylandia")])
def test_what_names_no_gmina_finds_none(teryt: str, town: str) -> None:
    assert places.find(teryt, town) is None


def test_the_code_says_the_voivodeship() -> None:
    assert places.voivodeship_of("3216052") == "zachodniopomorskie"


def test_a_code_of_another_place_is_misplaced_when_the_name_is_the_only_one() -> None:
    assert places.is_misplaced("1425072", "Mława")
    assert not places.is_misplaced("1413011", "Mława")


def test_a_name_that_many_places_have_misplaces_nothing() -> None:
    assert not places.is_misplaced("0223012", "Czernica")


def test_a_powiat_that_does_not_exist_is_misplaced() -> None:
    assert places.is_misplaced("0299011", "Czernica")


def test_namesakes_are_counted_in_the_country_and_in_a_voivodeship() -> None:
    assert places.namesakes("Czernica") == 6
    assert places.namesakes("Czernica", "dolnośląskie") == 3
    assert places.namesakes("Mława") == 1


def test_every_gmina_lies_in_poland_and_in_a_voivodeship() -> None:
    assert len(places.gminas()) == 2478
    for gmina in places.gminas():
        assert 48.9 < gmina.lat < 54.9 and 14.0 < gmina.lon < 24.2, gmina
        assert gmina.powiat[:2] in places.VOIVODESHIPS, gmina
        assert gmina.kind in "123", gmina


def test_the_middle_of_each_voivodeship_lies_amid_its_gminas() -> None:
    for name in places.VOIVODESHIPS.values():
        middle = places.middle_of(name)
        assert middle is not None and 49 < middle[0] < 55, name
