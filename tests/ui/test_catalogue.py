"""Polish: every sentence is there, none is a guess, and no line breaks after a one-letter word."""

from pathlib import Path

import polib
import pytest

from gromada import ui
from gromada.ui.typography import bind

FOLDER = Path(ui.__file__).parent
CATALOGUE = polib.pofile(str(FOLDER / "locale/pl/LC_MESSAGES/django.po"))


def test_every_entry_is_translated_and_none_is_fuzzy() -> None:
    assert [entry.msgid for entry in CATALOGUE if not entry.translated() or entry.fuzzy] == []
    assert [entry.msgid for entry in CATALOGUE.obsolete_entries()] == []


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:40])
def test_polish_is_bound(entry: polib.POEntry) -> None:
    for text in [entry.msgstr, *entry.msgstr_plural.values()]:
        assert bind(text) == text


def test_plural_forms_are_all_there() -> None:
    assert all(len(entry.msgstr_plural) == 4 for entry in CATALOGUE if entry.msgid_plural)
