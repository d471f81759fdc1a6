"""The whole first journey on a window of 320 px, by keyboard alone, with JavaScript switched off: from the sign-in to the register."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.keyboard import choose, follow, open_menu, press, tick, walk_to, write
from tests.browser.serving import House

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640, "java_script_enabled": False}
PATIENCE = 60  # seconds in which the timetable has followed the journal into the register
RESPONSIBLE, OFFICE, COMMISSION = "demo-zarzad-2", "demo-biuro", ("demo-komisja", "demo-komisja-2", "demo-komisja-3")
EXPERTS = ("demo-ekspert", "demo-ekspert-2")
NAMES = {
    RESPONSIBLE: "Piotr Jesion", OFFICE: "Anna Nowak", "demo-komisja": "Teresa Lis", "demo-komisja-2": "Jan Wrona",
    "demo-komisja-3": "Maria Szpak", "demo-ekspert": "Halina Wierzbicka", "demo-ekspert-2": "Marek Zaremba",
}  # fmt: skip
GOOD = "Klucze do świetlicy mają mieszkańcy, a grafik układa się bez pracowników od dwóch lat."


class Cast:
    """Everybody of one case, each with a narrow window of their own; whoever comes in does so by keyboard."""

    def __init__(self, house: House, window: Callable[..., BrowserContext], names: dict[str, str]) -> None:
        self.house, self.window, self.names = house, window, names
        self.pages: dict[str, Page] = {}
        self.case = ""

    def desk_of(self, who: str) -> Page:
        """On the desk: after the one press of the sign-in page, later by the link of the frame."""
        if who not in self.pages:
            page = self.pages[who] = self.window(**NARROW).new_page()
            page.goto(f"{self.house.url}/konto/demo/")
            press(page, self.names[who])
            return page
        page = self.pages[who]
        open_menu(page)
        follow(page, page.locator('.nav a[href="/pulpit/"]'))
        return page

    def at(self, who: str, step: str) -> Page:
        """At a step (or another page) of the case: straight from the desk, or by way of the case."""
        page = self.desk_of(who)
        wanted = page.locator(f'main a[href*="/{self.case}/{step}/"]')
        if not wanted.count():
            follow(page, page.locator(f'main a[href*="/{self.case}/"]'))
        if f"/{self.case}/{step}/" not in page.url:
            follow(page, wanted)
        return page


def test_the_first_journey_needs_no_mouse_no_script_and_no_wide_window(
    house: House, window: Callable[..., BrowserContext]
) -> None:
    """The long forms (standards of the application, the opinions and the finding) are filled beside the browser, all but what
    is typed here; every page's own action is done with Tab, arrows, the space bar, Enter and typing. At every stop
    the focus must be seen, and no page scrolls sideways (`keyboard.tab`)."""
    ours = house.scene("institution")
    cast = Cast(house, window, NAMES | {ours["head"]: ours["head name"]})
    begin_and_send(cast, ours["head"])
    open_the_case(cast)
    pass_to_assessment(cast)
    give_opinions(cast)
    agree_on_findings(cast)
    sit_and_vote(cast)
    assert house.scene("state", cast.case) == "granted_unannounced"
    press(cast.at(OFFICE, "announce_grant"), "Ogłoś przyznanie")
    press(cast.at(RESPONSIBLE, "issue"), "Wydaj certyfikat")
    hand_over(cast)
    find_and_verify(cast, ours["name"])


def begin_and_send(cast: Cast, head: str) -> None:
    page = cast.desk_of(head)
    press(page, "Zacznij zgłoszenie", "link")
    choose(page, "Model Organizowania Społeczności Lokalnej")
    press(page, "Zacznij pisać")
    case = re.search(r"/sprawy/([0-9a-f-]{36})/", page.url)
    assert case
    cast.case = case[1]
    cast.house.scene("fill_but", cast.case, "application", "mission", "standards:S1.1")
    page = cast.at(head, "submit")
    write(page, "Po co jesteśmy w tym miejscu", GOOD)
    press(page, "Zapisz i dokończ później")
    page = cast.at(head, "submit")
    press(page, "S1.1", "link")
    choose(page, "Spełniamy")
    press(page, "Dodaj potwierdzenie")
    choose(page, "tekst")
    write(page, "Krótka nazwa", "Grafik świetlicy")
    write(page, "W kilku zdaniach", "Wisi na drzwiach; wpisuje się, kto chce.")
    press(page, "Dodaj")
    expect(page.locator("main")).to_contain_text("Grafik świetlicy")
    press(cast.at(head, "submit"), "Wyślij zgłoszenie")
    expect(page.locator(".path [aria-current=step]")).to_contain_text("Zgłoszenie wpłynęło")


def open_the_case(cast: Cast) -> None:
    page = cast.at(RESPONSIBLE, "open_case")
    choose(page, NAMES[RESPONSIBLE])
    for who in COMMISSION:
        tick(page, NAMES[who])
    press(page, "Otwórz sprawę")
    expect(page.locator("main")).to_contain_text("oświadczenia")
    for who in (RESPONSIBLE, *COMMISSION):
        declare(cast, who)
    press(cast.at(RESPONSIBLE, "open_case"), "Otwórz sprawę")
    expect(page.locator(".path [aria-current=step]")).to_contain_text("Sprawdzenie formalne")


def declare(cast: Cast, who: str) -> None:
    page = cast.at(who, "-/bezstronnosc")
    choose(page, "nic nie łączy mnie")
    press(page, "Złóż oświadczenie")


def pass_to_assessment(cast: Cast) -> None:
    page = cast.at(RESPONSIBLE, "admit")
    for who in EXPERTS:
        tick(page, NAMES[who])
    press(page, "Przekaż do oceny")
    expect(page.locator(".path [aria-current=step]")).to_contain_text("Ocena")
    for who in EXPERTS:
        declare(cast, who)


def give_opinions(cast: Cast) -> None:
    for who in EXPERTS:
        cast.house.scene("fill_but_as", who, cast.case, "opinion", "strengths", "recommendation")
        page = cast.at(who, "give_opinion")
        write(page, "Co jest mocne", GOOD)
        choose(page, "przyznać certyfikat")
        press(page, "Złóż opinię")


def agree_on_findings(cast: Cast) -> None:
    cast.house.scene("fill_but_as", RESPONSIBLE, cast.case, "finding", "summary")
    page = cast.at(RESPONSIBLE, "agree_finding")
    write(page, "Najważniejsze w kilku zdaniach", GOOD)
    press(page, "Zapisz i dokończ później")
    for who in EXPERTS:
        page = cast.at(who, "agree_finding")
        press(page, "Zgadzam się na ten tekst")
        expect(page.locator("main")).to_contain_text("Twoja zgoda na ten tekst jest zapisana")
    press(cast.at(RESPONSIBLE, "agree_finding"), "Uzgodnij ustalenia")


def sit_and_vote(cast: Cast) -> None:
    chair, *others = COMMISSION
    page = cast.at(chair, "decide")
    write(page, "Co jest dobre", GOOD)
    press(page, "Zapisz i dokończ później")
    page = cast.at(chair, "decide")
    press(page, "Zwołaj posiedzenie", "link")
    press(page, "Otwórz posiedzenie")
    for who in COMMISSION:
        tick(page, NAMES[who])
    press(page, "Zapisz obecność")
    for who in (*others, chair):  # whoever keeps an open vote may vote for all who wait: the chair is the last
        page = cast.at(who, "-/posiedzenie")
        choose(page, "Przyznać certyfikat")
        press(page, "Oddaj głos")
    write(page, "Protokół", "Komisja przeczytała ustalenia i rozmawiała o każdym standardzie.")
    press(page, "Zamknij głosowanie")


def hand_over(cast: Cast) -> None:
    page = cast.at(OFFICE, "hand_over")
    write(page, "Miejsce", "sala sesyjna")
    write(page, "Okazja", "sesja rady")
    write(page, "Kto wręczył certyfikat", "Helena Głos")
    write(page, "W jakiej funkcji", "prezeska zarządu")
    press(page, "Zapisz wręczenie")
    expect(page.locator("main")).to_contain_text("Certyfikat wręczony")


def find_and_verify(cast: Cast, name: str) -> None:
    """A visitor knows the end of the name, and types it without Polish letters; the register follows in its own time."""
    page = cast.window(**NARROW).new_page()
    page.goto(cast.house.url)
    walk_to(page, page.locator("main").get_by_role("searchbox"))
    page.keyboard.type(f"probie {name[-6:]}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    found, until = page.locator("main").get_by_role("link", name=name), time.monotonic() + PATIENCE
    while not found.count() and time.monotonic() < until:
        time.sleep(1)
        page.reload()
    follow(page, found)
    press(page, "Sprawdź ten certyfikat", "link")
    expect(page.locator("main")).to_contain_text("Tak, ten certyfikat jest ważny")
    expect(page.locator("main")).to_contain_text(name)
