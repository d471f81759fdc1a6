"""A completed version beside the submitted one; what is newer than the reader's last look is marked, and only what they may see."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gromada.certification.actions.looking import look
from gromada.certification.actions.writing import write
from gromada.certification.models import Answer, Case, Look
from gromada.certification.pages.news import News, looked_at, news_of
from gromada.kit import clock
from gromada.people.models import Person
from tests.builders.cases import World, act, institution_of, world_of
from tests.builders.people import works_in
from tests.journeys.adverse import post_paper
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page, step
from tests.journeys.driver import Page
from tests.journeys.words import folded

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)
PATH = "standards:S2:narrative"


@pytest.fixture
def world() -> World:
    return world_of()


@pytest.fixture
def case(world: World) -> Case:
    with clock.at(MONDAY):
        begun = world.begin()
        for name in ("submit", "open_case"):
            act(begun, name)
    return begun


def news(person: Person, case: Case) -> News | None:
    return news_of(person, [case], looked_at(person, [case])).get(case.pk)


def rewrite(case: Case, text: str, by: Person) -> None:
    row = Answer.objects.get(case=case, form="application", path=PATH)
    write(case, case.edition.built.forms["application"], PATH, text, base=row.version, by=by)


def test_a_completed_version_stands_beside_the_submitted_one_word_by_word(world: World, case: Case) -> None:
    cal, _head, _editor = cast_of(world)
    with clock.at(MONDAY + timedelta(days=1)):
        act(case, "ask_to_complete")
        old = Answer.objects.get(case=case, form="application", path=PATH).value
        rewrite(case, f"{old} Zapytaliśmy ponownie.", world.editor)
        act(case, "complete")
        first, second = case.snapshots.filter(form="application").order_by("version")
        page = cal.office.visit(f"/sprawy/{case.uid}/-/czytaj/{second.uid}/").sees("Co zmieniło się od wersji 1", "S2")
        assert [i.text_content().strip() for i in page.all("//ins")] == ["Zapytaliśmy ponownie."]
        assert not page.all("//del")
        assert len(page.all("//section[@id='changes']//h3")) == 1, "only what changed stands there"
        cal.office.visit(f"/sprawy/{case.uid}/-/czytaj/{first.uid}/").misses("Co zmieniło się")


def test_what_is_newer_than_the_last_look_is_marked_until_the_next_visit(world: World, case: Case) -> None:
    _cal, head, _editor = cast_of(world)
    with clock.at(MONDAY):
        case_page(head, case).misses("Nowe od ostatniego razu")
    with clock.at(MONDAY + timedelta(days=1)):
        act(case, "ask_to_complete")
        rewrite(case, "Nowa opowieść.", world.editor)
        head.visit("/pulpit/").sees("Nowe od ostatniego razu", "1 krok, 1 odpowiedź")
        head.visit("/pulpit/sprawy/").sees("nowe")
        case_page(head, case).sees("Nowe od ostatniego razu (9 marca 2026", "1 krok", "1 nowa albo zmieniona odpowiedź")
        case_page(head, case).sees("Nowe od ostatniego razu"), "going back and forth keeps the marks"
        head.visit("/pulpit/").misses("Nowe od ostatniego razu")
    with clock.at(MONDAY + timedelta(days=2)):
        case_page(head, case).misses("Nowe od ostatniego razu")


def test_ones_own_deeds_are_no_news(world: World, case: Case) -> None:
    with clock.at(MONDAY):
        look(case, by=world.editor)
    with clock.at(MONDAY + timedelta(days=1)):
        act(case, "ask_to_complete")
        look(case, by=world.editor)
    with clock.at(MONDAY + timedelta(days=2)):
        rewrite(case, "Moja opowieść.", world.editor)
        assert news(world.editor, case) is None


def test_the_institution_is_not_told_of_steps_that_are_not_announced(world: World, case: Case) -> None:
    inside = world.members["office"][0]
    with clock.at(MONDAY):
        look(case, by=world.head)
        look(case, by=inside)
    with clock.at(MONDAY + timedelta(days=1)):
        for step in ("admit", "give_opinion", "agree_finding"):
            act(case, step)
    hidden = [taken for taken in case.taken.all() if taken.to_state in case.rules.seen_as]
    shown = [t for t in case.taken.filter(on__gt=MONDAY) if t not in hidden]
    mine, theirs = news(world.head, case), news(inside, case)
    assert theirs is not None and theirs.steps == len(shown) + len([h for h in hidden if h.on > MONDAY])
    assert (mine.steps if mine else 0) == len(shown)
    assert mine is None or mine.letters == 0, "drafts of letters are the issuer's alone"


def test_a_case_never_looked_at_has_no_marks(world: World, case: Case) -> None:
    assert news(world.head, case) is None
    assert look(case, by=world.head) is None and Look.objects.count() == 1


def test_more_cases_cost_no_more_queries(world: World, case: Case) -> None:
    def cost(cases: list[Case]) -> int:
        with CaptureQueriesContext(connection) as told:
            news_of(office, cases, looked_at(office, cases))
        return len(told)

    office = world.members["office"][0]
    cases = [case]
    with clock.at(MONDAY):
        for number in range(4):
            world.institution = institution_of(world.edition, f"CUS {number}", "Kutno")
            world.head = works_in(world.institution, "head")
            cases.append(act(world.begin(), "submit"))
        for one in cases:
            look(one, by=office)
    for one in cases[1:]:
        act(one, "open_case")
    assert len(news_of(office, cases, looked_at(office, cases))) == 4
    assert cost(cases) <= cost(cases[:1]) <= 10


def marked(page: Page, where: str) -> list[str]:
    """What stands in the lines of a place that are marked as new."""
    lines = page.all(f"//*[@id='{where}']//li[.//*[contains(@class, 'chip')][normalize-space()='nowe']]")
    return [folded(line.text_content()) for line in lines]


def test_each_line_that_is_newer_than_the_last_look_is_marked(world: World, case: Case) -> None:
    cal, head, editor = cast_of(world)
    with clock.at(MONDAY):
        case_page(head, case)
        assert marked(case_page(editor, case), "history") == []
    with clock.at(MONDAY + timedelta(days=1)):
        act(case, "ask_to_complete")
        post_paper(cal.office, case, "completion_request")
        rewrite(case, "Nowa opowieść.", world.editor)
        page = step(head, case, "complete").sees(
            "Nowe od ostatniego razu: 1 miejsce", f"S2: opowieść – {world.editor.name}"
        )
        page.follow("S2 Potrzeby i mocne strony").follow("S2.1").sees("nowe", f"{world.editor.name}, 10 marca 2026 r.")
        page = case_page(head, case)
        assert len(marked(page, "history")) == 1 and "uzupełnieni" in marked(page, "history")[0]
        assert len(marked(page, "letters")) == 1
        step(head, case, "complete").sees("Nowe od ostatniego razu: 1 miejsce"), "marks stay during the visit"
        step(editor, case, "complete").misses("Nowe od ostatniego razu"), "one's own words are no news"
    with clock.at(MONDAY + timedelta(days=2)):
        assert marked(case_page(head, case), "history") == []
        step(head, case, "complete").misses("Nowe od ostatniego razu")


def test_a_reader_sees_which_lines_are_not_as_in_the_version_they_read(world: World, case: Case) -> None:
    cal, _head, _editor = cast_of(world)
    with clock.at(MONDAY):
        first = case.snapshots.get()
        url = f"/sprawy/{case.uid}/-/czytaj/"
        case_page(cal.office, case)
        assert "nowe" not in cal.office.visit(f"{url}{first.uid}/").text.split()
    with clock.at(MONDAY + timedelta(days=1)):
        act(case, "ask_to_complete")
        rewrite(case, "Zapytaliśmy ponownie.", world.editor)
        act(case, "complete")
        second = case.snapshots.latest("pk")
        page = cal.office.visit(f"{url}{second.uid}/")
        chips = page.all("//*[contains(@class, 'chip')][normalize-space()='nowe']/ancestor::section[1]/@id")
        assert chips == ["s-S2"]
        stranger = cal.of("board", 2).visit(f"{url}{second.uid}/")
        assert not stranger.all("//*[contains(@class, 'chip')][normalize-space()='nowe']"), (
            "never looked: nothing is new"
        )
