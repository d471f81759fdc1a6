"""With JavaScript switched off everything is asked, saved and taken by the buttons of the pages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.serving import House

pytestmark = pytest.mark.browser
Window = Callable[..., BrowserContext]
REASONS = "Mieszkańcy mają klucze i sami ustalają, kiedy jest otwarte; widać to w zeszycie i w rozmowach. "


def test_an_application_is_written_by_two_and_sent(house: House, window: Window) -> None:
    ours = house.scene("institution")
    editor = house.enter(window(java_script_enabled=False), ours["editor"])
    pressed(editor, "Zacznij zgłoszenie", "link")
    editor.get_by_label("Model Organizowania Społeczności Lokalnej").check()
    pressed(editor, "Zacznij pisać")
    case = re.search(r"/sprawy/([0-9a-f-]{36})/", editor.url)
    assert case
    house.scene("fill_but", case[1], "application", "mission", "standards:S1.1")
    editor.goto(f"{house.url}/sprawy/{case[1]}/submit/S1.1/")
    editor.get_by_label("Spełniamy", exact=True).check()
    pressed(editor, "Dodaj potwierdzenie")
    editor.get_by_label("liczba").check()
    editor.get_by_label("Krótka nazwa").fill("Klucze")
    editor.get_by_label("Ile", exact=True).fill("3")
    editor.get_by_label("Co policzono").fill("komplety kluczy u mieszkańców")
    pressed(editor, "Dodaj")
    expect(editor.locator("main")).to_contain_text("komplety kluczy u mieszkańców")
    expect(editor.get_by_label("Spełniamy", exact=True)).to_be_checked()

    head = house.enter(window(java_script_enabled=False), ours["head"])
    head.goto(f"{house.url}/sprawy/{case[1]}/submit/")
    pressed(head, "Wyślij zgłoszenie")
    expect(head.locator("main")).to_contain_text("Po co jesteśmy w tym miejscu")
    expect(head.get_by_role("alert").or_(head.locator(".notice[data-kind=error]")).first).to_be_visible()
    head.get_by_label("Po co jesteśmy w tym miejscu").fill("Ludzie mają u nas klucze do świetlicy i sami robią grafik.")
    pressed(head, "Wyślij zgłoszenie")
    expect(now(head)).to_contain_text("Zgłoszenie wpłynęło")


def test_a_case_is_opened_and_impartiality_declared(house: House, window: Window) -> None:
    case = house.scene("begun", house.scene("institution")["uid"])
    house.scene("taken", case, "submit")
    board = house.enter(window(java_script_enabled=False), "demo-zarzad-2")
    board.goto(f"{house.url}/sprawy/{case}/open_case/")
    board.get_by_role("radio", name="Piotr Jesion").check()
    for member in ("Teresa Lis", "Jan Wrona", "Maria Szpak"):
        board.get_by_role("checkbox", name=member).check()
    pressed(board, "Otwórz sprawę")
    expect(board.locator("main")).to_contain_text("oświadczenia")
    expect(now(board)).to_have_count(0)
    for username in ("demo-zarzad-2", "demo-komisja", "demo-komisja-2", "demo-komisja-3"):
        member = house.enter(window(java_script_enabled=False), username)
        member.locator(f'main a[href*="{case}"]').first.click()
        member.get_by_label("nic nie łączy mnie").check()
        pressed(member, "Złóż oświadczenie")
    board.goto(f"{house.url}/sprawy/{case}/open_case/")
    pressed(board, "Otwórz sprawę")
    expect(now(board)).to_contain_text("Sprawdzenie formalne")


def test_a_commission_sits_and_votes(house: House, window: Window) -> None:
    case = house.scene("begun", house.scene("institution")["uid"])
    house.scene("taken", case, "submit", "open_case", "admit", "give_opinion", "agree_finding")
    voters = house.scene("voters", case, "decide")
    chair = house.enter(window(java_script_enabled=False), voters[0])
    chair.goto(f"{house.url}/sprawy/{case}/decide/")
    chair.get_by_label("Co jest dobre").fill(REASONS)
    chair.get_by_text(
        "Wypełnij tylko, jeśli wynik to: Nie przyznać certyfikatu"
    ).click()  # what a refusal says is folded, and opens by hand
    chair.get_by_label("Uzasadnienie").fill(REASONS * 3)
    pressed(chair, "Zapisz i")
    chair.goto(f"{house.url}/sprawy/{case}/decide/")
    pressed(chair, "Zwołaj posiedzenie", "link")
    pressed(chair, "Otwórz posiedzenie")
    for box in chair.locator("main").get_by_role("checkbox").all():
        box.check()
    pressed(chair, "Zapisz obecność")
    sitting = chair.url
    for username in voters:
        member = house.enter(window(java_script_enabled=False), username)
        member.goto(sitting)
        member.get_by_role("radio", name="Przyznać certyfikat", exact=True).check()
        pressed(member, "Oddaj głos")
    chair.goto(sitting)
    chair.get_by_role("textbox", name="Protokół").fill(
        "Komisja przeczytała ustalenia i rozmawiała o każdym standardzie."
    )
    pressed(chair, "Zamknij głosowanie")
    chair.goto(f"{house.url}/sprawy/{case}/")
    pressed(chair, "Posiedzenie", "link")
    expect(chair.locator("main")).to_contain_text("Komisja przeczytała ustalenia")
    assert house.scene("state", case) == "granted_unannounced"


def pressed(page: Page, name: str, role: str = "button") -> None:
    page.locator("main").get_by_role(role, name=name).first.click()
    page.wait_for_load_state()


def now(page: Page) -> Locator:
    return page.locator(".path [aria-current=step]")
