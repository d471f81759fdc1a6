"""A finding that everybody agrees to: opinions side by side, a word for exactly the text that was read."""

from datetime import timedelta

import pytest
from django.test import Client

from gromada.certification.models import Answer, Case, Leftover
from gromada.kit import clock
from gromada.people.models import Person
from tests.builders.cases import World, act, fill
from tests.builders.forms import main_form, press
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import step_url

pytestmark = pytest.mark.django_db

DIFFERING = {
    "standards:S6": "partly",
    "standards:S6:reason": "Wolontariat dopiero się zaczyna.",
    "standards:S10": "not_met",
    "standards:S10:reason": "Śladu spotkań brak.",
}


@pytest.fixture
def experts(world: World, case: Case) -> list[Person]:
    """Two experts who have handed in opinions that differ on two standards."""
    people = world.members["experts"][:2]
    act(case, "submit")
    act(case, "open_case")
    act(case, "admit", over={"experts": [str(p.uid) for p in people]})
    fill(case, "opinion", by=people[1], over=DIFFERING)
    act(case, "give_opinion")
    return people


def responsible(case: Case) -> Client:
    return signed_in(case.appointments.get(role="responsible").person)


def plain(page: object) -> str:
    return page.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_where_opinions_differ_stands_first_and_then_all(experts: list[Person], case: Case) -> None:
    text = plain(responsible(case).get(step_url(case, "agree_finding")))
    name = case.edition.built.text
    first = text.index("<table")
    second = text.index("<table", first + 1)
    differing, everything = text[first:second], text[second : text.index("</table>", second)]
    for node in case.edition.built.at_level(case.parts, "standard"):
        label = name(("standard", node.id), "pl")
        assert (label in differing) == (node.id in ("S6", "S10"))
        assert label in everything
    for expert in experts:
        assert expert.name in differing
    assert "Wolontariat dopiero się zaczyna." in differing


def test_on_the_page_of_a_standard_stands_what_each_said_of_it(experts: list[Person], case: Case) -> None:
    text = plain(responsible(case).get(step_url(case, "agree_finding", "S6")))
    assert "Wolontariat dopiero się zaczyna." in text
    assert "Śladu spotkań brak." not in text
    assert all(expert.name in text for expert in experts)


def test_before_all_opinions_are_in_nothing_is_compared(world: World, case: Case) -> None:
    people = world.members["experts"][:2]
    act(case, "submit")
    act(case, "open_case")
    act(case, "admit", over={"experts": [str(p.uid) for p in people]})
    fill(case, "opinion", by=people[0], over={"standards:S6": "partly", "standards:S6:reason": "Tajne do końca."})
    client = signed_in(people[0])
    press(client, client.get(step_url(case, "give_opinion")), "take")
    assert "Tajne do końca." not in plain(signed_in(people[1]).get(step_url(case, "give_opinion", "S6")))
    assert "Tajne do końca." not in plain(signed_in(people[1]).get(step_url(case, "give_opinion")))


def test_the_button_waits_until_everybody_else_agrees(experts: list[Person], case: Case) -> None:
    fill(case, "finding", by=experts[0])
    page = responsible(case).get(step_url(case, "agree_finding"))
    assert not any(b.name == "-take" for b in main_form(page).buttons)
    for expert in experts:
        assert expert.name in plain(page)
        client = signed_in(expert)
        press(client, client.get(step_url(case, "agree_finding")), "agree")
    lead = responsible(case)
    press(lead, lead.get(step_url(case, "agree_finding")), "take")
    case.refresh_from_db()
    assert case.state == "deliberation"


def test_ones_own_words_on_the_page_are_agreed_to_as_well(experts: list[Person], case: Case) -> None:
    fill(case, "finding", by=experts[0])
    client = signed_in(experts[0])
    press(
        client,
        client.get(step_url(case, "agree_finding")),
        "agree",
        summary="Standardy są spełnione, z uwagą do S10. " * 3,
    )
    assert case.agreements.get().person == experts[0]
    page = client.get(step_url(case, "agree_finding"))
    assert not any(b.name == "-agree" for b in main_form(page).buttons)


def test_a_text_that_somebody_else_changed_meanwhile_is_not_agreed_to_unread(experts: list[Person], case: Case) -> None:
    fill(case, "finding", by=experts[0])
    client = signed_in(experts[0])
    page = client.get(step_url(case, "agree_finding"))
    other = signed_in(experts[1])
    press(
        other, other.get(step_url(case, "agree_finding", "S1")), "save", **{"standards:S1:reason": "Zmieniam zdanie."}
    )
    answer = press(client, page, "agree")
    assert answer.status_code == 400
    assert not case.agreements.exists()


def test_a_change_asks_everybody_again(experts: list[Person], case: Case) -> None:
    fill(case, "finding", by=experts[0])
    client = signed_in(experts[0])
    press(client, client.get(step_url(case, "agree_finding")), "agree")
    other = signed_in(experts[1])
    press(
        other, other.get(step_url(case, "agree_finding", "S1")), "save", **{"standards:S1:reason": "Zmieniam zdanie."}
    )
    page = client.get(step_url(case, "agree_finding"))
    assert any(b.name == "-agree" for b in main_form(page).buttons)


def test_autosave_while_the_page_is_open_does_not_stop_ones_own_agreement(experts: list[Person], case: Case) -> None:
    fill(case, "finding", by=experts[0])
    client = signed_in(experts[0])
    page = client.get(step_url(case, "agree_finding"))
    Answer.objects.filter(form="finding", path="summary").update(
        value="Nowe własne zdanie. " * 6, by=experts[0], at=clock.now()
    )
    press(client, page, "agree", summary="Nowe własne zdanie. " * 6)
    assert case.agreements.get().person == experts[0]
    assert not Leftover.objects.exists()


def test_a_part_that_is_handed_in_cannot_be_changed_on_its_page(world: World, case: Case) -> None:
    people = world.members["experts"][:2]
    act(case, "submit")
    act(case, "open_case")
    act(case, "admit", over={"experts": [str(p.uid) for p in people]})
    fill(case, "opinion", by=people[0])
    client = signed_in(people[0])
    press(client, client.get(step_url(case, "give_opinion")), "take")
    for url in (step_url(case, "give_opinion"), step_url(case, "give_opinion", "S1")):
        page = client.get(url)
        assert "certification/writing/closed.html" in [t.name for t in page.templates]
    with clock.at(clock.now() + timedelta(minutes=5)):
        assert client.get(step_url(case, "give_opinion")).status_code == 200
