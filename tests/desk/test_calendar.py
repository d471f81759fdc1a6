"""The calendar, its secret address, and the letters that were asked for."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from gromada.desk import digests
from gromada.desk.models import Feed, Notice
from gromada.desk.queries.calendar import entries_of
from gromada.kit import clock
from tests.builders.cases import World, act, institution_of, world_of
from tests.builders.people import works_in
from tests.journeys.cast import cast_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_of()


def days(body: bytes) -> dict[str, date]:
    return {str(e["summary"]): e.decoded("dtstart") for e in Calendar.from_ical(body).walk("VEVENT")}


def address_on(page) -> str:  # type: ignore[no-untyped-def]
    return str(page.doc.xpath("//*[@class='copyable__text']")[0].text_content()).split("testserver", 1)[-1]


def test_a_term_stands_in_the_calendar_of_both_sides_and_in_nobody_elses(world: World) -> None:
    act(world.begin(), "submit")
    office, stranger = world.members["office"][0], works_in(institution_of(world.edition, "Inna", "Kutno"))
    for person in (office, world.head):
        (entry,) = entries_of(person)
        assert entry.kind == "term" and clock.today() < entry.on <= clock.today() + timedelta(days=33)
    assert entries_of(stranger) == []


def test_the_end_of_a_certificate_stands_in_the_calendar_of_its_last_year(world: World) -> None:
    case = world.begin()
    for name, outcome in (("submit", ""), ("open_case", ""), ("admit", ""), ("give_opinion", ""), ("agree_finding", ""),
                          ("decide", "yes"), ("announce_grant", ""), ("issue", "")):  # fmt: skip
        case = act(case, name, outcome=outcome or None)
    ends = case.certificate.ends_on
    assert not [e for e in entries_of(world.head) if e.kind == "end"]
    with clock.at(clock.now() + (ends - clock.today()) - timedelta(days=90)):
        assert [e.on for e in entries_of(world.head) if e.kind == "end"] == [ends]


def test_the_day_of_what_was_done_already_is_no_day_of_the_calendar(world: World) -> None:
    case = act(act(world.begin(), "submit"), "open_case", over={"decided_on": str(clock.today())})
    assert case.taken.get(step="open_case").content["decided_on"] == str(clock.today())
    assert "day" not in {e.kind for e in entries_of(world.members["office"][0])}


def test_a_program_reads_the_days_at_the_secret_address(world: World) -> None:
    case = act(world.begin(), "submit")
    cal, _head, _editor = cast_of(world)
    address = address_on(cal.office.visit("/pulpit/kalendarz/").press("Zrób adres").sees("Pokazujemy go tylko teraz"))
    first = Client().get(address)
    assert first.status_code == 200 and first["Content-Type"].startswith("text/calendar")
    ((summary, day),) = days(first.content).items()
    assert case.institution.name in summary and day == case.terms.get().due_on
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert "private" in first["Cache-Control"]
    assert Feed.objects.get().digest not in address


def test_a_new_address_ends_the_old_one_and_a_stopped_one_tells_nothing(world: World) -> None:
    cal, _head, _editor = cast_of(world)
    first = address_on(cal.office.visit("/pulpit/kalendarz/").press("Zrób adres"))
    second = address_on(cal.office.visit("/pulpit/kalendarz/").press("Zrób nowy adres"))
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    cal.office.visit("/pulpit/kalendarz/").press("Wyłącz adres").sees("Adres już nie działa.")
    assert Client().get(second).status_code == 404


def test_an_institution_reads_nothing_of_what_is_not_announced(world: World) -> None:
    case = world.begin()
    for name, outcome in (
        ("submit", ""),
        ("open_case", ""),
        ("admit", ""),
        ("give_opinion", ""),
        ("agree_finding", ""),
        ("decide", "yes"),
    ):
        case = act(case, name, outcome=outcome or None)
    assert "sitting" not in {e.kind for e in entries_of(world.head)}
    decided = case.taken.get(step="decide")
    assert not [e for e in entries_of(world.head) if str(decided.uid) in e.uid]


def test_a_letter_of_what_awaits_goes_once_a_day_to_those_who_asked(world: World) -> None:
    act(world.begin(), "submit")
    cal, _head, _editor = cast_of(world)
    person = world.members["board"][0]
    person.emails.create(address="zarzad@example.org", verified_at=clock.now())
    page = cal.browser(person).visit("/pulpit/kalendarz/")
    page.form("Zapisz").fill({"often": "daily"}).submit().sees("Będziemy pisać każdego ranka")
    assert (digests.send_all(), digests.send_all()) == (1, 0)
    (letter,) = mail.outbox
    assert letter.to == ["zarzad@example.org"] and "Otwórz sprawę" in letter.body
    with clock.at(clock.now() + timedelta(days=1)):
        assert digests.send_all() == 1


def test_nobody_is_written_to_who_did_not_ask_or_has_nothing_to_do(world: World) -> None:
    act(world.begin(), "submit")
    idle = world.editor
    idle.emails.create(address="cisza@example.org", verified_at=clock.now())
    assert digests.send_all() == 0
    Notice.objects.create(person=idle, often=Notice.Often.DAILY)
    assert digests.send_all() == 0 and mail.outbox == []


def test_whoever_has_no_address_is_led_to_adding_one(world: World) -> None:
    cal, _head, _editor = cast_of(world)
    cal.office.visit("/pulpit/kalendarz/").follow("Dodaj adres e-mail").sees("Wyślemy tam link")
