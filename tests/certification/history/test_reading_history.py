"""A file of awards is read as it is: what is damaged or ambiguous is named by line and column, never guessed."""

from pathlib import Path

import pytest

from gromada.certification.history.decoding import decode, has_lost_letters
from gromada.certification.history.reading import COLUMNS, MAX_BYTES, Reading, read, read_bytes
from gromada.kit import clock
from gromada.kit.refusal import Refusal

from .conftest import WriteFile


def places_of(reading: Reading) -> list[tuple[int, str]]:
    return [(finding.line, finding.column) for finding in reading.findings]


def test_the_whole_network_is_sound(network: Path) -> None:
    reading = read(network)
    assert len(reading.rows) == 31
    assert not reading.findings
    assert len({row.holder for row in reading.rows}) == 30


def test_the_source_of_the_network_tells_the_same(network: Path, shared: Path) -> None:
    """The copy of the project says in words what its sources are; all the rest is as it came."""
    own, given = read(network).rows, read(shared / "data" / "cal-network.csv").rows
    for name in COLUMNS:
        if name != "source":
            assert [getattr(row, name) for row in own] == [getattr(row, name) for row in given], name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_three_encodings_are_told_by_themselves(network: Path, encoding: str) -> None:
    text = network.read_text(encoding="utf-8")
    reading = read_bytes(text.encode(encoding))
    assert (reading.encoding, len(reading.rows), reading.findings) == (encoding, 31, ())
    assert reading.rows[9].town == "Nowy Sącz"


@pytest.mark.parametrize("encoding", ["utf-16", "iso8859-2"])
def test_another_encoding_is_named_and_nothing_is_read(network: Path, encoding: str) -> None:
    text = network.read_text(encoding="utf-8").replace("–", "-")
    reading = read_bytes(text.encode(encoding, "replace"))
    assert not reading.rows
    assert "UTF-8" in reading.findings[0].sentence


def test_semicolons_of_a_polish_spreadsheet_are_read_as_well(network: Path) -> None:
    text = network.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if '"' not in line and ";" not in line]
    assert len(read_bytes("\n".join(rows).replace(",", ";").encode()).rows) == len(rows) - 1


@pytest.mark.parametrize(
    "text", ["Aktywno?ci", "Jako?ci", "?wi?tokrzyskie", "M\ufffdawa", "MĹ‚awa", "Åšrem", "wyró?niaj?cym prac?"]
)
def test_lost_letters_are_seen(text: str) -> None:
    assert has_lost_letters(text)


@pytest.mark.parametrize("text", ["Mława", "Łódź", "naïve", "Kto wręczył? Nie wiadomo.", "CAL? tak", "Źródło: strona"])
def test_a_question_is_no_lost_letter(text: str) -> None:
    assert not has_lost_letters(text)


def test_a_row_with_lost_letters_is_named_and_left_out(write: WriteFile) -> None:
    path = write({"handed_over_as": "Wiceprezes Stowarzyszenia Aktywno?ci"}, {"name": "GOPS Inne", "town": "Inne"})
    reading = read(path)
    assert [row.name for row in reading.rows] == ["GOPS Inne"]
    (finding,) = reading.findings
    assert (finding.line, finding.column) == (2, "handed_over_as")
    assert "Aktywno?ci" in finding.sentence


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"decided_on": "2012-13-01"}, "decided_on"),
        ({"handed_over_on": "2011-02-30"}, "handed_over_on"),
        ({"valid_from": "0022"}, "valid_from"),
        ({"valid_to": "soon"}, "valid_to"),
        ({"valid_from": "2022", "valid_to": "2021"}, "valid_to"),
        ({"valid_from": "2022-06", "valid_to": "2022-05-31"}, "valid_to"),
        ({"award_number": "0"}, "award_number"),
        ({"award_number": "second"}, "award_number"),
        ({"report_year": "15"}, "report_year"),
        ({"teryt": "141301"}, "teryt"),
        ({"teryt": "14-13-011"}, "teryt"),
        ({"teryt": "2469011"}, "teryt"),
        ({"voivodeship": "warszawskie"}, "voivodeship"),
        ({"name": ""}, "name"),
        ({"town": ""}, "town"),
        ({"source": ""}, "source"),
        ({"name": "x" * 201}, "name"),
        ({"successor": "CUS Wzorowo"}, "successor_since"),
        ({"successor_since": "2024-01-01"}, "successor"),
        ({"successor": "CUS Wzorowo", "successor_since": "2024"}, "successor_since"),
        ({"town": "Czernica", "voivodeship": "dolnośląskie"}, "teryt"),
        ({"town": "Mława", "teryt": "1425072"}, "teryt"),
    ],
)
def test_a_damaged_row_is_named_by_line_and_column_and_left_out(
    write: WriteFile, wrong: dict[str, str], column: str
) -> None:
    reading = read(write(wrong, {"name": "GOPS Zdrowe", "town": "Zdrowe"}))
    assert (2, column) in places_of(reading)
    assert {line for line, _column in places_of(reading)} == {2}
    assert [row.name for row in reading.rows] == ["GOPS Zdrowe"]


