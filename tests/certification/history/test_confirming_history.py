"""The office confirms history; from then on it has a status of its own."""

from datetime import date
from pathlib import Path

import pytest

from gromada.certification.history.confirming import confirm
from gromada.certification.history.importing import import_network
from gromada.certification.history.remarking import remark, settle
from gromada.certification.models import Certificate, Confirmer
from gromada.certification.proceeding.seeing import OFFICE
from gromada.certification.status import Status, status_of
from gromada.institutions.models import Function, Institution
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from tests.builders.people import sits_in, works_in


@pytest.fixture
def mlawa(editions: None, network: Path) -> Certificate:
    import_network(network, by="import")
    return Certificate.objects.get(label="2022–2026")


@pytest.fixture
def office(mlawa: Certificate) -> Person:
    return sits_in(mlawa.issuer, OFFICE)


@pytest.fixture
def head(mlawa: Certificate) -> Person:
    return works_in(mlawa.institution, Function.Kind.HEAD)


def test_a_confirmed_certificate_gets_the_status_of_its_dates(mlawa: Certificate, office: Person) -> None:
    with clock.at(date(2026, 4, 21)):
        confirmed = confirm(mlawa, by=office, basis="resolution 7/2022")
    assert confirmed.confirmed_on == date(2026, 4, 21)
    assert status_of(confirmed, date(2026, 4, 21)) == Status.IN_FORCE
    assert status_of(confirmed, date(2027, 1, 1)) == Status.EXPIRED
    line = Entry.objects.last()
    assert (line.verb, line.subject, line.actor) == ("certificate.confirmed", str(mlawa.uid), str(office.uid))


def test_years_and_a_number_are_filled_in_on_the_way(mlawa: Certificate, office: Person) -> None:
    earlier = Certificate.objects.get(institution=mlawa.institution, award=1)
    confirmed = confirm(
        earlier, by=office, basis="a report", valid_from="2011-06-28", valid_to="2014", number="CAL/2011/12"
    )
    assert (confirmed.starts_on, confirmed.ends_on, confirmed.number) == (
        date(2011, 6, 28),
        date(2014, 12, 31),
        "CAL/2011/12",
    )


def test_the_office_confirms_only_on_a_basis(mlawa: Certificate, office: Person) -> None:
    with pytest.raises(Refusal) as refused:
        confirm(mlawa, by=office, basis=" ")
    assert refused.value.reasons[0].where == "basis"
    confirmed = confirm(mlawa, by=office, basis="resolution 7/2022")
    assert (confirmed.confirmed_as, confirmed.basis) == (Confirmer.OFFICE, "resolution 7/2022")


def test_the_head_of_the_holder_confirms_by_their_word_and_changes_nothing(mlawa: Certificate, head: Person) -> None:
    with pytest.raises(Refusal):
        confirm(mlawa, by=head, number="CAL/2022/1")
    confirmed = confirm(mlawa, by=head)
    assert (confirmed.confirmed_as, confirmed.confirmed_by, confirmed.basis) == (Confirmer.HOLDER, head, "")


def test_the_head_of_the_successor_confirms_what_came_to_it(mlawa: Certificate) -> None:
    succession = mlawa.institution.succeeded_by
    assert confirm(mlawa, by=works_in(succession.successor, Function.Kind.HEAD)).confirmed_as == Confirmer.HOLDER


def test_nobody_else_confirms(mlawa: Certificate) -> None:
    team, board = works_in(mlawa.institution), sits_in(mlawa.issuer, "board")
    other = works_in(Institution.objects.exclude(pk=mlawa.institution.pk)[0], Function.Kind.HEAD)
    for person in (team, board, other):
        with pytest.raises(Refusal):
            confirm(mlawa, by=person, basis="I say so")
    mlawa.refresh_from_db()
    assert mlawa.confirmed_on is None


def test_a_remark_of_the_holder_waits_for_the_office_and_is_answered_once(
    mlawa: Certificate, head: Person, office: Person
) -> None:
    with pytest.raises(Refusal):
        remark(mlawa, "Not so.", by=office)
    said = remark(mlawa, "It was valid until 2027.", by=head)
    assert "2027" not in str(Entry.objects.last().facts)
    with pytest.raises(Refusal):
        settle(said, "Corrected.", by=head)
    settle(said, "Corrected.", by=office)
    with pytest.raises(Refusal):
        settle(said, "Once more.", by=office)
    said.refresh_from_db()
    assert (said.answer, said.settled_by) == ("Corrected.", office)


def test_a_certificate_is_confirmed_once(mlawa: Certificate, office: Person) -> None:
    confirm(mlawa, by=office, basis="resolution 7/2022")
    with pytest.raises(Refusal):
        confirm(mlawa, by=office, basis="resolution 7/2022")


def test_what_was_issued_here_needs_no_confirmation(mlawa: Certificate, office: Person) -> None:
    Certificate.objects.update(imported=False)
    with pytest.raises(Refusal):
        confirm(mlawa, by=office, basis="resolution 7/2022")


@pytest.mark.parametrize("wrong", [{"valid_to": "soon"}, {"valid_from": "2027"}, {"number": "CAL/2022/1"}])
def test_impossible_facts_are_refused_and_nothing_is_saved(
    mlawa: Certificate, office: Person, wrong: dict[str, str]
) -> None:
    Certificate.objects.filter(institution__name="MOPS Radom").update(number="CAL/2022/1")
    lines = Entry.objects.count()
    with pytest.raises(Refusal):
        confirm(mlawa, by=office, basis="resolution 7/2022", **wrong)
    mlawa.refresh_from_db()
    assert (mlawa.confirmed_on, mlawa.valid_to, mlawa.number) == (None, "2026", "")
    assert Entry.objects.count() == lines
