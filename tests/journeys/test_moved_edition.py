"""An open case goes on under another edition by a recorded step: shown before, told by letter, nothing that was written is lost."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from gromada.certification.actions.moving import move
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Case, EditionMove, Evidence
from gromada.certification.queries.facts import working_copy
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.standards.actions import keep
from gromada.standards.edition.load import build
from gromada.standards.models import Edition
from tests.builders.cases import World, act, fill, world_of
from tests.journeys.adverse import post_paper
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page, step, take

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 13)  # a Monday
WHY = "Od maja wszystkie sprawy prowadzimy według jednego wydania."
GONE = "Te same trzy miary po roku: klucze, decyzje, spotkania bez nas."


@pytest.fixture
def world() -> World:
    with clock.at(DAY):
        return world_of()


def another(world: World, change: Any = None) -> Edition:
    """A later edition: S12.2 is no more, the term to complete is longer, one indicator reads otherwise."""
    content = deepcopy(world.edition.content)
    structure = content["structure"]
    structure["scheme"]["version"] = "2027"
    del structure["standard"]["S12.2"]
    content["order"]["standard"].remove("S12.2")
    for texts in content["texts"].values():
        del texts["standard"]["S12.2"]
    structure["term"]["completion"]["working_days"] = 20
    content["texts"]["pl"]["standard"]["S1.1"]["name"] = "Mieszkańcy mają klucze"
    if change:
        change(structure)
    return keep(build(content), content, {}, by="test", errata=False)


def test_it_is_shown_before_recorded_and_told(world: World) -> None:
    cal, head, editor = cast_of(world)
    with clock.at(DAY):
        case = world.begin()
        fill(case, "application", by=world.head, over={"standards:S12.2": "otherwise", "standards:S12.2:reason": GONE})
        page = step(editor, case, "submit").follow("S12").follow("S12.2").form("evidence").submit("evidence")
        page.form("Dodaj").fill(
            {"kind": "text", "Krótka nazwa": "Trzy miary", "W kilku zdaniach": "Zapisane."}
        ).submit()
        for name in ("submit", "open_case", "ask_to_complete"):
            act(case, name)
        post_paper(cal.office, case, "completion_request")
        assert case.terms.get(term="completion").due_on == date(2026, 4, 27)
        another(world)
    with clock.at(DAY + timedelta(days=1)):
        assert head.raw(f"/sprawy/{case.uid}/-/edycja/").status_code == 404
        page = (
            case_page(cal.office, case)
            .follow("Przenieś na inną edycję")
            .sees("Edycja 2022 → 2027", "Mieszkańcy mają klucze")
        )
        page.sees(
            "S12.2",
            "odpada",
            "27 kwietnia 2026 r.",
            "12 maja 2026 r.",
            "3 odpowiedzi lub potwierdzenia",
            GONE,
            "Trzy miary",
        )
        page.form("Przenieś sprawę na edycję 2027").fill({"Dlaczego": "bo"}).submit(status=400).sees("Napisz dlaczego")
        assert not EditionMove.objects.exists()
        page.form("Przenieś sprawę na edycję 2027").fill({"Dlaczego": WHY}).submit().sees(
            "Sprawa toczy się dalej według edycji 2027"
        )
        case.refresh_from_db()
        assert case.edition.key == "cal-2027" and case.terms.get(term="completion").due_on == date(2026, 5, 12)
        held = working_copy(case, "application")
        assert not [path for path in held if "S12.2" in path] and not Evidence.objects.filter(case=case).exists()
        kept = (
            case_page(head, case)
            .sees(WHY)
            .follow("Według edycji 2027")
            .sees(WHY, GONE, "Trzy miary", "12 maja 2026 r.")
        )
        kept.misses(cal.office.who.name)
        reading = case_page(head, case).follow("Zgłoszenie").sees("S12.2", GONE, "Trzy miary")
        reading.misses("Mieszkańcy mają klucze")
        letter = case.letters.get(letter="edition_changed")
        assert letter.state == "prepared" and all(
            word in letter.body for word in (WHY, "2027", "Usunięte: S12.2", "Mieszkańcy mają klucze")
        )
        assert "{" not in letter.body
        line = Entry.objects.get(verb="case.moved_to_edition")
        assert (
            line.actor == str(cal.office.who.uid) and line.facts["after"] == "cal-2027" and WHY not in str(line.facts)
        )
        take(head, case, "complete").sees("Sprawdzenie formalne")
        newest = case.snapshots.order_by("pk").last()
        changed = head.visit(f"/sprawy/{case.uid}/-/czytaj/{newest.uid}/").sees(
            "Co zmieniło się od wersji 1", "Mieszkańcy mają klucze"
        )
        changed.sees("Trzy miary")


def test_a_term_that_was_given_is_never_made_shorter(world: World) -> None:
    with clock.at(DAY):
        case = world.begin()
        act(case, "submit")
        due = case.terms.get(term="opening").due_on
        shorter = another(world, lambda structure: structure["term"]["opening"].update(days=5))
        move(case, shorter, WHY, by=world.members["office"][0])
        assert case.terms.get(term="opening").due_on == due


def refused(case: Case, edition: Edition, world: World, by: Any = None) -> str:
    with pytest.raises(Refusal) as caught:
        move(case, edition, WHY, by=by or world.members["office"][0])
    return " ".join(reason.sentence for reason in caught.value.reasons)


def test_what_stands_in_the_way_is_named(world: World) -> None:
    with clock.at(DAY):
        case = world.begin()
        act(case, "submit")
        there = another(world)
        assert "toczy się według tej edycji" in refused(case, world.edition, world)
        assert "na inną edycję przenosi" in refused(case, there, world, by=world.head)
        assert "na inną edycję przenosi" in refused(case, there, world, by=world.members["board"][0])
        act(case, "open_case")
        act(case, "admit", over={"experts": [str(p.uid) for p in world.members["experts"][:2]]})
        expert = case.appointments.filter(role="expert").first().person
        fill(case, "opinion", by=expert)
        take_step(case, "give_opinion", by=expert)
        assert "złożył już swoją część" in refused(case, there, world)
        Case.objects.filter(pk=case.pk).update(closed_on=DAY)
        case.refresh_from_db()
        assert "jest zakończona" in refused(case, there, world)


def test_a_draft_is_moved_by_those_who_write_it_and_no_letter_goes(world: World) -> None:
    _cal, head, _editor = cast_of(world)
    with clock.at(DAY):
        case = world.begin()
        another(world)
        page = case_page(head, case).follow("Przenieś na inną edycję")
        page.form("Przenieś sprawę na edycję 2027").fill({"Dlaczego": WHY}).submit().sees("według edycji 2027")
        case.refresh_from_db()
        assert case.edition.version == "2027" and not case.letters.exists()
