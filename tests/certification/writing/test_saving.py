"""Saving as people type: every answer of the contract that the page's autosave knows, and that nothing typed is ever lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gromada.certification.models import Answer, Case, Leftover
from gromada.kit import clock
from tests.builders.cases import World, act, fill, stranger
from tests.builders.forms import press
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import held, step_url

pytestmark = pytest.mark.django_db
Save = Callable[..., Any]


def long_ago(case: Case) -> None:
    """What was written was written an hour ago: not by the page that is still open."""
    Answer.objects.filter(case=case).update(at=clock.now() - timedelta(hours=1))


def test_a_place_is_saved_with_its_version_and_the_time(head: Client, case: Case, autosave: Save) -> None:
    first = autosave(head, "contact", "Ludzie razem.")
    assert first.status_code == 200
    assert first.json()["version"] == 1
    assert set(first.json()) == {"version", "time"}
    assert autosave(head, "contact", "Ludzie razem, co dzień.", 1).json()["version"] == 2
    assert held(case, "application", "contact") == "Ludzie razem, co dzień."


def test_the_same_text_again_changes_nothing(head: Client, autosave: Save) -> None:
    autosave(head, "contact", "Ludzie razem.")
    assert autosave(head, "contact", "Ludzie razem.", 1).json()["version"] == 1


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [
        ("contact", "Pierwszy wiersz\r\ndrugi", "Pierwszy wiersz\ndrugi"),
        ("residents", "41 253", 41253),
        ("residents", "około stu", "około stu"),
        ("main_field", "culture", "culture"),
        ("standards:S1.1", "met", "met"),
        ("standards:S1.1:reason", "Bo tak.", "Bo tak."),
        ("standards:S1:narrative", "Opowieść.", "Opowieść."),
        ("communities", ["A", "territorial", "", "", "", "", "", ""], [{"name": "A", "kind": "territorial"}]),
    ],
)
def test_every_kind_of_place_is_kept_in_its_own_form(
    head: Client, case: Case, autosave: Save, name: str, sent: Any, kept: Any
) -> None:
    autosave(head, name, sent)
    assert held(case, "application", name) == kept


@pytest.mark.parametrize(
    "name", ["nothing", "contact:S1.1", "standards", "standards:S99", "standards:S1.1:evidence", ""]
)
def test_a_place_that_the_form_does_not_have_is_refused_with_a_sentence(
    head: Client, case: Case, autosave: Save, name: str
) -> None:
    answer = autosave(head, name, "x")
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert not case.answers.exists()


def test_too_long_a_text_is_saved_all_the_same_and_told(head: Client, case: Case, autosave: Save) -> None:
    answer = autosave(head, "contact", "x" * 400)
    assert answer.status_code == 422
    assert "400" in answer.json()["message"]
    assert held(case, "application", "contact") == "x" * 400


def test_what_is_only_begun_is_not_scolded_while_it_is_written(head: Client, autosave: Save) -> None:
    assert autosave(head, "mission", "Lu").status_code == 200


def test_after_too_long_a_text_the_shorter_one_is_no_conflict(head: Client, case: Case, autosave: Save) -> None:
    autosave(head, "contact", "x" * 400)
    long_ago(case)
    assert autosave(head, "contact", "x" * 200, 0).status_code == 200
    assert held(case, "application", "contact") == "x" * 200


def test_a_stale_write_meets_the_other_version_and_is_kept_beside(
    head: Client, editor: Client, world: World, case: Case, autosave: Save
) -> None:
    autosave(head, "contact", "Wspólny początek.")
    autosave(editor, "contact", "Tekst zespołu.", 1)
    answer = autosave(head, "contact", "Tekst kierowniczki.", 1)
    assert answer.status_code == 409
    assert answer.json() | {"time": ""} == {
        "version": 2,
        "value": ["Tekst zespołu."],
        "by": world.editor.name,
        "time": "",
    }
    assert held(case, "application", "contact") == "Tekst zespołu."
    assert Leftover.objects.get(case=case).value == "Tekst kierowniczki."


def test_keeping_mine_writes_it_and_keeps_the_other_text_for_its_author(
    head: Client, editor: Client, world: World, case: Case, autosave: Save
) -> None:
    autosave(editor, "contact", "Tekst zespołu.")
    version = autosave(head, "contact", "Tekst kierowniczki.", 0).json()["version"]
    assert autosave(head, "contact", "Tekst kierowniczki.", version).status_code == 200
    assert held(case, "application", "contact") == "Tekst kierowniczki."
    left = Leftover.objects.get(case=case, settled_at__isnull=True)
    assert (left.value, left.by) == ("Tekst zespołu.", world.editor)


def test_only_the_newest_losing_text_waits(head: Client, editor: Client, case: Case, autosave: Save) -> None:
    autosave(editor, "contact", "Tekst zespołu.")
    for text in ("Te", "Tekst", "Tekst kierowniczki."):
        autosave(head, "contact", text, 0)
    waiting = Leftover.objects.filter(case=case, settled_at__isnull=True)
    assert [left.value for left in waiting] == ["Tekst kierowniczki."]
    assert Leftover.objects.count() == 3


def test_a_losing_text_stands_on_the_page_and_can_be_taken(
    head: Client, editor: Client, world: World, case: Case, autosave: Save
) -> None:
    autosave(editor, "contact", "Tekst zespołu.")
    autosave(head, "contact", "Tekst kierowniczki.", 0)
    page = head.get(step_url(case, "submit"))
    assert "Tekst kierowniczki." in page.content.decode()
    left = Leftover.objects.get()
    press(head, page, "settle", f"{left.uid} take")
    assert held(case, "application", "contact") == "Tekst kierowniczki."
    assert Leftover.objects.get(settled_at__isnull=True).by == world.editor


def test_a_losing_text_can_be_put_away(head: Client, editor: Client, case: Case, autosave: Save) -> None:
    autosave(editor, "contact", "Tekst zespołu.")
    autosave(head, "contact", "Tekst kierowniczki.", 0)
    page = press(head, head.get(step_url(case, "submit")), "settle", f"{Leftover.objects.get().uid} leave")
    assert held(case, "application", "contact") == "Tekst zespołu."
    assert "Tekst kierowniczki." not in page.content.decode()


def test_nobody_settles_the_text_of_somebody_else(head: Client, editor: Client, case: Case, autosave: Save) -> None:
    autosave(editor, "contact", "Tekst zespołu.")
    autosave(head, "contact", "Tekst kierowniczki.", 0)
    answer = editor.post(step_url(case, "submit"), {"-settle": f"{Leftover.objects.get().uid} take"})
    assert answer.status_code == 404
    assert held(case, "application", "contact") == "Tekst zespołu."


def test_a_table_that_two_people_changed_is_kept_beside_with_a_sentence(
    head: Client, editor: Client, case: Case, autosave: Save
) -> None:
    autosave(editor, "communities", ["A", "territorial", "", ""])
    answer = autosave(head, "communities", ["B", "territorial", "", ""], 0)
    assert answer.status_code == 202
    assert answer.json()["message"]
    assert held(case, "application", "communities") == [{"name": "A", "kind": "territorial"}]
    assert Leftover.objects.get().value == [{"name": "B", "kind": "territorial"}]


def test_without_javascript_a_stale_page_loses_nothing(head: Client, editor: Client, case: Case) -> None:
    mine, theirs = head.get(step_url(case, "submit")), editor.get(step_url(case, "submit"))
    press(editor, theirs, "save", contact="Tekst zespołu.")
    page = press(head, mine, "save", contact="Tekst kierowniczki.").content.decode()
    assert "Tekst zespołu." in page
    assert "Tekst kierowniczki." in page


def test_a_step_is_not_taken_over_a_text_that_the_person_has_not_seen(
    head: Client, editor: Client, world: World, case: Case
) -> None:
    fill(case, "application", by=world.head)
    mine, theirs = head.get(step_url(case, "submit")), editor.get(step_url(case, "submit"))
    press(editor, theirs, "save", contact="Tekst zespołu. " * 5)
    press(head, mine, "take", contact="Tekst kierowniczki. " * 5)
    case.refresh_from_db()
    assert case.state == case.rules.begins


def test_the_page_that_is_sent_just_after_its_autosave_is_no_conflict_with_itself(
    head: Client, case: Case, autosave: Save
) -> None:
    page = head.get(step_url(case, "submit"))
    autosave(head, "contact", "Ludzie ra", 0)
    press(head, page, "save", contact="Ludzie razem.")
    assert held(case, "application", "contact") == "Ludzie razem."
    assert not Leftover.objects.exists()


def test_an_old_page_of_ones_own_does_not_overwrite_the_newer_text(head: Client, case: Case, autosave: Save) -> None:
    autosave(head, "contact", "Nowszy tekst.", 0)
    long_ago(case)
    assert autosave(head, "contact", "Stary tekst.", 0).status_code == 409
    assert held(case, "application", "contact") == "Nowszy tekst."


def test_after_handing_in_a_write_is_kept_for_its_author_alone(
    head: Client, editor: Client, world: World, case: Case, autosave: Save
) -> None:
    act(case, "submit")
    answer = autosave(editor, "contact", "Jeszcze jedno zdanie.", 0)
    assert answer.status_code == 202
    left = Leftover.objects.get()
    assert left.late
    assert "Jeszcze jedno zdanie." in editor.get(step_url(case, "submit")).content.decode()
    assert "Jeszcze jedno zdanie." not in head.get(step_url(case, "submit")).content.decode()
    assert held(case, "application", "contact") != "Jeszcze jedno zdanie."


def test_the_echo_of_what_was_handed_in_leaves_nothing_behind(
    editor: Client, world: World, case: Case, autosave: Save
) -> None:
    fill(case, "application", by=world.head)
    said = held(case, "application", "contact")
    act(case, "submit")
    assert autosave(editor, "contact", said, 0).status_code == 200
    assert not Leftover.objects.exists()


def test_the_echo_is_known_where_the_form_was_cleared_too(world: World, case: Case, autosave: Save) -> None:
    act(case, "submit")
    act(case, "open_case", over={"resolution": "Uchwała 7/2026"})
    board = signed_in(world.members["board"][0])
    assert autosave(board, "resolution", "Uchwała 7/2026", 1, form="appointments").status_code == 200
    assert not Leftover.objects.exists()


def test_who_never_writes_the_form_gets_no_door_to_it(world: World, case: Case, autosave: Save) -> None:
    act(case, "submit")
    assert autosave(stranger(), "contact", "x").status_code == 404
    assert autosave(world.members["board"][0], "contact", "x").status_code == 404
    assert not Leftover.objects.exists()


def test_two_people_hear_of_each_other_and_not_of_themselves(
    head: Client, editor: Client, world: World, case: Case
) -> None:
    url = reverse("certification:presence", args=[case.uid, "application"])
    assert head.post(url, {"field": "Misja"}).json() == {"sentence": ""}
    heard = editor.post(url, {"field": ""}).json()["sentence"]
    assert world.head.name in heard
    assert "Misja" in heard
    assert world.editor.name in head.post(url, {"field": ""}).json()["sentence"]


def test_who_left_a_minute_ago_is_not_heard_of(head: Client, editor: Client, case: Case) -> None:
    url = reverse("certification:presence", args=[case.uid, "application"])
    with clock.at(clock.now() - timedelta(minutes=2)):
        head.post(url, {"field": "Misja"})
    assert editor.post(url, {"field": ""}).json() == {"sentence": ""}


def test_saving_answers_only_what_is_sent(head: Client, case: Case) -> None:
    assert head.get(reverse("certification:save", args=[case.uid, "application"])).status_code == 405
