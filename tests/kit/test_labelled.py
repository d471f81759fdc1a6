"""Rows of a form as sentences of a letter."""

from gromada.kit.text import labelled


def test_a_row_is_told_in_sentences_with_one_full_stop_each() -> None:
    row = [("Fakt", "Drzwi są zamknięte."), ("Źródło", "zdjęcie"), ("Uwaga", "  "), ("Pytanie", "Do kiedy?")]
    assert labelled(row) == "Fakt: Drzwi są zamknięte. Źródło: zdjęcie. Pytanie: Do kiedy?"


def test_nothing_said_is_nothing_told() -> None:
    assert labelled([("Fakt", ""), ("Źródło", " ")]) == ""