def test_history_lies_in_the_past(write: WriteFile) -> None:
    path = write({"handed_over_on": "2026-05-01"})
    with clock.at(clock.now().replace(year=2026, month=4, day=21)):
        assert places_of(read(path)) == [(2, "handed_over_on")]
    with clock.at(clock.now().replace(year=2026, month=5, day=2)):
        assert not read(path).findings


def test_a_missing_column_stops_everything(write: WriteFile) -> None:
    reading = read(write({}, columns=tuple(name for name in COLUMNS if name != "valid_to")))
    assert (places_of(reading), reading.rows) == ([(1, "valid_to")], ())


def test_an_unknown_column_is_named_and_the_rows_are_read(write: WriteFile) -> None:
    reading = read(write({}, columns=(*COLUMNS, "mayor")))
    assert (places_of(reading), len(reading.rows)) == ([(1, "mayor")], 1)


def test_a_row_of_another_length_is_damaged(write: WriteFile) -> None:
    path = write({}, {"name": "GOPS Inne", "town": "Inne"})
    path.write_text(path.read_text().replace("a page of the town\n", "a page of the town,more\n", 1))
    reading = read(path)
    assert (places_of(reading), len(reading.rows)) == ([(2, "")], 1)


def test_lines_are_counted_as_an_editor_counts_them(write: WriteFile) -> None:
    reading = read(write({"occasion": "a sitting\nof the council"}, {"valid_to": "soon"}))
    assert places_of(reading) == [(4, "valid_to")]


def test_a_repeated_row_is_named_and_the_first_one_counts(write: WriteFile) -> None:
    reading = read(write({"valid_from": "2022"}, {"valid_from": "2022"}))
    assert (places_of(reading), len(reading.rows)) == ([(3, "")], 1)
    assert "2" in reading.findings[0].sentence


def test_two_awards_that_cannot_be_told_apart_are_both_named(write: WriteFile) -> None:
    reading = read(write({}, {"valid_from": "2022"}))
    assert (places_of(reading), reading.rows) == ([(2, "award_number"), (3, "award_number")], ())


def test_overlapping_certificates_of_a_holder_are_both_named(write: WriteFile) -> None:
    reading = read(write({"valid_from": "2013", "valid_to": "2016"}, {"valid_from": "2014", "valid_to": "2017"}))
    assert (places_of(reading), reading.rows) == ([(2, "valid_from"), (3, "valid_from")], ())


def test_years_that_only_touch_do_not_overlap(write: WriteFile) -> None:
    reading = read(write({"valid_from": "2013", "valid_to": "2016"}, {"valid_from": "2016", "valid_to": "2019"}))
    assert len(reading.rows) == 2


def test_certificates_of_two_units_may_overlap(write: WriteFile) -> None:
    years = {"valid_from": "2013", "valid_to": "2016"}
    assert len(read(write({"unit": "Zespół 1", **years}, {"unit": "Zespół 2", **years})).rows) == 2


def test_a_name_with_and_without_a_code_is_ambiguous(write: WriteFile) -> None:
    mlawa = {"name": "MOPS Mława", "town": "Mława"}
    reading = read(write({**mlawa, "teryt": "1413011"}, {**mlawa, "edition": "cal-2013"}))
    assert (places_of(reading), len(reading.rows)) == ([(3, "teryt")], 1)


@pytest.mark.parametrize("raw", [b"", b"\n\n"])
def test_an_empty_file_is_said_to_be_empty(raw: bytes) -> None:
    assert places_of(read_bytes(raw)) == [(1, "")]


def test_a_file_that_is_no_text_is_said_to_be_none() -> None:
    assert "UTF-8" in decode(b"PK\x03\x04\x00\x00").findings[0].sentence


def test_a_file_that_is_not_there_or_far_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        read(tmp_path / "nothing.csv")
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Refusal):
        read(large)
