"""A term is given more time: by somebody whom the edition names, while it runs, with a reason that both sides read."""

from datetime import date, timedelta

import pytest

from gromada.certification.actions import clockwork
from gromada.certification.models import TermExtension
from gromada.journal.models import Entry
from gromada.kit import clock
from tests.builders.cases import act, world_of
from tests.journeys.adverse import post_paper
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page, take

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 13)  # a Monday
WHY = "Rada gminy obraduje dopiero po świętach; bez niej nie ma podpisu."


def test_an_institution_gets_more_time_and_both_sides_read_why() -> None:
    with clock.at(DAY):
        world = world_of()
        cal, head, _editor = cast_of(world)
        case = world.begin()
        for name in ("submit", "open_case", "ask_to_complete"):
            act(case, name)
        case_page(head, case).sees("Liczy się od dnia doręczenia pisma").misses("Daj więcej czasu")
        case_page(cal.office, case).misses("Daj więcej czasu")
        post_paper(cal.office, case, "completion_request")
        run = case.terms.get(term="completion")
        assert run.due_on == date(2026, 4, 27)
        assert head.raw(f"/sprawy/{case.uid}/-/termin/{run.uid}/").status_code == 404
        page = case_page(cal.office, case).follow("Daj więcej czasu").sees("Najpóźniej: 12 maja 2026 r.")
        form = page.form("Przedłuż termin")
        form.fill({"until": "13.05.2026", "reason": WHY}).submit(status=400).sees("Najpóźniej: 12 maja 2026 r.")
        form.fill({"until": "03.05.2026", "reason": WHY}).submit(status=400).sees("To dzień wolny", "4 maja 2026 r.")
        form.fill({"until": "27.04.2026", "reason": WHY}).submit(status=400).sees("musi być późniejszy")
        form.fill({"until": "04.05.2026", "reason": "bo"}).submit(status=400).sees("Napisz dlaczego")
        assert not TermExtension.objects.exists()
        form.fill({"until": "04.05.2026", "reason": WHY}).submit().sees("Termin przedłużony")
        told = ("Przedłużony z 27 kwietnia 2026 r. do 4 maja 2026 r.", WHY)
        case_page(cal.office, case).sees(*told)
        case_page(head, case).sees(*told, "Do 4 maja 2026 r.").misses("Daj więcej czasu")
        letter = case.letters.get(letter="term_extended")
        assert all(said in letter.body for said in ("4 maja 2026", WHY)), letter.body
        line = Entry.objects.get(verb="term.extended")
        assert line.facts["until"] == "2026-05-04" and WHY not in str(line.facts)
    with clock.at(date(2026, 4, 29)):
        page = case_page(cal.office, case).follow("Daj więcej czasu").form("Przedłuż termin")
        page.fill({"until": "05.05.2026", "reason": WHY}).submit().sees("Termin przedłużony")
        case_page(cal.office, case).sees("nie można już przedłużyć").misses("Daj więcej czasu")
        take(head, case, "complete").sees("Sprawdzenie formalne")
        case_page(cal.office, case).sees("Dotrzymany 29 kwietnia 2026 r.")


def test_time_waits_for_the_new_last_day_and_a_passed_term_stays_passed() -> None:
    with clock.at(DAY):
        world = world_of()
        cal, _head, _editor = cast_of(world)
        case = world.begin()
        for name in ("submit", "open_case", "admit", "order_visit", "share_note"):
            act(case, name)
        post_paper(cal.office, case, "visit_note")
        run = case.terms.get(term="correction_of_facts")
        page = cal.office.visit(f"/sprawy/{case.uid}/-/termin/{run.uid}/")
        page.form("Przedłuż termin").fill({"until": "24.04.2026", "reason": WHY}).submit().sees("Termin przedłużony")
    with clock.at(date(2026, 4, 24)):
        assert clockwork.turn() == 0
    with clock.at(date(2026, 4, 25)):
        page = cal.office.visit(f"/sprawy/{case.uid}/-/termin/{run.uid}/").misses("Przedłuż termin")
        assert clockwork.turn() == 1
    case.refresh_from_db()
    assert case.state == "assessment" and case.turned_on == DAY + timedelta(days=12)
