"""A button on the page of a case says what opens; the one that sends says that it sends."""

import pytest
from django.urls import reverse

from tests.builders.cases import act, edition_row, world_of
from tests.journeys.adverse import TO_DELIBERATION, post_paper
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page

pytestmark = pytest.mark.django_db
SENDS = {"pl": ("Wyślij", "Odeślij", "Złóż"), "en": ("Send", "Hand in")}


def test_a_draft_is_written_from_the_case_and_sent_from_its_own_page() -> None:
    world = world_of()
    _cal, head, editor = cast_of(world)
    case = world.begin()
    for who in (head, editor):
        page = case_page(who, case).misses("Wyślij zgłoszenie").follow("Napisz zgłoszenie")
        assert page.all("//h1")[0].text_content().strip() == "Napisz zgłoszenie"
        page.sees("Wyślij zgłoszenie")  # greyed while something is missing


def test_an_answer_to_the_findings_is_opened_by_one_word_and_sent_by_another() -> None:
    world = world_of()
    cal, head, _editor = cast_of(world)
    case = world.begin()
    for name in (*TO_DELIBERATION, "announce_intended_refusal"):
        act(case, name)
    post_paper(cal.office, case, "findings")
    page = case_page(head, case).misses("Wyślij odpowiedź").follow("Odpowiedz na ustalenia")
    assert page.url == reverse("certification:step", args=[case.uid, "comment"])
    page.form("take").fill({"comments": "Notatki ze spacerów dosyłamy."}).submit("Wyślij odpowiedź na ustalenia")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_button_that_only_opens_a_form_says_that_it_sends(language: str) -> None:
    built = edition_row().built
    public = {role.id for role in built.roles.values() if role.source == "public"}
    for proceeding in built.proceedings.values():
        for step in proceeding.steps:
            words = ("proceeding", proceeding.id, "step", step.id)
            opens = built.text(words, language, "opens") or built.text(words, language)
            if step.form and not public & set(step.by):  # from outside the form stands on the first page itself
                assert not opens.startswith(SENDS[language]), (proceeding.id, step.id, opens)
