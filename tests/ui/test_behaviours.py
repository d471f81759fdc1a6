"""What JavaScript adds: nothing typed is lost, two people are shown to each other, a question before a form goes."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
STORY = 'textarea[name="story"]'


@pytest.fixture
def form(page: Page, site: str) -> Page:
    page.goto(site + "/saving/")
    expect(page.locator(".saved").first).to_contain_text("Ewa Kalinowska pisze teraz.")
    return page


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('gromada:kept:'))")


def test_what_is_typed_is_saved_and_the_time_is_shown(form: Page) -> None:
    with form.expect_request("**/save") as sent:
        form.locator(STORY).type("Ławka stoi")
    body = sent.value.post_data or ""
    assert 'name="name"\r\n\r\nstory' in body and "Ławka stoi" in body and 'name="version"\r\n\r\n1' in body
    expect(form.locator(".saved").first).to_contain_text("Zapisano o\u00a014.32.")
    expect(form.locator('[data-field="story"]')).to_have_attribute("data-version", "2")
    assert kept(form) == []


def test_a_tick_is_saved_at_once_with_all_that_is_ticked(form: Page) -> None:
    form.get_by_label("Spotkanie po ankiecie").check()
    with form.expect_request("**/save") as sent:
        form.get_by_label("Spotkanie grupy").check()
    assert (sent.value.post_data or "").count('name="value"') == 2


def test_two_versions_are_shown_and_mine_may_stay(form: Page) -> None:
    form.locator(STORY).fill("Mój conflict")
    versions = form.locator(".versions")
    expect(versions).to_contain_text("Ewa Kalinowska, o\u00a014.31")
    expect(versions).to_contain_text("Tekst Ewy")
    expect(versions).to_contain_text("Mój conflict")
    form.get_by_role("button", name="Zostaw mój").click()
    expect(form.locator(".saved").first).to_contain_text("Zapisano")
    expect(form.locator('[data-field="story"]')).to_have_attribute("data-version", "10")
    assert form.locator(STORY).input_value() == "Mój conflict"


def test_two_versions_are_shown_and_theirs_may_be_taken(form: Page) -> None:
    form.locator(STORY).fill("Mój conflict")
    form.get_by_role("button", name="Weź ten").click()
    assert form.locator(STORY).input_value() == "Tekst Ewy"
    expect(form.locator(".versions")).to_have_count(0)
    expect(form.locator('[data-part="count"]')).to_contain_text("1491")
    assert kept(form) == []


def test_a_refused_text_gets_its_sentence_at_the_field(form: Page) -> None:
    form.locator(STORY).fill("short")
    expect(form.locator('[data-field="story"]')).to_contain_text("Za mało: dopisz jedno zdanie.")
    form.locator(STORY).fill("dość długo")
    expect(form.locator('[data-field="story"]')).not_to_contain_text("Za mało")


def test_a_late_text_is_said_to_be_kept_aside(form: Page) -> None:
    form.locator(STORY).fill("late")
    expect(form.locator(".saved").first).to_contain_text("odłożyliśmy obok")


def test_without_a_network_the_text_stays_and_goes_later(form: Page) -> None:
    form.context.set_offline(True)
    form.locator(STORY).fill("W polu bez zasięgu")
    expect(form.locator(".saved").first).to_contain_text("Nie ma internetu")
    assert len(kept(form)) == 1 and "u1" in kept(form)[0]
    form.context.set_offline(False)
    expect(form.locator(".saved").first).to_contain_text("Zapisano")
    assert kept(form) == []


def test_a_text_that_was_not_sent_comes_back_with_the_page(form: Page, site: str) -> None:
    form.route("**/save", lambda route: route.abort())
    form.locator(STORY).fill("Zamknięty telefon")
    expect(form.locator(".saved").first).to_contain_text("Nie ma internetu")
    form.unroute("**/save")
    form.goto(site + "/saving/")
    expect(form.locator(STORY)).to_have_value("Zamknięty telefon")
    expect(form.locator(".saved").first).to_contain_text("Zapisano")
    assert kept(form) == []


def test_signed_out_the_text_stays(form: Page) -> None:
    form.locator(STORY).fill("gone")
    expect(form.locator(".saved").first).to_contain_text("nic nie zginęło")
    assert len(kept(form)) == 1


def test_the_counter_counts_as_python_does(form: Page) -> None:
    form.locator(STORY).fill("ą😀\nb")
    expect(form.locator('[data-part="count"]')).to_have_text(re.compile(r"Zostało 1496\sz\s1500\sznaków"))
    form.locator(STORY).fill("x" * 1503)
    expect(form.locator('[data-part="count"]')).to_contain_text("za dużo: 3")


def test_a_form_that_cannot_be_taken_back_asks_first(form: Page) -> None:
    form.get_by_role("button", name="Wyślij na pewno").click()
    dialog = form.get_by_role("dialog", name="Czy wysłać?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Wróć")).to_be_focused()
    form.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(form.get_by_role("button", name="Wyślij na pewno")).to_be_focused()
    form.get_by_role("button", name="Wyślij na pewno").click()
    dialog.get_by_role("button", name="Wyślij na pewno").click()
    expect(form).to_have_url(re.compile("/sent$"))


def test_an_address_is_copied(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + "/ui/")
    page.locator(".copyable button").first.click()
    expect(page.locator(".copyable__done").first).to_have_text("Skopiowano")
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/sprawdz/WZOR-0001"


def test_a_part_opens_and_closes(page: Page, site: str) -> None:
    page.goto(site + "/ui/")
    button = page.get_by_role("button", name="Więcej")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(page.locator("#more")).to_be_visible()
