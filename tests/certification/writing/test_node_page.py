"""The page of one standard: question, example, answer, story, the way to the next, and the readiness of the whole."""

import pytest
from django.test import Client

from gromada.certification.models import Case
from tests.builders.cases import World, act, fill, world_of
from tests.builders.forms import main_form, press
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import held, step_url

pytestmark = pytest.mark.django_db


def plain(page: object) -> str:
    return page.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_it_shows_question_hint_and_example_beside_the_answer(head: Client, case: Case) -> None:
    text = plain(head.get(step_url(case, "submit", "S4.3")))
    said = case.edition.built.text
    for what in ("name", "hint", "example"):
        assert said(("standard", "S4.3"), "pl", what) in text
    for line in case.edition.built.texts_of(("standard", "S4.3"), "pl", "evidence"):
        assert line in text
    assert said(("scale", "claim"), "pl") in text


def test_the_story_of_the_standard_above_is_told_on_the_page_of_its_indicator(head: Client, case: Case) -> None:
    page = head.get(step_url(case, "submit", "S4.3"))
    assert {"standards:S4.3", "standards:S4:narrative"} <= main_form(page).names
    assert not {n for n in main_form(page).names if n.startswith("standards:S5")}


def test_saving_goes_on_to_the_next_and_comes_back_to_the_one_before(head: Client, case: Case) -> None:
    page = head.get(step_url(case, "submit", "S1.1"))
    form = main_form(page)
    assert [b.value for b in form.buttons if b.name == "-go"] == ["S1.2"]
    page = press(head, page, "go", "S1.2", **{"standards:S1.1": "met"})
    assert held(case, "application", "standards:S1.1") == "met"
    assert page.request["PATH_INFO"] == step_url(case, "submit", "S1.2")
    page = press(head, page, "go", "S1.1")
    assert ("standards:S1.1", "met") in main_form(page).values


def test_the_last_one_leads_back_to_the_whole(head: Client, case: Case) -> None:
    built = case.edition.built
    last = built.at_level(case.parts, "indicator")[-1]
    page = head.get(step_url(case, "submit", last.id))
    assert press(head, page, "go", "").request["PATH_INFO"] == step_url(case, "submit")


def test_all_of_it_can_be_walked_through_without_javascript(head: Client, case: Case) -> None:
    nodes = [n.id for n in case.edition.built.at_level(case.parts, "indicator")]
    page = head.get(step_url(case, "submit", nodes[0]))
    for node in nodes:
        assert page.request["PATH_INFO"] == step_url(case, "submit", node)
        onward = next(b.value for b in main_form(page).buttons if b.name == "-go")
        page = press(head, page, "go", onward, **{f"standards:{node}": "met"})
    assert case.answers.filter(path__startswith="standards:", value="met").count() == len(nodes)


def test_a_value_that_needs_a_reason_says_which(head: Client, case: Case) -> None:
    text = plain(head.get(step_url(case, "submit", "S1.1")))
    assert 'data-when="standards:S1.1" data-when-values="otherwise not_applicable"' in text


def test_gaps_are_named_exactly_and_lead_to_their_places(head: Client, case: Case, world: World) -> None:
    fill(case, "application", by=world.head)
    case.answers.filter(path__in=["standards:S4.3", "standards:S4:narrative"]).delete()
    text = plain(head.get(step_url(case, "submit", "S1.1")))
    assert f'href="{step_url(case, "submit", "S4.3")}#id_standards:S4.3_0"' in text
    assert f'href="{step_url(case, "submit", "S4.1")}#id_standards:S4:narrative"' in text
    assert 'id="id_standards:S4:narrative"' in plain(head.get(step_url(case, "submit", "S4.1")))


def test_the_page_of_a_standard_lists_what_stands_under_it(head: Client, case: Case) -> None:
    page = head.get(step_url(case, "submit", "S4"))
    for node in case.edition.built.at_level(case.parts, "indicator"):
        link = f'href="{step_url(case, "submit", node.id)}"'
        assert (link in plain(page)) == node.id.startswith("S4.")
    assert "standards:S4:narrative" in main_form(page).names


def test_the_page_between_lists_its_own(head: Client, case: Case) -> None:
    assert head.get(step_url(case, "submit", "S4a")).status_code == 200


@pytest.mark.parametrize("node", ["S99", "K1", "-"])
def test_a_node_that_the_case_does_not_answer_has_no_page(head: Client, case: Case, node: str) -> None:
    assert head.get(step_url(case, "submit", node)).status_code == 404


def test_a_form_without_standards_has_no_pages_of_nodes(world: World, case: Case) -> None:
    act(case, "submit")
    assert signed_in(world.members["board"][0]).get(step_url(case, "open_case", "S1")).status_code == 404


def test_few_nodes_stand_on_the_page_of_the_step_itself() -> None:
    flat = world_of("flat-reviews")
    case = flat.begin()
    page = signed_in(flat.head).get(step_url(case, "hand_in"))
    assert {f"marks:{n}" for n in ("light", "chairs", "silence", "night", "welcome")} <= main_form(page).names


def test_a_flat_list_with_stories_is_listed_and_has_pages() -> None:
    flat = world_of("flat-reviews")
    case = flat.begin()
    act(case, "hand_in")
    act(case, "choose_readers")
    client = signed_in(case.appointments.filter(role="reader").first().person)
    listed = plain(client.get(step_url(case, "read")))
    for node in ("light", "chairs", "silence", "night", "welcome"):
        assert f'href="{step_url(case, "read", node)}"' in listed
    page = client.get(step_url(case, "read", "silence"))
    assert {"marks:silence", "marks:silence:narrative"} <= main_form(page).names


def test_an_expert_reads_the_frozen_claims_beside_the_judgement(world: World, case: Case) -> None:
    fill(case, "application", by=world.head, over={"standards:S1:narrative": "Klucze mają mieszkanki."})
    for step in ("submit", "open_case", "admit"):
        act(case, step)
    client = signed_in(case.appointments.filter(role="expert").first().person)
    case.answers.filter(path="standards:S1:narrative").update(value="Dopisane po złożeniu.")
    text = plain(client.get(step_url(case, "give_opinion", "S1")))
    assert "Klucze mają mieszkanki." in text
    assert "Dopisane po złożeniu." not in text
    for leaf in ("S1.1", "S1.2", "S1.3"):
        assert case.edition.built.text(("standard", leaf), "pl") in text


def test_opinions_stay_blind_until_the_last_one_is_in(world: World, case: Case) -> None:
    for step in ("submit", "open_case"):
        act(case, step)
    act(case, "admit", over={"experts": [str(p.uid) for p in world.members["experts"][:2]]})
    first, second = world.members["experts"][:2]
    page = press(signed_in(first), signed_in(first).get(step_url(case, "give_opinion", "S1")), "save",
                 **{"standards:S1": "partly", "standards:S1:reason": "Widać tylko jeden klucz."})  # fmt: skip
    assert "Widać tylko jeden klucz." in plain(page)
    assert held(case, "opinion", "standards:S1", str(first.uid)) == "partly"
    assert "Widać tylko jeden klucz." not in plain(signed_in(second).get(step_url(case, "give_opinion", "S1")))
    assert held(case, "opinion", "standards:S1", str(second.uid)) is None
