"""Chromium on the pages of writing: saving while one types, two people at once, keyboard, phone, no JavaScript, axe."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gromada.certification.models import Answer, Case, Leftover
from gromada.people.models import Person
from tests.builders.cases import World, act, fill, world_of
from tests.builders.signing import signed_in
from tests.builders.turns import served
from tests.certification.writing.conftest import held, step_url

# The driver of the browser runs a loop of its own, beside which Django would not touch the database, not even to clear it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return world_of("cal-2022")


@pytest.fixture
def site(transactional_db: None, settings: Any) -> Iterator[str]:
    with served(settings) as url:
        yield url


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Open]:
    """A window of its own in which a person is signed in; all are closed before the server is."""
    windows: list[BrowserContext] = []

    def open_page(who: Person, path: str, width: int = 1280, **options: object) -> Page:
        client: Client = signed_in(who)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="pl-PL", **options)
        windows.append(context)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        page = context.new_page()
        page.goto(site + path)
        return page

    yield open_page
    for window in windows:
        window.close()


def box(page: Page, path: str) -> object:
    return page.locator(f'[name="{path}"]')


def saved(page: Page) -> None:
    expect(page.locator(".saved[data-state=saved]")).to_be_visible()


def test_what_is_typed_is_saved_by_itself_and_shown_with_its_time(opened: Open, world: World, case: Case) -> None:
    page = opened(world.head, step_url(case, "submit"))
    box(page, "contact").fill("Zofia Maj, sekretariat")
    saved(page)
    assert held(case, "application", "contact") == "Zofia Maj, sekretariat"
    box(page, "contact").fill("Zofia Maj, pokój 4")
    expect(page.locator('[data-field="contact"]')).to_have_attribute("data-version", "2")


def test_a_table_is_saved_cell_by_cell(opened: Open, world: World, case: Case) -> None:
    page = opened(world.head, step_url(case, "submit"))
    box(page, "communities.0.name").fill("Osiedle Zielone")
    box(page, "communities.0.kind").select_option("territorial")
    saved(page)
    page.wait_for_timeout(1200)
    assert held(case, "application", "communities") == [{"name": "Osiedle Zielone", "kind": "territorial"}]


def test_a_page_that_is_sent_in_the_middle_of_typing_loses_nothing(opened: Open, world: World, case: Case) -> None:
    page = opened(world.head, step_url(case, "submit"))
    box(page, "contact").fill("Zofia Maj")
    saved(page)
    box(page, "contact").type(", sekretariat, pokój 4")
    page.locator("button[name='-save']").last.click()
    page.wait_for_load_state("networkidle")
    assert held(case, "application", "contact") == "Zofia Maj, sekretariat, pokój 4"
    assert not Leftover.objects.exists()


def test_handing_in_while_the_last_key_is_still_on_its_way_leaves_no_leftover(
    opened: Open, world: World, case: Case
) -> None:
    fill(case, "application", by=world.head)
    page = opened(world.head, step_url(case, "submit"))
    box(page, "contact").fill("Zofia Maj, ostatnie słowo")
    page.locator("button[name='-take']").click()
    page.wait_for_url(f"**/{case.uid}/")
    page.wait_for_timeout(500)
    case.refresh_from_db()
    assert case.taken.get().content["contact"] == "Zofia Maj, ostatnie słowo"
    assert not Leftover.objects.exists()


def test_two_people_in_one_field_see_both_texts_and_choose(opened: Open, world: World, case: Case) -> None:
    mine, theirs = opened(world.head, step_url(case, "submit")), opened(world.editor, step_url(case, "submit"))
    box(theirs, "contact").fill("Tekst zespołu")
    saved(theirs)
    box(mine, "contact").fill("Tekst kierowniczki")
    expect(mine.locator(".versions")).to_contain_text("Tekst zespołu")
    expect(mine.locator(".versions")).to_contain_text(world.editor.name)
    mine.locator('.versions [data-choose="mine"]').click()
    saved(mine)
    assert held(case, "application", "contact") == "Tekst kierowniczki"
    theirs.reload()
    expect(theirs.locator(".versions").first).to_contain_text("Tekst zespołu")


def test_what_is_asked_only_sometimes_hides_and_comes(opened: Open, world: World, case: Case) -> None:
    page = opened(world.head, step_url(case, "submit", "S1.1"))
    reason = box(page, "standards:S1.1:reason")
    expect(reason).to_be_hidden()
    page.locator('[name="standards:S1.1"][value=otherwise]').check()
    expect(reason).to_be_visible()
    reason.fill("Mamy stół w bibliotece.")
    page.locator('[name="standards:S1.1"][value=met]').check()
    expect(reason).to_be_hidden()
    saved(page)
    page.wait_for_timeout(1200)
    assert held(case, "application", "standards:S1.1:reason") == "Mamy stół w bibliotece."


def test_the_application_is_written_and_sent_by_keyboard_alone(opened: Open, world: World, case: Case) -> None:
    fill(case, "application", by=world.head)
    Answer.objects.filter(path__in=["standards:S1.1", "contact"]).delete()
    page = opened(world.head, step_url(case, "submit", "S1.1"))
    walk_to(page, '[name="standards:S1.1"]')
    page.keyboard.press("Space")
    walk_to(page, "button[name='-go']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/S1.2/")
    assert held(case, "application", "standards:S1.1") == "met"
    page.goto(page.url.replace("S1.2/", ""))
    walk_to(page, '[name="contact"]')
    page.keyboard.type("Zofia Maj")
    walk_to(page, "button[name='-take']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{case.uid}/")
    case.refresh_from_db()
    assert case.state == "received"


def walk_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_enter_in_a_box_of_one_line_saves_and_does_not_hand_in(opened: Open, world: World, case: Case) -> None:
    fill(case, "application", by=world.head)
    page = opened(world.head, step_url(case, "submit"))
    box(page, "residents").fill("41000")
    box(page, "residents").press("Enter")
    page.wait_for_load_state("networkidle")
    assert held(case, "application", "residents") == 41000
    assert not case.taken.exists()


def test_without_javascript_everything_is_asked_and_saved(opened: Open, world: World, case: Case) -> None:
    page = opened(world.head, step_url(case, "submit", "S1.1"), java_script_enabled=False)
    expect(box(page, "standards:S1.1:reason")).to_be_visible()
    page.locator('[name="standards:S1.1"][value=otherwise]').check()
    box(page, "standards:S1.1:reason").fill("Mamy stół w bibliotece.")
    page.locator("button[name='-go']").first.click()
    page.wait_for_url("**/S1.2/")
    assert held(case, "application", "standards:S1.1:reason") == "Mamy stół w bibliotece."


def test_a_photo_is_taken_on_the_spot(opened: Open, world: World, case: Case) -> None:
    page = opened(world.head, step_url(case, "submit", "S1.1"), width=360)
    page.locator("button[name='-evidence']").click()
    page.wait_for_load_state("networkidle")
    page.locator("[name=kind][value=file]").check()
    assert page.locator("[name=photo]").get_attribute("capture") == "environment"
    expect(page.locator("[name=link]")).to_be_hidden()


def places(case: Case, world: World) -> list[tuple[Person, str]]:
    """A page of every kind, each with somebody who sees it."""
    fill(case, "application", by=world.head)
    found = [(world.head, step_url(case, "submit", node)) for node in ("", "S1", "S1.1")]
    return [*found, (world.head, f"{step_url(case, 'submit', 'S1.1')}".replace("/submit/", "/-/potwierdzenia/submit/"))]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Open, world: World, case: Case, width: int, scheme: str
) -> None:
    for who, path in places(case, world):
        look_at(opened(who, path, width, color_scheme=scheme))
    act(case, "submit")
    people = world.members["experts"][:2]
    board = world.members["board"][0]
    look_at(opened(board, step_url(case, "open_case"), width, color_scheme=scheme))
    act(case, "open_case")
    act(case, "admit", over={"experts": [str(p.uid) for p in people]})
    for node in ("", "S1"):
        look_at(opened(people[0], step_url(case, "give_opinion", node), width, color_scheme=scheme))
    act(case, "give_opinion")
    responsible = case.appointments.get(role="responsible").person
    for node in ("", "S6"):
        look_at(opened(responsible, step_url(case, "agree_finding", node), width, color_scheme=scheme))
    snapshot, part = case.snapshots.get().uid, case.contributions.first().uid
    for path in (f"-/czytaj/{snapshot}/", f"-/tresc/{part}/"):
        look_at(opened(responsible, step_url(case, "x").replace("x/", path), width, color_scheme=scheme))


def look_at(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1, page.url
    found = Axe().run(page).response["violations"]
    assert not found, [(page.url, v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
    page.context.close()
