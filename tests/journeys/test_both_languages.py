"""Every page in both languages: under /en/ no Polish words of ours, and none of our English words on a Polish page."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from lxml import html

from tests.architecture import doors
from tests.architecture.source import ROOT
from tests.journeys.driver import Browser, Page
from tests.journeys.words import folded, read

pytestmark = pytest.mark.django_db
NAME = "Certyfikat Jakości Centrum Aktywności Lokalnej"  # a name is said in its own language everywhere
_ADDRESS = re.compile(r"\S*[@/]\S*")  # of a page or of a mailbox: in no language
_HOLE = re.compile(r"%\([a-z_]+\)[sd]|%%|<[^>]+>|\{[a-z_]*\}")
# Who looks: a visitor at what is public; else somebody of the institution and somebody of the issuer.
LOOKERS = (("visitor",), ("head", "editor"), ("office", "responsible", "expert", "commission", "board"))


def fragments(text: str) -> Iterator[str]:
    """The pieces of a message between its holes, long enough to be told from a word that both languages have."""
    for piece in _HOLE.split(text):
        found = folded(piece).strip(" .:,;–()„”“")
        if len(found) >= 6 and re.search(r"[^\W\d_]{4}", found):
            yield found


@cache
def vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """Our English and our Polish pieces, without those that stand in both, be it as a word within a sentence ("program")."""
    english: set[str] = set()
    polish: set[str] = set()
    for path in Path(ROOT / "src").rglob("pl/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            if "/" in entry.msgid and " " not in entry.msgid:
                continue  # a piece of an address
            english |= {f for text in (entry.msgid, entry.msgid_plural) for f in fragments(text)}
            polish |= {f for text in (entry.msgstr, *entry.msgstr_plural.values()) for f in fragments(text)}
    words = [{word for piece in pieces for word in piece.split()} for pieces in (english, polish)]
    return frozenset(english - polish - words[1]), frozenset(polish - english - words[0])


def own_words(page: Page, language: str) -> str:
    """What the page itself says: without letters and names that are marked as another language, without what people typed."""
    doc = html.fromstring(page.html)
    for element in doc.xpath("//body//*[@lang and @lang != $own] | //textarea", own=language):
        element.drop_tree()
    return _ADDRESS.sub(" ", read(doc)).replace(NAME, "")


def foreign(page: Page, language: str, words: frozenset[str]) -> set[str]:
    text = own_words(page, language)
    return {w for w in words if w in text and re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text)}


def pages(house: doors.House, language: str) -> Iterator[tuple[str, str, Page]]:
    for name, door in sorted(doors.table().items()):
        for among in LOOKERS if door.meets["visitor"] != "open" else LOOKERS[:1]:
            role = next((r for r in among if door.meets[r] == "open"), None)
            if role is None or door.method != "get":
                continue
            address = house.address(door, language)
            browser = Browser(house.people[role])
            answer = browser.raw(address)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                yield name, role, Page(browser, answer)


def test_no_page_speaks_two_languages() -> None:
    house = doors.build()
    english, polish = vocabulary()
    assert len(english) > 400 and len(polish) > 400
    found, seen = [], 0
    for language, words in (("en", polish), ("pl", english)):
        for name, role, page in pages(house, language):
            seen += 1
            assert html.document_fromstring(page.html).get("lang") == language
            found += [f"{language} {name} ({role}): {w}" for w in sorted(foreign(page, language, words))]
    assert seen > 60
    assert not found, f"{len(found)} words of the other language:\n" + "\n".join(found)
