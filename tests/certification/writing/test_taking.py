"""Taking a step from its page: nothing typed is lost when it is refused, and the refusal leads to the places."""

import pytest
from django.test import Client

from gromada.certification.actions import impartiality
from gromada.certification.models import Case, StepTaken
from gromada.certification.pages import people
from gromada.certification.views import deeds
from gromada.kit.refusal import No, Refusal
from tests.builders.cases import World, act, fill, world_of
from tests.builders.forms import main_form, press
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import held, step_url

pytestmark = pytest.mark.django_db


def test_a_full_application_is_handed_in_with_one_button(head: Client, world: World, case: Case) -> None:
    fill(case, "application", by=world.head)
    page = press(head, head.get(step_url(case, "submit")), "take")
    case.refresh_from_db()
    assert StepTaken.objects.get(case=case).person == world.head
    assert page.redirect_chain[-1][0].endswith(f"/{case.uid}/")


def test_a_refusal_keeps_everything_that_was_typed(head: Client, case: Case) -> None:
    page = press(head, head.get(step_url(case, "submit")), "take", contact="Zofia Maj, 23 654 00 00", residents="abc")
    assert page.status_code == 400
    assert held(case, "application", "contact") == "Zofia Maj, 23 654 00 00"
    values = dict(main_form(page).values)
    assert values["contact"] == "Zofia Maj, 23 654 00 00"
    assert values["residents"] == "abc"


def test_a_refusal_names_the_places_and_leads_to_them(head: Client, case: Case) -> None:
    text = press(head, head.get(step_url(case, "submit")), "take").content.decode()
    label = case.edition.built.text("form.application.field.mission", "pl")
    assert f'<a href="#id_mission">{label}</a>'.replace(" ", " ") in text.replace("\u00a0", " ")
    assert 'id="id_mission"' in text
    assert f'href="{step_url(case, "submit", "S1.1")}#id_standards:S1.1_0"' in text


def test_the_place_that_is_missing_says_so_itself(head: Client, case: Case) -> None:
    page = press(head, head.get(step_url(case, "submit")), "take", mission="Za krótko.")
    text = page.content.decode()
    assert 'id="id_mission_error"' in text
    assert 'id="id_contact_error"' in text
    assert 'id="id_communities_error"' in text
    assert 'id="id_trainings_error"' not in text


def test_two_people_at_once_one_wins_and_the_other_reads_a_sentence(world: World, case: Case) -> None:
    fill(case, "application", by=world.head)
    first, second = signed_in(world.head), signed_in(world.head)
    page = second.get(step_url(case, "submit"))
    press(first, first.get(step_url(case, "submit")), "take")
    answer = press(second, page, "take")
    assert answer.status_code == 400
    assert StepTaken.objects.filter(case=case).count() == 1
    state = case.edition.built.text("proceeding.certification.state.received", "pl")
    assert state in answer.content.decode()


def test_an_outcome_has_to_be_chosen_and_survives_a_refusal() -> None:
    flat = world_of("flat-reviews")
    case = flat.begin()
    for step in ("hand_in", "choose_readers", "read", "agree"):
        act(case, step)
    client = signed_in(flat.members["office"][0])
    refused = press(client, client.get(step_url(case, "conclude")), "take")
    assert refused.status_code == 400
    refused = press(client, refused, "take", outcome="again")  # this outcome needs words that are not there yet
    assert refused.status_code == 400
    assert ("-outcome", "again") in main_form(refused).values
    press(client, refused, "take", outcome="again", words="Trzeba doświetlić kąt przy oknie.")
    case.refresh_from_db()
    assert case.state == "mending"


def test_a_refusal_of_an_effect_leads_to_its_place_too(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(case, "application", by=world.head)

    def refuse(*_given: object, **_named: object) -> None:
        raise Refusal(No("Ten numer już jest.", where="mission"))

    monkeypatch.setattr(deeds, "take_step", refuse)
    client = signed_in(world.head)
    text = press(client, client.get(step_url(case, "submit")), "take").content.decode()
    assert "Ten numer już jest." in text.replace("\u00a0", " ")
    assert 'href="#id_mission"' in text


def test_whoever_is_named_is_asked_to_declare_and_until_then_the_step_waits(world: World, case: Case) -> None:
    act(case, "submit")
    board = world.members["board"]
    client = signed_in(board[0])
    panel = [str(p.uid) for p in world.members["commission"][:3]]
    refused = press(
        client, client.get(step_url(case, "open_case")), "take", responsible=str(board[1].uid), commission=panel
    )
    assert refused.status_code == 400
    assert board[1].name in refused.content.decode()
    asked = {board[1].pk, *(p.pk for p in world.members["commission"][:3])}
    assert set(case.declarations.values_list("person", flat=True)) == asked
    for person in [board[1], *world.members["commission"][:3]]:
        impartiality.declare(case, person, "none", by=person)
    press(client, client.get(step_url(case, "open_case")), "take")
    case.refresh_from_db()
    assert case.state == "formal_check"


def test_somebody_who_cannot_be_named_is_refused_and_the_rest_is_saved(world: World, case: Case) -> None:
    act(case, "submit")
    client = signed_in(world.members["board"][0])
    page = client.get(step_url(case, "open_case"))
    page = press(client, page, "save", responsible=str(world.head.uid), resolution="Uchwała 7/2026")
    assert held(case, "appointments", "responsible") is None
    assert held(case, "appointments", "resolution") == "Uchwała 7/2026"
    assert 'data-kind="error"' in page.content.decode()


def test_what_each_has_declared_stands_under_their_name(world: World, case: Case) -> None:
    act(case, "submit")
    board = world.members["board"]
    impartiality.ask(case, [board[1]], "responsible", by=board[0])
    impartiality.declare(case, board[1], "disclosed", "Wspólny projekt w 2021 roku.", by=board[1])
    text = signed_in(board[0]).get(step_url(case, "open_case")).content.decode()
    assert str(people.in_words(case.declarations.get(current=True))) in text.replace("\u00a0", " ")
    assert "Wspólny projekt" not in text


def test_after_it_was_taken_the_page_says_where_the_case_stands(head: Client, case: Case) -> None:
    act(case, "submit")
    page = head.get(step_url(case, "submit"))
    assert page.status_code == 200
    assert "certification/writing/closed.html" in [t.name for t in page.templates]
    assert case.edition.built.text("proceeding.certification.state.received", "pl") in page.content.decode()


def test_from_outside_a_closed_page_does_not_tell_what_is_not_announced(head: Client, case: Case) -> None:
    for step in ("submit", "open_case", "admit", "give_opinion", "agree_finding"):
        act(case, step)
    act(case, "decide", outcome="yes")
    text = head.get(step_url(case, "submit")).content.decode()
    inside = case.edition.built.text("proceeding.certification.state.granted_unannounced", "pl")
    shown = case.edition.built.text("proceeding.certification.state.deliberation", "pl")
    assert inside not in text
    assert shown in text
