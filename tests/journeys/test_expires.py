"""Certificates come to their end: their holders are reminded, one issued here and one from history; on the right day the public sees it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from gromada.certification.actions.expiring import deliver_waiting
from gromada.certification.actions.reminding import remind
from gromada.certification.history.confirming import confirm
from gromada.certification.history.entering import enter
from gromada.certification.models import Certificate, Reminder
from gromada.institutions.models import Institution
from gromada.journal.following import run_all
from gromada.kit import clock
from tests.builders.cases import World, act, edition_row, institution_of, world_of
from tests.builders.people import works_in
from tests.journeys.cast import cast_of
from tests.journeys.driver import Browser
from tests.journeys.test_renewed import TO_ISSUE

pytestmark = pytest.mark.django_db
AWARDED = date(2026, 3, 2)


@pytest.fixture
def world() -> World:
    with clock.at(AWARDED):
        found = world_of()
        case = found.begin()
        for name, outcome in (("submit", None), *TO_ISSUE):
            act(case, name, outcome=outcome)
    return found


def from_history(world: World, edition: str = "cal-2013") -> Certificate:
    """Awarded before there was this house, with its last day known: the same as that of the other."""
    office = world.members["office"][0]
    holder = institution_of(world.edition, "GOPS Dawne", "Dawne")
    works_in(holder, "head")
    return enter(
        holder,
        edition_row(edition),
        by=office,
        valid_from="2026-01-01",
        valid_to="2030-12-31",
        source="kronika",
    )


def run_a_day() -> tuple[int, int]:
    return remind(), deliver_waiting()


def test_both_are_reminded_on_the_editions_days_once_each(world: World) -> None:
    with clock.at(AWARDED):
        old = from_history(world)
        confirm(old, by=world.members["office"][0], basis="protokół z 2026 r.")
    for day in (date(2029, 12, 30), date(2029, 12, 31), date(2030, 1, 1), date(2030, 7, 4), date(2030, 10, 2)):
        with clock.at(day):
            run_a_day()
            assert run_a_day() == (0, 0)
    rows = Reminder.objects.order_by("certificate", "-early")
    assert [(r.certificate_id == old.pk, r.early, r.state) for r in rows] == [
        *((False, early, "sent") for early in (365, 180, 90)),
        *((True, early, "sent") for early in (365, 180, 90)),
    ]
    assert len(mail.outbox) == 6
    told = mail.outbox[-1]
    assert "31 grudnia 2030" in told.subject and "/kolejny/" in told.body and "{" not in told.body


def test_a_missed_day_is_caught_up_and_an_old_one_is_not_sent_late(world: World) -> None:
    with clock.at(date(2030, 11, 5)):
        assert run_a_day() == (1, 1)
    assert [r.early for r in Reminder.objects.all()] == [90]


def test_nothing_is_written_on_the_word_of_unconfirmed_history_but_the_office_sees_it(world: World) -> None:
    cal, _head, _editor = cast_of(world)
    with clock.at(AWARDED):
        old = from_history(world)
    with clock.at(date(2030, 2, 1)):
        assert run_a_day() == (1, 1)
        assert not old.reminders.exists()
        cal.office.visit("/pulpit/").sees(
            "Certyfikaty, których ważność się kończy", "GOPS Dawne", "niepotwierdzony: przypomnienie nie wyjdzie"
        )


def test_who_has_asked_anew_is_not_reminded(world: World) -> None:
    with clock.at(date(2030, 1, 15)):
        begun = world.begin()
        act(begun, "submit")
        assert run_a_day() == (0, 0)


def test_without_an_address_a_person_tells_the_holder(world: World) -> None:
    cal, head, _editor = cast_of(world)
    Institution.objects.filter(pk=world.institution.pk).update(email="")
    with clock.at(date(2030, 2, 1)):
        assert run_a_day() == (1, 0)
        page = cal.office.visit("/pulpit/").sees("daj znać instytucji").follow(world.institution.name)
        page.sees("Drukuj", "Nie ma adresu e-mail").form("Zapisz").fill({"Jak": "", "Kiedy": "01.02.2030"}).submit(
            status=400
        )
        page.form("Zapisz").fill({"Jak": "telefonicznie, z sekretariatem", "Kiedy": "01.02.2030"}).submit()
        cal.office.visit("/pulpit/").misses("daj znać instytucji").sees("instytucja wie od 1 lutego 2030 r.")
        one = Reminder.objects.get()
        assert (one.state, one.told_by) == ("told", cal.office.who)
        assert head.raw(f"/sprawy/certyfikat/{one.certificate.uid}/przypomnienie/{one.uid}/").status_code == 404
        head.visit(f"/sprawy/certyfikat/{one.certificate.uid}/").sees(
            "Przypomnienia o końcu ważności", "biuro dało znać"
        )


def test_a_letter_that_comes_back_again_and_again_becomes_a_persons(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_args: object, **_rest: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr("gromada.certification.actions.expiring.mail.send", refuses)
    with clock.at(date(2030, 2, 1)):
        remind()
    for day in range(1, 8):
        with clock.at(date(2030, 2, day)):
            deliver_waiting()
    one = Reminder.objects.get()
    assert (one.state, one.attempts) == ("by_hand", 6) and one.failure


def test_the_public_sees_the_end_at_midnight_in_warsaw_and_not_before(world: World) -> None:
    certificate = Certificate.objects.get()
    warsaw = ZoneInfo("Europe/Warsaw")
    with clock.at(datetime(2030, 12, 31, 23, 59, 59, tzinfo=warsaw)):
        run_all()
        Browser().visit(f"/s/{certificate.number}/").sees("Tak, ten certyfikat jest ważny")
    with clock.at(datetime(2030, 12, 31, 23, 0, 1, tzinfo=ZoneInfo("UTC"))):
        run_all()
        Browser().visit(f"/s/{certificate.number}/").sees("ważność upłynęła")
        Browser().visit("/rejestr/?q=przykladowice").sees("ważność upłynęła")
