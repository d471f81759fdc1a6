"""The page of a step: what it asks, what it saves, and to whom it is shown at all."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from gromada.certification.models import Case, StepTaken
from tests.builders.cases import World, act, fill, stranger
from tests.builders.forms import main_form, press, press_with
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import held, step_url

pytestmark = pytest.mark.django_db


def test_it_is_called_what_the_edition_calls_the_step_in_both_languages(head: Client, case: Case) -> None:
    for language in ("pl", "en"):
        with translation.override(language):
            page = head.get(step_url(case, "submit")).content.decode().replace("\u00a0", " ")
        name = case.edition.built.text("proceeding.certification.step.submit", language, "opens")
        assert f"<h1>{name}</h1>" in page


def test_every_plain_field_of_the_form_stands_on_the_page(head: Client, case: Case) -> None:
    page = main_form(head.get(step_url(case, "submit")))
    for field in case.edition.built.forms["application"].fields:
        if field.type == "rows":
            assert {f"{field.id}.0.{c.id}" for c in field.columns} <= page.names
        elif field.type == "files":
            assert f"files:{field.id}" in page.names
        elif field.type != "tree":
            assert field.id in page.names


def test_a_stranger_does_not_learn_that_the_page_exists(case: Case) -> None:
    assert signed_in(stranger()).get(step_url(case, "submit")).status_code == 404


def test_nobody_signed_out_sees_it(case: Case) -> None:
    answer = Client().get(step_url(case, "submit"))
    assert answer.status_code == 302


def test_a_step_of_somebody_else_is_not_shown(head: Client, case: Case) -> None:
    assert head.get(step_url(case, "open_case")).status_code == 404


def test_a_step_that_the_edition_does_not_know_is_not_shown(head: Client, case: Case) -> None:
    assert head.get(step_url(case, "no_such_step")).status_code == 404


def test_who_writes_but_may_not_take_the_step_reads_why(editor: Client, case: Case) -> None:
    page = editor.get(step_url(case, "submit"))
    assert not any(b.name == "-take" for b in main_form(page).buttons)
    assert case.edition.built.text(("role", "head"), "pl") in page.content.decode()


def test_what_is_typed_is_saved_without_javascript(head: Client, case: Case) -> None:
    page = head.get(step_url(case, "submit"))
    press(head, page, "save", mission="Miejsce dla ludzi.", residents="41 253", main_field="culture")
    assert held(case, "application", "mission") == "Miejsce dla ludzi."
    assert held(case, "application", "residents") == 41253
    assert held(case, "application", "main_field") == "culture"


def test_places_that_stay_empty_get_no_row(head: Client, case: Case) -> None:
    press(head, head.get(step_url(case, "submit")), "save", mission="Miejsce dla ludzi.")
    assert list(case.answers.values_list("path", flat=True)) == ["mission"]


def test_what_cannot_be_read_stays_as_it_was_typed_and_is_told(world: World, case: Case) -> None:
    act(case, "submit")
    board = world.members["board"][0]
    client = signed_in(board)
    page = press(client, client.get(step_url(case, "open_case")), "save", decided_on="32 maja")
    assert held(case, "appointments", "decided_on") == "32 maja"
    assert 'value="32 maja"' in page.content.decode()
    assert 'data-state="error"' in page.content.decode()


def test_a_day_is_understood_as_people_write_it(world: World, case: Case) -> None:
    act(case, "submit")
    client = signed_in(world.members["board"][0])
    page = press(client, client.get(step_url(case, "open_case")), "save", decided_on="18.03.2026")
    assert held(case, "appointments", "decided_on") == "2026-03-18"
    assert "18 marca 2026 r." in page.content.decode()


def test_a_script_in_an_answer_is_only_text(head: Client, case: Case) -> None:
    page = press(head, head.get(step_url(case, "submit")), "save", mission="<script>alert(1)</script>")
    text = page.content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def rows_of(page: Any, table: str) -> int:
    return len({name.split(".")[1] for name in main_form(page).names if name.startswith(f"{table}.")})


def test_a_table_offers_one_row_more_than_it_holds(head: Client, case: Case) -> None:
    page = head.get(step_url(case, "submit"))
    assert rows_of(page, "communities") == 1
    row = {"communities.0.name": "Osiedle Zielone", "communities.0.kind": "territorial", "communities.0.people": "1200"}
    page = press_with(head, page, "add", "communities", row)
    assert held(case, "application", "communities") == [
        {"name": "Osiedle Zielone", "kind": "territorial", "people": 1200}
    ]
    assert rows_of(page, "communities") == 2


def test_a_row_can_be_removed_and_the_others_stay(head: Client, case: Case) -> None:
    page = head.get(step_url(case, "submit"))
    page = press_with(
        head, page, "add", "communities", {"communities.0.name": "A", "communities.0.kind": "territorial"}
    )
    page = press_with(
        head, page, "add", "communities", {"communities.1.name": "B", "communities.1.kind": "categorical"}
    )
    press(head, page, "remove", "communities.0")
    assert [row["name"] for row in held(case, "application", "communities")] == ["B"]


def test_an_empty_row_is_no_row(head: Client, case: Case) -> None:
    press_with(head, head.get(step_url(case, "submit")), "save", None, {"communities.0.name": "  "})
    assert held(case, "application", "communities") is None


def test_a_full_table_takes_no_further_row(head: Client, world: World, case: Case) -> None:
    most = int(case.edition.built.forms["application"].field("communities").max or 0)
    rows = [{"name": f"Osiedle {n}", "kind": "territorial"} for n in range(most)]
    fill(case, "application", by=world.head, over={"communities": rows})
    page = head.get(step_url(case, "submit"))
    assert rows_of(page, "communities") == most
    assert not any(b.name == "-add" for b in main_form(page).buttons)


def test_proposals_stand_in_the_boxes_until_somebody_types(world: World, case: Case) -> None:
    for step, outcome in [
        ("submit", None), ("open_case", None), ("admit", None), ("give_opinion", None), ("agree_finding", None),
        ("decide", "yes"), ("announce_grant", None),
    ]:  # fmt: skip
        act(case, step, outcome=outcome)
    client = signed_in(world.members["board"][0])
    page = client.get(step_url(case, "issue"))
    values = dict(main_form(page).values)
    assert values["number"].startswith("CAL/")
    press(client, page, "take", label="2026–2030 bis")
    case.refresh_from_db()
    assert case.certificate is not None
    assert case.certificate.label == "2026–2030 bis"
    assert case.certificate.number == values["number"]


def test_a_step_without_a_form_asks_only_for_the_button(world: World, case: Case) -> None:
    for step, outcome in [
        ("submit", None), ("open_case", None), ("admit", None), ("give_opinion", None), ("agree_finding", None),
        ("decide", "yes"),
    ]:  # fmt: skip
        act(case, step, outcome=outcome)
    client = signed_in(world.members["office"][0])
    press(client, client.get(step_url(case, "announce_grant")), "take")
    assert StepTaken.objects.filter(case=case, step="announce_grant", person=world.members["office"][0]).exists()


def test_a_vote_shows_the_draft_and_the_way_to_a_sitting_but_no_button_to_decide_alone(
    world: World, case: Case
) -> None:
    for step in ("submit", "open_case", "admit", "give_opinion", "agree_finding"):
        act(case, step)
    member = case.appointments.filter(role="commission").first().person
    page = signed_in(member).get(step_url(case, "decide"))
    assert "good" in main_form(page).names
    assert not any(b.name == "-take" for b in main_form(page).buttons)
    assert f"/{case.uid}/-/" in page.content.decode()


def test_fields_with_a_condition_are_asked_and_say_when(world: World, case: Case) -> None:
    for step in ("submit", "open_case", "admit", "give_opinion", "agree_finding"):
        act(case, step)
    member = case.appointments.filter(role="commission").first().person
    page = signed_in(member).get(step_url(case, "decide")).content.decode()
    assert 'data-when="-outcome" data-when-values="no"' in page
    assert case.edition.built.text("proceeding.certification.outcome.decide.no", "pl") in page
