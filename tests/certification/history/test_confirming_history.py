"""The office confirms history; from then on it has a status of its own."""

from datetime import date
from pathlib import Path

import pytest

from gromada.certification.history.confirming import confirm
from gromada.certification.history.importing import import_network
from gromada.certification.models import Certificate
from gromada.certification.status import Status, status_of
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person


@pytest.fixture
def office(db: None) -> Person:
    return Person.objects.create_user("office", name="Office")


@pytest.fixture
def mlawa(editions: None, network: Path) -> Certificate:
    import_network(network, by="import")
    return Certificate.objects.get(label="2022–2026")


def test_a_confirmed_certificate_gets_the_status_of_its_dates(mlawa: Certificate, office: Person) -> None:
    with clock.at(date(2026, 4, 21)):
        confirmed = confirm(mlawa, by=office)
    assert confirmed.confirmed_on == date(2026, 4, 21)
    assert status_of(confirmed, date(2026, 4, 21)) == Status.IN_FORCE
    assert status_of(confirmed, date(2027, 1, 1)) == Status.EXPIRED
    line = Entry.objects.last()
    assert (line.verb, line.subject, line.actor) == ("certificate.confirmed", str(mlawa.uid), str(office.uid))


def test_years_and_a_number_are_filled_in_on_the_way(mlawa: Certificate, office: Person) -> None:
    earlier = Certificate.objects.get(institution=mlawa.institution, award=1)
    confirmed = confirm(earlier, by=office, valid_from="2011-06-28", valid_to="2014", number="CAL/2011/12")
    assert (confirmed.starts_on, confirmed.ends_on, confirmed.number) == (
        date(2011, 6, 28),
        date(2014, 12, 31),
        "CAL/2011/12",
    )


def test_a_certificate_is_confirmed_once(mlawa: Certificate, office: Person) -> None:
    confirm(mlawa, by=office)
    with pytest.raises(Refusal):
        confirm(mlawa, by=office)


def test_what_was_issued_here_needs_no_confirmation(mlawa: Certificate, office: Person) -> None:
    Certificate.objects.update(imported=False)
    with pytest.raises(Refusal):
        confirm(mlawa, by=office)


@pytest.mark.parametrize("wrong", [{"valid_to": "soon"}, {"valid_from": "2027"}, {"number": "CAL/2022/1"}])
def test_impossible_facts_are_refused_and_nothing_is_saved(
    mlawa: Certificate, office: Person, wrong: dict[str, str]
) -> None:
    Certificate.objects.filter(institution__name="MOPS Radom").update(number="CAL/2022/1")
    lines = Entry.objects.count()
    with pytest.raises(Refusal):
        confirm(mlawa, by=office, **wrong)
    mlawa.refresh_from_db()
    assert (mlawa.confirmed_on, mlawa.valid_to, mlawa.number) == (None, "2026", "")
    assert Entry.objects.count() == lines
