"""Every sentence has its Polish words; and the tool that says so finds what is wrong."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

from tests.architecture.source import ROOT


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["messages"] = module
    spec.loader.exec_module(module)
    return module


def test_polish_is_complete(messages: ModuleType) -> None:
    wrong = messages.mistakes(messages.catalogues())
    assert not wrong, f"{len(wrong)} mistakes:\n" + "\n".join(wrong[:60])


def test_catalogues_hold_no_places_and_no_times() -> None:
    for path in (ROOT / "src").rglob("*.po"):
        text = path.read_text(encoding="utf-8")
        assert "\n#: " not in text and "POT-Creation-Date" not in text and "PO-Revision-Date" not in text, path


@pytest.fixture
def room(messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = tmp_path / "src" / "gromada"
    (source / "shop" / "templates" / "shop").mkdir(parents=True)
    monkeypatch.setattr(messages, "SOURCE", source)
    return source / "shop"


def write(room: Path, polish: str = "", code: str = "", template: str = "") -> None:
    start = "from django.utils.translation import gettext as _, ngettext\n"
    (room / "views.py").write_text(start + code, encoding="utf-8")
    (room / "templates" / "shop" / "page.html").write_text(template, encoding="utf-8")
    if polish:
        po = room / "locale" / "pl" / "LC_MESSAGES" / "django.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_text(polish, encoding="utf-8")


HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'


@pytest.mark.parametrize(
    ("polish", "said"),
    [
        ("", "“Good day” is missing (said in src/gromada/shop/views.py:2)"),
        (HEAD + 'msgid "Good day"\nmsgstr ""\n', "has no Polish words"),
        (HEAD + '#, fuzzy\nmsgid "Good day"\nmsgstr "Dzień dobry"\n', "is fuzzy"),
        (HEAD + 'msgid "Good day"\nmsgstr "Dzień dobry"\n\nmsgid "Bye"\nmsgstr "Pa"\n', "“Bye” is obsolete"),
        (HEAD + 'msgid "Good day"\nmsgstr "Dzień %(name)s"\n', "fills in %(name)s in Polish and nothing in English"),
        ('msgid ""\nmsgstr ""\n\nmsgid "Good day"\nmsgstr "Dzień dobry"\n', "the header must say"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(messages: ModuleType, room: Path, polish: str, said: str) -> None:
    write(room, polish, code='_("Good day")\n')
    assert any(said in sentence for sentence in messages.mistakes(messages.catalogues()))


def test_a_plural_needs_three_polish_forms(messages: ModuleType, room: Path) -> None:
    two = 'msgid "%(n)s case"\nmsgid_plural "%(n)s cases"\nmsgstr[0] "%(n)s sprawa"\nmsgstr[1] "%(n)s sprawy"\n'
    write(
        room,
        HEAD + two,
        template="{% blocktranslate count n=1 %}{{ n }} case{% plural %}{{ n }} cases{% endblocktranslate %}",
    )
    assert "three Polish forms" in " ".join(messages.mistakes(messages.catalogues())).replace(
        "and 3 Polish", "and three Polish"
    )
    write(room, HEAD + two + 'msgstr[2] "%(n)s spraw"\n', template=(room / "templates/shop/page.html").read_text())
    assert messages.mistakes(messages.catalogues()) == []


def test_a_message_that_is_put_together_at_run_time_is_named(messages: ModuleType, room: Path) -> None:
    write(room, code='_("Good " + "day" + name)\n_(f"Good {name}")\n')
    found = messages.mistakes(messages.catalogues())
    assert [sentence.split(": ")[0] for sentence in found] == [
        "src/gromada/shop/views.py:2",
        "src/gromada/shop/views.py:3",
    ]


def test_merging_keeps_what_is_translated_and_drops_what_is_gone(messages: ModuleType, room: Path) -> None:
    write(
        room,
        HEAD + 'msgid "Good day"\nmsgstr "Dzień dobry"\n\nmsgid "Bye"\nmsgstr "Pa"\n',
        code='_("Good day")\n_("New")\n',
    )
    (catalogue,) = messages.catalogues()
    assert messages.merge(catalogue)
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue.path))}
    assert entries == {"Good day": "Dzień dobry", "New": ""}
    assert not messages.merge(catalogue), "a second time changes nothing"
