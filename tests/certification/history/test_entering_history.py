"""The office writes down a certificate of years gone by: as exact as its source, and nothing is guessed."""

import pytest

from gromada.certification.history.entering import correct, enter, typed_of
from gromada.certification.models import Certificate
from gromada.certification.proceeding.seeing import OFFICE
from gromada.certification.status import Status, status_of
from gromada.institutions.actions import add_unit
from gromada.institutions.models import Institution
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.standards.models import Edition
from tests.builders.cases import institution_of
from tests.builders.people import sits_in

pytestmark = pytest.mark.usefixtures("editions")
SOURCE = "report of the town, 2015"


@pytest.fixture
def edition(editions: None) -> Edition:
    return Edition.objects.get(key="cal-2013")


@pytest.fixture
def office(edition: Edition) -> Person:
    return sits_in(edition.issuer, OFFICE)


@pytest.fixture
def holder(edition: Edition) -> Institution:
    return institution_of(edition, "MOPS Wzorowo", "Wzorowo")


def test_years_stay_as_exact_as_the_source(holder: Institution, edition: Edition, office: Person) -> None:
    made = enter(
        holder, edition, by=office, source=SOURCE, valid_from="2013-06", valid_to="2016", valid_label="2013–2016"
    )
    assert (made.valid_from, made.valid_to, str(made.starts_on), str(made.ends_on)) == (
        "2013-06", "2016", "2013-06-01", "2016-12-31",
    )  # fmt: skip
    assert status_of(made, clock.today()) == Status.UNKNOWN, "not confirmed yet"
    line = Entry.objects.last()
    assert (line.verb, line.subject, line.actor) == ("certificate.entered", str(made.uid), str(office.uid))


def test_unknown_years_are_unknown(holder: Institution, edition: Edition, office: Person) -> None:
    made = enter(holder, edition, by=office, source=SOURCE)
    assert (made.valid_from, made.valid_to, made.starts_on, made.ends_on, made.award) == ("", "", None, None, None)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({}, "source"),
        ({"source": SOURCE, "valid_from": "2016", "valid_to": "2013"}, "valid_to"),
        ({"source": SOURCE, "handed_over_on": "2090"}, "handed_over_on"),
        ({"source": SOURCE, "award_number": "second"}, "award_number"),
        ({"source": SOURCE, "occasion": "o" * 201}, "occasion"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_saved(
    holder: Institution, edition: Edition, office: Person, typed: dict[str, str], where: str
) -> None:
    with pytest.raises(Refusal) as refused:
        enter(holder, edition, by=office, **typed)
    assert where in {no.where for no in refused.value.reasons}
    assert not Certificate.objects.exists()


def test_years_that_surely_overlap_are_refused_but_for_another_unit(
    holder: Institution, edition: Edition, office: Person
) -> None:
    years = {"source": SOURCE, "valid_from": "2013-01-01", "valid_to": "2016-12-31"}
    enter(holder, edition, by=office, **years)
    with pytest.raises(Refusal):
        enter(holder, edition, by=office, **years)
    enter(holder, edition, by=office, unit=add_unit(holder, "Zespół 7", by=office), **years)
    assert Certificate.objects.count() == 2


def test_only_the_office_of_the_issuer_writes_it_down(holder: Institution, edition: Edition) -> None:
    for person in (sits_in(edition.issuer, "board"), sits_in(edition.issuer, "commission")):
        with pytest.raises(Refusal):
            enter(holder, edition, by=person, source=SOURCE)


def test_what_is_written_down_is_corrected_until_it_is_confirmed(
    holder: Institution, edition: Edition, office: Person
) -> None:
    made = enter(holder, edition, by=office, source=SOURCE, valid_from="2013", valid_to="2016", occasion="a session")
    typed = {name: str(value) for name, value in typed_of(made).items() if name != "link"}
    fixed = correct(made, by=office, link="https://example.org/report", **typed | {"valid_to": "2018"})
    assert (fixed.valid_to, str(fixed.ends_on), fixed.occasion) == ("2018", "2018-12-31", "a session")
    assert Entry.objects.last().facts["valid_to"] == "2018" and "occasion" not in Entry.objects.last().facts
    Certificate.objects.update(confirmed_on=clock.today())
    fixed.refresh_from_db()
    with pytest.raises(Refusal):
        correct(fixed, by=office, **typed)
